package io.tlswhy.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the agent was asked to do, put together from its arguments, system properties, environment
 * and properties file.
 *
 * <p>A wrong option never stops anything: it becomes a complaint, and the default holds.
 */
final class Options {
  private static final String PROPERTY_PREFIX = "tlswhy.";
  private static final String VARIABLE_PREFIX = "TLSWHY_";

  /** Each key with its default as a person writes it, and as the rooms read it. */
  private static final String[][] DEFAULTS = {
    {"enabled", "true", "true"},
    {"exception", "on", "on"},
    {"log", "auto", "auto"},
    {"json", "off", "off"},
    {"dir", "off", "off"},
    {"probe", "endpoints", "endpoints"},
    {"allow", "none", ""},
    {"timeout", "5s", "5000"},
    {"wait", "0s", "0"},
    {"slow", "2s", "2000"},
    {"repeat", "10m", "600000"},
    {"mute", "none", ""},
    {"watch", "off", "off"},
    {"jfr", "on", "on"},
    {"jmx", "on", "on"},
    {"otlp", "off", "off"},
    {"config", "none", ""},
  };

  private final Map<String, String> values = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();

  /**
   * What was given, strongest source first; the key's spelling at its source is kept for people.
   */
  private final Map<String, String> given = new LinkedHashMap<>();

  private final Map<String, String> spellings = new HashMap<>();

  private Options() {}

  /** Reads all sources; {@code arguments} is what stood behind {@code -javaagent:…=}. */
  static Options read(
      @Nullable String arguments, Properties system, Map<String, String> environment) {
    Options options = new Options();
    for (String[] entry : DEFAULTS) {
      options.values.put(entry[0], entry[2]);
    }
    if (arguments != null) {
      options.readArguments(arguments);
    }
    for (String name : system.stringPropertyNames()) {
      if (name.startsWith(PROPERTY_PREFIX)) {
        String key = name.substring(PROPERTY_PREFIX.length());
        options.offer(key, "-D" + name, system.getProperty(name));
      }
    }
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      if (name.startsWith(VARIABLE_PREFIX)) {
        String key = name.substring(VARIABLE_PREFIX.length()).toLowerCase(Locale.ROOT);
        options.offer(key, name, variable.getValue());
      }
    }
    options.readFile();
    options.settle();
    return options;
  }

  /** Every key with the value that holds. */
  Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }

  /** One line for each thing that is wrong with what was given. */
  List<String> complaints() {
    return Collections.unmodifiableList(complaints);
  }

  /** Whether the agent is to do anything at all. */
  boolean enabled() {
    return "true".equals(values.get("enabled"));
  }

  private void readArguments(String arguments) {
    Map<String, String> found = new LinkedHashMap<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i <= arguments.length(); i++) {
      if (i == arguments.length() || arguments.charAt(i) == ',') {
        readArgument(part.toString().trim(), found);
        part.setLength(0);
      } else if (arguments.startsWith("\\,", i)) {
        part.append(',');
        i++;
      } else {
        part.append(arguments.charAt(i));
      }
    }
    for (Map.Entry<String, String> entry : found.entrySet()) {
      offer(entry.getKey(), entry.getKey(), entry.getValue());
    }
  }

  private void readArgument(String part, Map<String, String> found) {
    if (part.isEmpty()) {
      return;
    }
    int equals = part.indexOf('=');
    if (equals < 0) {
      complain(
          OptionRules.quoted(part)
              + ": not of the form key=value (a comma within a value is written \\,); ignored.");
      return;
    }
    found.put(part.substring(0, equals).trim(), part.substring(equals + 1).trim());
  }

  private void offer(String key, String spelling, String value) {
    if (!values.containsKey(key)) {
      complain(OptionRules.unknown(spelling, key, value, keys()));
    } else if (!given.containsKey(key)) {
      given.put(key, value.trim());
      spellings.put(key, spelling);
    }
  }

  private void readFile() {
    String path = given.get("config");
    if (path == null || path.isEmpty()) {
      return;
    }
    Properties properties;
    try {
      properties = OptionRules.readFile(path);
    } catch (IllegalArgumentException unreadable) {
      complain(
          spellings.get("config")
              + "="
              + OptionRules.quoted(path)
              + ": not a readable properties file ("
              + unreadable.getMessage()
              + "); the options in it are not used.");
      return;
    }
    for (String key : properties.stringPropertyNames()) {
      offer(key, path + ": " + key, properties.getProperty(key));
    }
  }

  private void settle() {
    for (Map.Entry<String, String> entry : given.entrySet()) {
      String key = entry.getKey();
      try {
        values.put(key, OptionRules.normalise(key, entry.getValue()));
      } catch (IllegalArgumentException wrong) {
        complain(
            spellings.get(key)
                + "="
                + OptionRules.quoted(entry.getValue())
                + ": "
                + wrong.getMessage()
                + "; "
                + key
                + "="
                + shownDefault(key)
                + " holds.");
      }
    }
  }

  private void complain(String line) {
    complaints.add(OptionRules.oneLine(line));
  }

  private static String shownDefault(String key) {
    for (String[] entry : DEFAULTS) {
      if (entry[0].equals(key)) {
        return entry[1];
      }
    }
    throw new IllegalStateException(key);
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (String[] entry : DEFAULTS) {
      keys.add(entry[0]);
    }
    return keys;
  }
}
