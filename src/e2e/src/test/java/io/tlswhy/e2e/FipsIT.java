package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.Fetch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SunJSSE in FIPS mode over NSS, which it has up to Java 12; shown on 8. */
class FipsIT {
  /** Where the distributions keep NSS; without it there is nothing to show. */
  private static final List<Path> FOLDERS =
      List.of(Path.of("/usr/lib/x86_64-linux-gnu"), Path.of("/usr/lib64"));

  static List<Jdk> withFipsMode() {
    return nss().isPresent()
        ? Jdk.all().stream().filter(jdk -> jdk.feature() == 8).toList()
        : List.of();
  }

  private static Optional<Path> nss() {
    return FOLDERS.stream()
        .filter(folder -> Files.isRegularFile(folder.resolve("libsoftokn3.so")))
        .findFirst();
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("withFipsMode")
  void keyStoreOutsideTheToken(Jdk jdk, @TempDir Path folder) throws IOException {
    assertThat(fetched(jdk, folder))
        .contains(
            "tlswhy[jvm.config] This JVM's default TLS context cannot be made: Java 1.8.0_",
            " runs in FIPS mode, where keys may come from the token's own store only, and none is set,"
                + " for which the JDK takes an empty one of its own. (proved, incident ");
  }

  /** What the fix says holds: the default context can be made, and only the port is dead. */
  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("withFipsMode")
  void keyStoreOfTheToken(Jdk jdk, @TempDir Path folder) throws IOException {
    assertThat(
            fetched(
                jdk,
                folder,
                "-Djavax.net.ssl.keyStore=NONE",
                "-Djavax.net.ssl.keyStoreType=PKCS11"))
        .contains("tlswhy[network.refused]");
  }

  private static String fetched(Jdk jdk, Path folder, String... flags) throws IOException {
    Path nss =
        Files.writeString(
            folder.resolve("nss.cfg"),
            "name=NSS\nnssDbMode=noDb\nattributes=compatibility\nnssLibraryDirectory="
                + nss().orElseThrow()
                + "\n");
    List<String> providers =
        List.of(
            "sun.security.pkcs11.SunPKCS11 " + nss,
            "sun.security.provider.Sun",
            "sun.security.ec.SunEC",
            "com.sun.net.ssl.internal.ssl.Provider SunPKCS11-NSS");
    StringBuilder properties = new StringBuilder();
    for (int i = 0; i < providers.size(); i++) {
      properties.append("security.provider." + (i + 1) + "=" + providers.get(i) + "\n");
    }
    Path security = Files.writeString(folder.resolve("fips.security"), properties);
    ForkedJvm.Result result =
        ForkedJvm.of(jdk)
            .with("-Djava.security.properties=" + security)
            .with(flags)
            .withAgent("log=stderr")
            .run(Fetch.class, "https://127.0.0.1:1/");
    return result.output() + result.errors();
  }
}
