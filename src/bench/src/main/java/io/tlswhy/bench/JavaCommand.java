package io.tlswhy.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts JVMs of one home with nothing but the workloads on the class path: a large jar in front of
 * an agent's would be opened for the one agent and not for the other.
 */
final class JavaCommand {
  private static final long LIMIT_SECONDS = 120;

  private final Path java;
  private final Path classPath;

  JavaCommand(Path java, Path classPath) {
    this.java = java;
    this.classPath = classPath;
  }

  /** A JVM that has started; its standard error is ours. */
  Process start(Contender contender, Class<?> main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-Xshare:auto");
    command.addAll(contender.jvmArguments());
    command.add("-cp");
    command.add(classPath.toString());
    command.add(main.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Waits for a JVM and reads the {@code name value} lines that it printed. */
  static Map<String, Double> figuresOf(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("a measured JVM did not end within " + LIMIT_SECONDS + " s");
    }
    if (process.exitValue() != 0) {
      throw new IOException("a measured JVM ended with " + process.exitValue() + ": " + output);
    }
    Map<String, Double> figures = new HashMap<>();
    for (String line : output.split("\n")) {
      int space = line.indexOf(' ');
      if (space > 0) {
        figures.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1).trim()));
      }
    }
    return figures;
  }
}
