package io.tlswhy.lab.pki;

import io.tlswhy.lab.service.Java8Jar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real root, from which the JDK accepts no server certificate that was issued after a date.
 *
 * <p>The JDK looks at that only when the path is otherwise valid, and nobody here has the root's
 * key. So the service's JVM gets a security provider that calls every signature right; the refusal
 * itself is the JDK's own.
 */
public final class DistrustedAuthority {
  private static final String FILE = "distrusted-root.pem";
  private static final String PROVIDER = "io/tlswhy/lab/provider/EverySignature";

  private DistrustedAuthority() {}

  /** The authority; its key is not its own. */
  public static LabCa read() throws IOException {
    return RealAuthority.read(FILE);
  }

  /** Writes the jar with the provider that calls every signature right. */
  public static Path provider(Path jar) throws IOException {
    return Java8Jar.of(jar, List.of(PROVIDER + "$Right", PROVIDER));
  }

  /**
   * Writes the security properties that put it before the JDK's own providers. Some are called
   * differently since 9; a name that a release does not know is passed over.
   */
  public static Path properties(Path file) throws IOException {
    List<String> providers =
        List.of(
            PROVIDER.replace('/', '.'),
            "sun.security.provider.Sun",
            "sun.security.rsa.SunRsaSign",
            "sun.security.ec.SunEC",
            "com.sun.net.ssl.internal.ssl.Provider",
            "com.sun.crypto.provider.SunJCE",
            "SunEC",
            "SunJSSE");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < providers.size(); i++) {
      text.append("security.provider." + (i + 1) + "=" + providers.get(i) + "\n");
    }
    return Files.writeString(file, text);
  }
}
