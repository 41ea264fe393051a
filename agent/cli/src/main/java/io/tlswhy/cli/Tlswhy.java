package io.tlswhy.cli;

import io.tlswhy.cli.attach.AttachCommand;
import io.tlswhy.cli.attach.DetachCommand;
import io.tlswhy.cli.attach.ListCommand;
import io.tlswhy.cli.check.CheckCommand;
import io.tlswhy.cli.explain.ExplainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line {@code java -jar tlswhy.jar}. */
@Command(
    name = "tlswhy",
    mixinStandardHelpOptions = true,
    version = "tlswhy 1.0.0",
    description = "Makes a failed TLS handshake in a JVM say why.",
    subcommands = {
      CheckCommand.class,
      ExplainCommand.class,
      AttachCommand.class,
      DetachCommand.class,
      ListCommand.class
    },
    footer = {
      "",
      "As an agent: java -javaagent:tlswhy.jar[=key=value,key=value…] -jar app.jar",
      "Exit status: 0 nothing wrong (or done as asked), 1 a cause was found, 2 wrong usage,"
          + " 3 could not be carried out."
    })
public final class Tlswhy implements Runnable {
  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private Tlswhy() {}

  /** Runs a command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  /** Runs a command. */
  static int execute(String... arguments) {
    CommandLine commandLine = new CommandLine(new Tlswhy());
    for (CommandLine subcommand : commandLine.getSubcommands().values()) {
      subcommand.getCommandSpec().mixinStandardHelpOptions(true);
      subcommand.getCommandSpec().version("tlswhy 1.0.0");
    }
    return commandLine
        .setExecutionExceptionHandler(Tlswhy::failed)
        .setUsageHelpWidth(100)
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  private static int failed(
      Exception thrown, CommandLine commandLine, CommandLine.ParseResult parsed) {
    Console.ofProcess(false).complain(parsed.subcommand().commandSpec().name() + ": " + thrown);
    return ExitStatus.FAILED;
  }
}
