package io.tlswhy.probe.files;

import io.tlswhy.evidence.SecurityFile;
import io.tlswhy.evidence.SecurityFile.Author;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one file of security properties, and those that it includes where this release follows
 * {@code include} lines (since 24, JDK-8319332). What stands behind an included file overrides it,
 * so that a file with an include has several parts.
 */
final class SecurityFileReader {
  private static final String[] DISABLING = {
    "jdk.certpath.disabledAlgorithms", "jdk.tls.disabledAlgorithms", "jdk.disabled.namedCurves"
  };
  private static final String INCLUDE = "include";
  private static final int FIRST_RELEASE = 24;
  private static final int DEEPEST = 4;
  private static final int MOST_PARTS = 32;
  private static final int LONGEST = 1_000;
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)\\}");

  private final Path policy;
  private final Map<String, String> system;
  private final boolean includes;
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, String> values = new LinkedHashMap<>();

  /** Some properties of a file, in the order of the files' lines. */
  private static final class Part {
    private final Author author;
    private final Path path;
    private final Map<String, String> disabling = new LinkedHashMap<>();

    Part(Author author, Path path) {
      this.author = author;
      this.path = path;
    }
  }

  private SecurityFileReader(Path policy, Map<String, String> system) {
    this.policy = policy;
    this.system = system;
    this.includes = feature(system) >= FIRST_RELEASE;
  }

  /**
   * Reads a file.
   *
   * @param policy the file of the operating system's crypto policy, whoever includes it
   * @param system the system properties
   */
  static SecurityFileReader read(
      Author author, Path path, Path policy, Map<String, String> system) {
    SecurityFileReader reader = new SecurityFileReader(policy, system);
    reader.read(author, path, 0);
    return reader;
  }

  /** The value of a property, empty if it is not set. */
  String value(String name) {
    return values.getOrDefault(name, "");
  }

  /** What disables algorithms, in the order in which later parts override earlier ones. */
  List<SecurityFile> parts(String policyName) {
    List<SecurityFile> files = new ArrayList<>();
    for (Part part : parts) {
      boolean ofSystem = part.author == Author.SYSTEM_POLICY;
      files.add(
          SecurityFile.of(
              part.author,
              part.path.toAbsolutePath().toString(),
              ofSystem ? policyName : "",
              part.disabling));
    }
    return files;
  }

  private void read(Author author, Path path, int depth) {
    Part whole = new Part(author, path);
    parts.add(whole);
    Properties reading =
        new Properties() {
          private static final long serialVersionUID = 1L;
          private transient Part part = whole;

          @Override
          public synchronized Object put(Object key, Object value) {
            String name = String.valueOf(key);
            if (includes && name.equals(INCLUDE)) {
              include(author, path, String.valueOf(value), depth);
              part = new Part(author, path);
              parts.add(part);
            } else {
              take(part, name, String.valueOf(value));
            }
            return value;
          }
        };
    try {
      Optional<byte[]> octets =
          Files.isRegularFile(path)
              ? StoreReader.octets(path, Files.size(path))
              : Optional.<byte[]>empty();
      if (octets.isPresent()) {
        reading.load(new ByteArrayInputStream(octets.get()));
      }
    } catch (IOException | RuntimeException unreadable) {
      // What cannot be read now says nothing of what it said when Java started.
      return;
    }
  }

  private void take(Part part, String name, String value) {
    values.put(name, value);
    for (String disabling : DISABLING) {
      if (disabling.equals(name)) {
        part.disabling.put(name, value);
      }
    }
  }

  /** An included file is named by a path, which may refer to system properties. */
  private void include(Author author, Path from, String named, int depth) {
    if (depth >= DEEPEST || parts.size() >= MOST_PARTS || named.length() > LONGEST) {
      return;
    }
    Path file = from.resolveSibling(expanded(named));
    boolean ofSystem =
        file.normalize().equals(policy.normalize()) || sameFolder(file.normalize(), policy);
    read(ofSystem ? Author.SYSTEM_POLICY : author, file, depth + 1);
  }

  private static boolean sameFolder(Path file, Path policy) {
    return file.getParent() != null && file.getParent().equals(policy.normalize().getParent());
  }

  private String expanded(String named) {
    Matcher reference = REFERENCE.matcher(named);
    StringBuffer text = new StringBuffer();
    while (reference.find()) {
      String value = system.getOrDefault(String.valueOf(reference.group(1)), "");
      reference.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return reference.appendTail(text).toString();
  }

  /** {@code 1.8} for 8, {@code 25} since 9; 0 where it is not known. */
  private static int feature(Map<String, String> system) {
    try {
      return Integer.parseInt(system.getOrDefault("java.specification.version", "0"));
    } catch (NumberFormatException before9) {
      return 0;
    }
  }
}
