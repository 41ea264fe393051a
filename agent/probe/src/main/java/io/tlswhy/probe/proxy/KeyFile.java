package io.tlswhy.probe.proxy;

import io.tlswhy.probe.files.SmallFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a file of settings, {@code key=value} in sections or a shell's variables, bounded.
 *
 * <p>A value that only a shell could make out (a substitution) counts as not there.
 */
final class KeyFile {
  private static final int MOST_LINES = 2_000;
  private static final int LONGEST_LINE = 2_000;

  private final Map<String, String> values = new HashMap<>();

  private KeyFile() {}

  /** The settings of a file; none where there is no such file, or none for us. */
  static KeyFile read(Path file) {
    KeyFile settings = new KeyFile();
    String section = "";
    for (String line : SmallFile.lines(file, MOST_LINES)) {
      section = settings.take(line.trim(), section);
    }
    return settings;
  }

  private String take(String line, String section) {
    if (line.startsWith("[") && line.endsWith("]")) {
      return line.substring(1, line.length() - 1);
    }
    int equals = line.indexOf('=');
    if (line.startsWith("#") || equals <= 0 || line.length() > LONGEST_LINE) {
      return section;
    }
    String key = line.substring(0, equals).trim();
    String name = key.startsWith("export ") ? key.substring(7).trim() : key;
    String value = unquoted(line.substring(equals + 1).trim());
    if (value.indexOf('$') < 0 && value.indexOf('`') < 0) {
      values.put(section.isEmpty() ? name : section + "/" + name, value);
    }
    return section;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /** The value of a key, with its section and a slash before it; empty if there is none. */
  String get(String key) {
    return values.getOrDefault(key, "");
  }

  /** All values. */
  Map<String, String> values() {
    return values;
  }
}
