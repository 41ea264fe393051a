package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.Fetch;
import io.tlswhy.e2e.app.Greeting;
import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is loaded when: nothing of a library before it is needed. */
class LoadingIT {

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aJvmWithoutTlsLoadsOnlyEntryClasses(Jdk jdk) {
    ForkedJvm.Result result =
        ForkedJvm.of(jdk).with("-verbose:class").withAgent().run(Greeting.class);
    assertThat(result.output())
        .contains("hello")
        .contains("io.tlswhy.entry.Agent")
        .doesNotContain("net.bytebuddy")
        .doesNotContain("org.bouncycastle")
        .doesNotContain("io.tlswhy.weave")
        .doesNotContain("io.tlswhy.assembly");
    assertThat(result.errors()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aJvmWhoseHandshakesPassLoadsNothingThatDiagnoses(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      LabCa root = LabCa.root("Partner Root");
      TlsPeer peer =
          lab.peer(
              "api.partner.test",
              TlsContexts.of(root.issue(CertificateSpec.server("api.partner.test"))));
      ForkedJvm.Result result =
          ForkedJvm.of(jdk)
              .withJars(List.of(lab.names().classPath()))
              .with(lab.names().jvmFlags().toArray(new String[0]))
              .with(lab.trusting(root.certificate()).toArray(new String[0]))
              .with("-verbose:class")
              // On a machine that is busy a handshake may take the seconds that call for a look.
              .withAgent("slow=5m")
              .run(Fetch.class, "https://api.partner.test:" + peer.port() + "/", "3");
      assertThat(result.output())
          .contains("status 200")
          .contains("io.tlswhy.weave.Weaver")
          .doesNotContain("org.bouncycastle")
          .doesNotContain("io.tlswhy.diagnosis")
          .doesNotContain("io.tlswhy.assembly");
      assertThat(result.errors()).isEmpty();
    }
  }
}
