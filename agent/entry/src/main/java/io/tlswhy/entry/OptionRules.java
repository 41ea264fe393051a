package io.tlswhy.entry;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What each option's value may be; loaded only where an option was given. */
final class OptionRules {
  private static final int LARGEST_FILE = 1 << 20;
  private static final int LONGEST_SHOWN = 200;
  private static final long LONGEST_HOURS = 168;
  private static final int NEAR = 2;

  private OptionRules() {}

  /**
   * The value as the rooms read it.
   *
   * @throws IllegalArgumentException whose message says what would be accepted
   */
  static String normalise(String key, String value) {
    switch (key) {
      case "enabled":
        return onOrOff(value).equals("on") ? "true" : "false";
      case "jfr":
      case "jmx":
      case "watch":
        return onOrOff(value);
      case "exception":
        return oneOf(value, "on", "code", "off");
      case "probe":
        return oneOf(value, "off", "endpoints", "all");
      case "timeout":
      case "slow":
        return duration(value, 1);
      case "wait":
      case "repeat":
        return duration(value, 0);
      case "log":
        return log(value);
      case "json":
        return json(value);
      case "dir":
        return folder(value);
      case "allow":
        return AddressRanges.normalise(value);
      case "mute":
        return mute(value);
      case "otlp":
        return collector(value);
      default:
        return value;
    }
  }

  /**
   * The content of a properties file.
   *
   * @throws IllegalArgumentException whose message says why it could not be read
   */
  static Properties readFile(String path) {
    Properties properties = new Properties();
    File file = new File(path);
    if (file.length() > LARGEST_FILE) {
      throw new IllegalArgumentException("larger than 1 MB");
    }
    try (Reader reader = new InputStreamReader(new FileInputStream(file), StandardCharsets.UTF_8)) {
      properties.load(reader);
      return properties;
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
    }
  }

  /** The complaint about a key that does not exist. */
  static String unknown(String spelling, String key, String value, List<String> keys) {
    String nearest = nearest(key, keys);
    StringBuilder line = new StringBuilder();
    line.append(quoted(spelling)).append('=').append(quoted(value)).append(": unknown option");
    line.append(nearest == null ? "." : ", did you mean " + nearest + "?").append(" Options are ");
    for (int i = 0; i < keys.size(); i++) {
      line.append(i == 0 ? "" : ", ").append(keys.get(i));
    }
    return line.append('.').toString();
  }

  /** A piece of what was given, short enough for a line. */
  static String quoted(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }

  /** The text with control characters made visible: a value may hold what a terminal obeys. */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }

  private static String onOrOff(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (lower.equals("true") || lower.equals("on")) {
      return "on";
    }
    if (lower.equals("false") || lower.equals("off")) {
      return "off";
    }
    throw new IllegalArgumentException("accepted are on and off (or true and false)");
  }

  private static String oneOf(String value, String first, String second, String third) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (lower.equals(first) || lower.equals(second) || lower.equals(third)) {
      return lower;
    }
    throw new IllegalArgumentException("accepted are " + first + ", " + second + " and " + third);
  }

  private static String duration(String value, long least) {
    int digits = 0;
    while (digits < value.length() && value.charAt(digits) >= '0' && value.charAt(digits) <= '9') {
      digits++;
    }
    long factor = factor(value.substring(digits).trim());
    long longest = LONGEST_HOURS * factor("h");
    if (digits > 0 && digits <= 9 && factor > 0) {
      long milliseconds = Long.parseLong(value.substring(0, digits)) * factor;
      if (milliseconds >= least && milliseconds <= longest) {
        return Long.toString(milliseconds);
      }
    }
    throw new IllegalArgumentException(
        "accepted is a duration such as 500ms, 5s, 10m or 1h, from "
            + (least == 0 ? "0s" : least + "ms")
            + " to "
            + LONGEST_HOURS
            + "h");
  }

  private static long factor(String unit) {
    switch (unit) {
      case "ms":
        return 1;
      case "s":
        return 1000;
      case "m":
        return 60_000;
      case "h":
        return 3_600_000;
      default:
        return 0;
    }
  }

  private static String log(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (lower.equals("auto") || lower.equals("stderr") || lower.equals("off")) {
      return lower;
    }
    if (lower.startsWith("file:") && value.length() > "file:".length()) {
      return "file:" + writableFile(value.substring("file:".length()));
    }
    throw new IllegalArgumentException("accepted are auto, stderr, file:PATH and off");
  }

  private static String json(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (lower.equals("stderr") || lower.equals("off")) {
      return lower;
    }
    if (value.isEmpty()) {
      throw new IllegalArgumentException("accepted are a file's path, stderr and off");
    }
    return writableFile(value);
  }

  private static String writableFile(String path) {
    File file = new File(path);
    if (file.isDirectory()) {
      throw new IllegalArgumentException("that is a folder; accepted is a file's path");
    }
    if (file.exists() ? !file.canWrite() : !canCreate(file)) {
      throw new IllegalArgumentException("no file can be written there");
    }
    return path;
  }

  private static String folder(String value) {
    if (value.equalsIgnoreCase("off")) {
      return "off";
    }
    File folder = new File(value);
    if (value.isEmpty() || (folder.exists() && !folder.isDirectory())) {
      throw new IllegalArgumentException("that is no folder; accepted are a folder's path and off");
    }
    if (folder.exists() ? !folder.canWrite() : !canCreate(folder)) {
      throw new IllegalArgumentException("no folder can be written there");
    }
    return value;
  }

  private static boolean canCreate(File file) {
    File parent = file.getAbsoluteFile().getParentFile();
    return parent != null && parent.isDirectory() && parent.canWrite();
  }

  private static String mute(String value) {
    StringBuilder normal = new StringBuilder();
    for (String part : value.split(",")) {
      String name = part.trim();
      if (name.isEmpty()) {
        continue;
      }
      for (int i = 0; i < name.length(); i++) {
        if (!Character.isLetterOrDigit(name.charAt(i)) && "-._:*[]".indexOf(name.charAt(i)) < 0) {
          throw new IllegalArgumentException(
              "accepted are codes and host names with commas between them, such as"
                  + " chain.expired,partner.example");
        }
      }
      normal.append(normal.length() == 0 ? "" : ",").append(name);
    }
    return normal.toString();
  }

  private static String collector(String value) {
    if (value.equalsIgnoreCase("off")) {
      return "off";
    }
    try {
      URI url = new URI(value);
      String scheme = url.getScheme();
      if (url.getHost() != null
          && ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
        return value;
      }
    } catch (URISyntaxException malformed) {
      // Told below, like any other value that is no URL of a collector.
    }
    throw new IllegalArgumentException(
        "accepted are a URL such as http://collector:4318 or https://collector:4318, and off");
  }

  private static @Nullable String nearest(String key, List<String> keys) {
    String nearest = null;
    int least = NEAR + 1;
    for (String candidate : keys) {
      int distance = distance(quoted(key), candidate);
      if (distance < least && distance < candidate.length()) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** How many letters must be added, taken away or changed to make one text of the other. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
