package io.tlswhy.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that records are appended to, created for its owner alone, with or without rotation.
 *
 * <p>Opened for each record: they are seldom, and whoever moves the file away gets a new one. A
 * logging library's file appender would create its files for everybody to read.
 */
final class AppendedFile implements LogSink {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long ROTATE_AT_OCTETS = 10_000_000;
  private static final int KEPT = 3;

  private final Path path;
  private final long rotateAt;

  private AppendedFile(Path path, long rotateAt) {
    this.path = path;
    this.rotateAt = rotateAt;
  }

  /** A file that only grows: whoever reads it line by line must miss none. */
  static LogSink growing(Path path) {
    return new AppendedFile(path, NEVER);
  }

  /** A file that is set aside as {@code name.1} when it is large, and at last thrown away. */
  static LogSink rotated(Path path) {
    return rotated(path, ROTATE_AT_OCTETS);
  }

  static LogSink rotated(Path path, long rotateAt) {
    return new AppendedFile(path, rotateAt);
  }

  @Override
  public void write(String record) {
    try {
      if (Files.exists(path) && Files.size(path) >= rotateAt) {
        rotate();
      }
      PrivateFiles.createIfMissing(path);
      try (OutputStream out =
          Files.newOutputStream(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
        out.write((record + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UnwritableException(path, e);
    }
  }

  private void rotate() throws IOException {
    for (int number = KEPT; number >= 1; number--) {
      Path older = number == 1 ? path : numbered(number - 1);
      if (Files.exists(older)) {
        Files.move(older, numbered(number), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Path numbered(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }
}
