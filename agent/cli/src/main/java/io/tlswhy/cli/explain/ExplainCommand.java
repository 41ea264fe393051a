package io.tlswhy.cli.explain;

import io.tlswhy.cli.Console;
import io.tlswhy.cli.ExitStatus;
import io.tlswhy.cli.OutputOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code explain}: which causes a log or a stack trace shows. */
@Command(
    name = "explain",
    description =
        "Reads stack traces and logs of any size, .gz too, and tells which TLS failures they show:"
            + " each with its cause or with those that the text leaves open, and what would decide.")
public final class ExplainCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Logs or stack traces; standard input without any, or for -.")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    LogReader reader = new LogReader();
    boolean allRead = files.isEmpty() ? read(reader, System.in) : true;
    for (Path file : files) {
      allRead &=
          file.toString().equals("-") ? read(reader, System.in) : read(reader, file, console);
    }
    List<Finding> findings = reader.findings();
    if (output.json()) {
      console.document(ExplainJson.document(findings));
    } else if (allRead || !findings.isEmpty()) {
      ExplainText.print(console, findings);
    }
    if (!allRead) {
      return ExitStatus.FAILED;
    }
    return findings.isEmpty() ? ExitStatus.FINE : ExitStatus.FOUND;
  }

  private static boolean read(LogReader reader, InputStream in) throws IOException {
    reader.read("-", in);
    return true;
  }

  private static boolean read(LogReader reader, Path file, Console console) {
    try (InputStream in = Files.newInputStream(file)) {
      reader.read(file.toString(), in);
      return true;
    } catch (IOException unreadable) {
      console.complain("could not read " + file + ": " + unreadable);
      return false;
    }
  }
}
