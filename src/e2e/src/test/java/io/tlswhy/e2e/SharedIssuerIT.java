package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.FetchEach;
import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two partners that were accepted with certificates of two authorities show the same third one. */
class SharedIssuerIT {
  static Stream<Jdk> jdks() {
    return Jdk.full().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void boxThatMakesTheCertificatesOfUnrelatedPeersIsSuspected(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      LabCa first = LabCa.root("First Root CA");
      LabCa second = LabCa.root("Second Root CA");
      LabCa box = LabCa.root("Corporate CA");
      TlsPeer one = turning(lab, "api.partner.test", first, box);
      TlsPeer other = turning(lab, "api.supplier.example", second, box);

      ForkedJvm.Result result =
          ForkedJvm.of(jdk)
              .withAgent("log=stderr", "probe=off")
              .with(lab.names().jvmFlags().toArray(new String[0]))
              .with(lab.trusting(first.certificate(), second.certificate()).toArray(new String[0]))
              .withJars(List.of(lab.names().classPath()))
              .run(
                  FetchEach.class,
                  "https://api.partner.test:" + one.port() + "/",
                  "https://api.supplier.example:" + other.port() + "/");

      assertThat(result.output())
          .contains("status 200")
          .containsPattern(
              "tlswhy\\[chain\\.intercepted] The certificate that came for api\\.supplier\\.example was"
                  + " most likely made on the way, by something that inspects TLS: it is issued by"
                  + " (O=Example, ?)?CN=Corporate CA, which is not trusted here, as since a day at"
                  + " most is that of api\\.partner\\.test, while before they were accepted from ")
          .containsPattern("\\(likely, incident [0-9a-f]{10}\\)");
    }
  }

  /** A peer whose certificate is its own at first, and from the second connection on the box's. */
  private static TlsPeer turning(Lab lab, String host, LabCa own, LabCa box) throws IOException {
    return lab.peer(
        host,
        TlsContexts.of(own.issue(CertificateSpec.server(host))),
        TlsContexts.of(box.issue(CertificateSpec.server(host))));
  }
}
