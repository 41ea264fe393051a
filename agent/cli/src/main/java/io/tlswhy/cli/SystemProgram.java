package io.tlswhy.cli;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a program of the operating system without a shell, for a bounded time and output. */
public final class SystemProgram {
  private static final int MOST_OUTPUT = 16 << 10;

  private SystemProgram() {}

  /**
   * What it printed; empty if it could not do it. What it printed until its time was up counts, and
   * so does what it printed before it said by its status that it did not succeed.
   *
   * @param deadline when its time is up, by {@code System.nanoTime()}
   */
  public static Optional<String> output(List<String> command, long deadline) {
    try {
      File nothing =
          new File(
              System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")
                  ? "NUL"
                  : "/dev/null");
      Process process =
          new ProcessBuilder(command).redirectError(nothing).redirectInput(nothing).start();
      try {
        String output = output(process, deadline);
        return output.isEmpty() && !process.isAlive() && process.exitValue() != 0
            ? Optional.empty()
            : Optional.of(output);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String output(Process process, long deadline)
      throws IOException, InterruptedException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    byte[] buffer = new byte[1024];
    InputStream in = process.getInputStream();
    boolean ended = false;
    while (!ended && System.nanoTime() - deadline < 0 && output.size() < MOST_OUTPUT) {
      ended = process.waitFor(50, TimeUnit.MILLISECONDS);
      while (in.available() > 0 && output.size() < MOST_OUTPUT) {
        int read = in.read(buffer, 0, Math.min(buffer.length, in.available()));
        output.write(buffer, 0, Math.max(0, read));
      }
    }
    return new String(output.toByteArray(), StandardCharsets.UTF_8);
  }
}
