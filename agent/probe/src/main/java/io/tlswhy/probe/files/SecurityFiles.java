package io.tlswhy.probe.files;

import io.tlswhy.evidence.SecurityFile;
import io.tlswhy.evidence.SecurityFile.Author;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Reads the files from which this JVM took its security properties, as far as they disable
 * algorithms: Java's own, the operating system's crypto policy where Java is built to honour one
 * (Red Hat's builds, {@code security.useSystemPropertiesFile}), and what the command line names.
 */
final class SecurityFiles {
  private static final String[] DISABLING = {
    "jdk.certpath.disabledAlgorithms", "jdk.tls.disabledAlgorithms", "jdk.disabled.namedCurves"
  };
  private static final String USES_SYSTEM = "security.useSystemPropertiesFile";
  private static final String OVERRIDE = "java.security.properties";
  private static final String SYSTEM = "/etc/crypto-policies/back-ends/java.config";
  private static final String SYSTEM_NAME = "/etc/crypto-policies/config";
  private static final int LONGEST_NAME = 40;

  private SecurityFiles() {}

  /** The files, in the order in which later ones override earlier ones. */
  static List<SecurityFile> of(Map<String, String> properties) {
    return of(properties, Paths.get(SYSTEM), Paths.get(SYSTEM_NAME));
  }

  static List<SecurityFile> of(Map<String, String> properties, Path policy, Path policyName) {
    List<SecurityFile> files = new ArrayList<>();
    Path home = Paths.get(properties.getOrDefault("java.home", ""));
    Path own = home.resolve("conf/security/java.security");
    if (!Files.isRegularFile(own)) {
      own = home.resolve("lib/security/java.security");
    }
    Properties javas = read(own);
    files.add(file(Author.JAVA, own, "", javas));
    boolean honoured =
        "true".equalsIgnoreCase(javas.getProperty(USES_SYSTEM))
            && !"true"
                .equalsIgnoreCase(properties.get("java.security.disableSystemPropertiesFile"));
    if (honoured && Files.isRegularFile(policy)) {
      files.add(file(Author.SYSTEM_POLICY, policy, firstLine(policyName), read(policy)));
    }
    override(properties.getOrDefault(OVERRIDE, ""))
        .ifPresent(path -> files.add(file(Author.COMMAND_LINE, path, "", read(path))));
    return files;
  }

  /** {@code =FILE} replaces Java's own file, {@code FILE} adds to it; either may be a file URL. */
  private static Optional<Path> override(String named) {
    String name = named.startsWith("=") ? named.substring(1) : named;
    try {
      Path path = name.startsWith("file:") ? Paths.get(URI.create(name)) : Paths.get(name);
      return name.isEmpty() || !Files.isRegularFile(path) ? Optional.empty() : Optional.of(path);
    } catch (RuntimeException noFile) {
      return Optional.empty();
    }
  }

  private static SecurityFile file(Author author, Path path, String policy, Properties all) {
    Map<String, String> disabling = new LinkedHashMap<>();
    for (String name : DISABLING) {
      String value = all.getProperty(name);
      if (value != null) {
        disabling.put(name, value);
      }
    }
    return SecurityFile.of(author, path.toAbsolutePath().toString(), policy, disabling);
  }

  private static Properties read(Path path) {
    Properties properties = new Properties();
    try {
      Optional<byte[]> octets =
          Files.isRegularFile(path)
              ? StoreReader.octets(path, Files.size(path))
              : Optional.<byte[]>empty();
      if (octets.isPresent()) {
        properties.load(new ByteArrayInputStream(octets.get()));
      }
    } catch (IOException | RuntimeException unreadable) {
      // What cannot be read now says nothing of what it said when Java started.
      return properties;
    }
    return properties;
  }

  private static String firstLine(Path path) {
    try {
      for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
        if (!line.trim().isEmpty() && !line.startsWith("#")) {
          String name = line.trim();
          return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        }
      }
    } catch (IOException | RuntimeException unreadable) {
      return "";
    }
    return "";
  }
}
