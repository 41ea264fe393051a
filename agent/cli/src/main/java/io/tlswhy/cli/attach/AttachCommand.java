package io.tlswhy.cli.attach;

import io.tlswhy.cli.Console;
import io.tlswhy.cli.ExitStatus;
import io.tlswhy.cli.OutputOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code attach}: puts the agent into a JVM that runs already. */
@Command(name = "attach", description = "Puts the agent into a JVM of this user that runs already.")
public final class AttachCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "PID", description = "The process id, as list shows it.")
  private long pid;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "The agent's options, as after -javaagent:tlswhy.jar=.")
  private List<String> options = new ArrayList<>();

  @Override
  public Integer call() {
    Console console = output.console();
    String joined;
    try {
      joined = AgentOptions.joined(options);
    } catch (AttachException wrong) {
      console.complain(wrong.sentence());
      return ExitStatus.USAGE;
    }
    try {
      Processes.requireJvm(pid);
      AttachApi.ofThisJvm().load(String.valueOf(pid), OwnJar.locate(), joined);
      console.line("tlswhy is attached to " + pid + "; \"detach " + pid + "\" takes it out again.");
      return ExitStatus.FINE;
    } catch (AttachException failed) {
      console.complain("could not attach to " + pid + ": " + failed.sentence());
      return ExitStatus.FAILED;
    }
  }
}
