package io.tlswhy.probe.files;

import io.tlswhy.evidence.SecurityFile;
import io.tlswhy.evidence.SecurityFile.Author;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the files from which this JVM took its security properties, as far as they disable
 * algorithms: Java's own, the operating system's crypto policy where Java is built to honour one
 * (Red Hat's builds, {@code security.useSystemPropertiesFile}), and what the command line names.
 */
final class SecurityFiles {
  private static final String USES_SYSTEM = "security.useSystemPropertiesFile";
  private static final String OVERRIDE = "java.security.properties";
  private static final String SYSTEM = "/etc/crypto-policies/back-ends/java.config";
  private static final String SYSTEM_NAME = "/etc/crypto-policies/config";
  private static final int LONGEST_NAME = 40;
  private static final int MOST_LINES = 200;

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
    SecurityFileReader javas = SecurityFileReader.read(Author.JAVA, own, policy, properties);
    files.addAll(javas.parts(policyName(policyName)));
    boolean honoured =
        "true".equalsIgnoreCase(javas.value(USES_SYSTEM))
            && !"true"
                .equalsIgnoreCase(properties.get("java.security.disableSystemPropertiesFile"));
    if (honoured && Files.isRegularFile(policy)) {
      files.addAll(
          SecurityFileReader.read(Author.SYSTEM_POLICY, policy, policy, properties)
              .parts(policyName(policyName)));
    }
    override(properties.getOrDefault(OVERRIDE, ""))
        .ifPresent(
            path ->
                files.addAll(
                    SecurityFileReader.read(Author.COMMAND_LINE, path, policy, properties)
                        .parts(policyName(policyName))));
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

  private static String policyName(Path path) {
    for (String line : SmallFile.lines(path, MOST_LINES)) {
      String name = line.trim();
      if (!name.isEmpty() && !name.startsWith("#")) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
      }
    }
    return "";
  }
}
