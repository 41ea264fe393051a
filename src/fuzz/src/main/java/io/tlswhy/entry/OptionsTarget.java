package io.tlswhy.entry;

import io.tlswhy.fuzz.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The agent's options, as arguments, as variables or in a file. The first octet chooses. */
public final class OptionsTarget {
  private static final Path FILE = file();

  private OptionsTarget() {}

  private static Path file() {
    try {
      Path memory = Path.of("/dev/shm");
      Path file =
          Files.isDirectory(memory)
              ? Files.createTempFile(memory, "fuzz", ".properties")
              : Files.createTempFile("fuzz", ".properties");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    Octets octets = new Octets(input);
    int source = octets.next() % 4;
    byte[] rest = octets.rest();
    String text = new String(rest, StandardCharsets.UTF_8);
    Properties none = new Properties();
    switch (source) {
      case 0:
        // Another file than ours would be read: what is in it is the third source's.
        read(text.replace("config", "c"), none, Map.of());
        break;
      case 1:
        Map<String, String> environment = new HashMap<>();
        int equals = text.indexOf('=');
        if (equals > 0 && !text.toLowerCase(Locale.ROOT).startsWith("config")) {
          environment.put("TLSWHY_" + text.substring(0, equals), text.substring(equals + 1));
        }
        read("", none, environment);
        break;
      case 2:
        Properties system = new Properties();
        int colon = text.indexOf('=');
        if (colon > 0 && !text.startsWith("config")) {
          system.setProperty("tlswhy." + text.substring(0, colon), text.substring(colon + 1));
        }
        read("", system, Map.of());
        break;
      default:
        try {
          Files.write(FILE, rest);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        read("config=" + FILE, none, Map.of());
    }
  }

  private static void read(String arguments, Properties system, Map<String, String> environment) {
    Options options = Options.read(arguments, system, environment);
    options.values();
    options.enabled();
    for (String complaint : options.complaints()) {
      if (complaint.chars().anyMatch(c -> c < ' ')) {
        throw new IllegalStateException("a complaint with a control character: " + complaint);
      }
    }
  }
}
