package io.tlswhy.diagnosis.path;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads this package's tables: one record a line, fields between tabs, comments after a hash. */
final class DataFile {
  private DataFile() {}

  /** The records of the file of that name beside this class. */
  static List<String[]> records(String name) {
    List<String[]> records = new ArrayList<>();
    try (InputStream stream = DataFile.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("no " + name);
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          records.add(line.split("\t", -1));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return records;
  }
}
