package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.OtherProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A TLS provider that the agent cannot see into is named once. */
class OtherProviderIT {

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void isNamedInOneLine(Jdk jdk) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("tlswhy.otherVersions")))) {
      ForkedJvm.Result result =
          ForkedJvm.of(jdk)
              .withJars(jars.sorted().toList())
              .withAgent()
              .run(OtherProvider.class, "org.bouncycastle.tls.TlsProtocol");
      assertThat(result.output()).isEqualTo("done\n");
      assertThat(result.errors())
          .isEqualTo(
              "tlswhy: this application uses Bouncy Castle for TLS, which the agent cannot look into;"
                  + " its failures are diagnosed only where it asks the JDK's trust manager.\n");
    }
  }
}
