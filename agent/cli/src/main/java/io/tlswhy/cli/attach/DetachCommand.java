package io.tlswhy.cli.attach;

import io.tlswhy.cli.Console;
import io.tlswhy.cli.ExitStatus;
import io.tlswhy.cli.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code detach}: takes the agent out of a JVM. */
@Command(name = "detach", description = "Takes the agent out of a JVM.")
public final class DetachCommand implements Callable<Integer> {
  /** The agent's argument that stands for it. */
  private static final String ARGUMENT = "detach";

  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "PID", description = "The process id, as list shows it.")
  private long pid;

  @Override
  public Integer call() {
    Console console = output.console();
    try {
      Processes.requireJvm(pid);
      AttachApi.ofThisJvm().load(String.valueOf(pid), OwnJar.locate(), ARGUMENT);
      console.line("tlswhy is no longer in " + pid + ".");
      return ExitStatus.FINE;
    } catch (AttachException failed) {
      console.complain("could not detach from " + pid + ": " + failed.sentence());
      return ExitStatus.FAILED;
    }
  }
}
