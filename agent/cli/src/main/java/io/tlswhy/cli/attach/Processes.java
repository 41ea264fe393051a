package io.tlswhy.cli.attach;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Tells whether a process is a JVM before it is attached to.
 *
 * <p>The attach API begins with a SIGQUIT, which ends a process that is no JVM.
 */
final class Processes {
  private static final String JVM_LIBRARY = "libjvm.so";

  private Processes() {}

  /** Throws if the process is certainly none to attach to. */
  static void requireJvm(long pid) throws AttachException {
    Path process = Paths.get("/proc", String.valueOf(pid));
    if (!Files.isDirectory(Paths.get("/proc/self"))) {
      return;
    }
    if (!Files.isDirectory(process)) {
      throw new AttachException("there is no such process on this machine.");
    }
    try (BufferedReader maps =
        Files.newBufferedReader(process.resolve("maps"), StandardCharsets.ISO_8859_1)) {
      for (String line = maps.readLine(); line != null; line = maps.readLine()) {
        if (line.contains(JVM_LIBRARY)) {
          return;
        }
      }
    } catch (IOException unreadable) {
      throw new AttachException(
          "the process belongs to another user; run the command as that user.");
    }
    throw new AttachException("the process is no JVM that can be attached to.");
  }
}
