package io.tlswhy.probe.files;

import io.tlswhy.fuzz.FedFile;
import java.nio.file.Path;
import java.util.Map;

/** Java's file of security properties, which may include itself, with a policy's name beside it. */
public final class SecurityTarget {
  private static final FedFile FILE = new FedFile();
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "java.home",
          FILE.folder().toString(),
          "java.specification.version",
          "25",
          "java.security.properties",
          "=" + FILE.folder().resolve("conf/security/java.security"));

  private SecurityTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    Path own = FILE.write("conf/security/java.security", input);
    SecurityFiles.of(PROPERTIES, own, own);
  }
}
