package io.tlswhy.e2e.components;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs system commands and starts servers. */
final class Shell {
  private static final long LIMIT_SECONDS = 30;
  private static final long LONGEST_CHECK_SECONDS = 90;

  /** How a check ends that found a cause. */
  private static final int FOUND = 1;

  private Shell() {}

  /** Runs a command to its end; a status other than 0 is an error that holds what it printed. */
  static String run(String... command) {
    return run(0, LIMIT_SECONDS, command);
  }

  /** Runs a check that finds something; what it printed. */
  static String finding(String... command) {
    return run(FOUND, LONGEST_CHECK_SECONDS, command);
  }

  private static String run(int status, long limitSeconds, String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(limitSeconds, TimeUnit.SECONDS) || process.exitValue() != status) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts a server that goes on running; what it prints goes to a file. */
  static Process start(Path output, List<String> command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
