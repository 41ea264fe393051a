package io.tlswhy.probe.files;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the beginning of a file of settings: whatever stands in its place, no more than 256 kB. */
public final class SmallFile {
  private static final int LARGEST = 256 << 10;

  private SmallFile() {}

  /**
   * Its lines; none where it is no regular file, which could block, or cannot be read.
   *
   * @param most so many lines are read
   */
  public static List<String> lines(Path file, int most) {
    List<String> lines = new ArrayList<>();
    try {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  new ByteArrayInputStream(octets(file)), StandardCharsets.ISO_8859_1));
      for (String line = reader.readLine();
          line != null && lines.size() < most;
          line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException | RuntimeException unreadable) {
      return lines;
    }
    return lines;
  }

  private static byte[] octets(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return new byte[0];
    }
    byte[] buffer = new byte[(int) Math.min(LARGEST, Files.size(file))];
    int length = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = 0; read >= 0 && length < buffer.length; length += Math.max(0, read)) {
        read = in.read(buffer, length, buffer.length - length);
      }
    }
    return Arrays.copyOf(buffer, length);
  }
}
