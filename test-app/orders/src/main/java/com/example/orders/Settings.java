package com.example.orders;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The service's settings: system properties before environment variables before the file that
 * {@code -Dorders.config} names before the defaults in the jar.
 */
final class Settings {
  private final Properties system;
  private final Map<String, String> environment;
  private final Properties file;

  Settings(Properties system, Map<String, String> environment, Properties file) {
    this.system = system;
    this.environment = environment;
    this.file = file;
  }

  /** Reads the settings of this process. */
  static Settings ofThisProcess() throws IOException {
    Properties file = new Properties();
    try (InputStream defaults = Settings.class.getResourceAsStream("/orders.properties")) {
      if (defaults == null) {
        throw new IOException("orders.properties is not in the jar");
      }
      file.load(defaults);
    }
    String path = System.getProperty("orders.config");
    if (path != null) {
      try (InputStream own = new FileInputStream(path)) {
        file.load(own);
      }
    }
    return new Settings(System.getProperties(), System.getenv(), file);
  }

  /** The text of a setting, if it has one; {@code key} without the leading {@code orders.}. */
  Optional<String> find(String key) {
    String name = "orders." + key;
    String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    String value = system.getProperty(name);
    if (value == null) {
      value = environment.get(variable);
    }
    if (value == null) {
      value = file.getProperty(name);
    }
    return Optional.ofNullable(value).map(String::trim).filter(text -> !text.isEmpty());
  }

  /** The text of a setting that must be there. */
  String text(String key) {
    return find(key)
        .orElseThrow(() -> new IllegalArgumentException("orders." + key + " is not set"));
  }

  int number(String key) {
    return Integer.parseInt(text(key));
  }

  URI uri(String key) {
    return URI.create(text(key));
  }

  /** A time such as {@code 3s}, {@code 500ms} or {@code 5m}. */
  Duration time(String key) {
    return duration(text(key));
  }

  /** That text as a time. */
  static Duration duration(String text) {
    if (text.endsWith("ms")) {
      return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
    }
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }
}
