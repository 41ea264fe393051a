package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.Fetch;
import io.tlswhy.e2e.app.SecurityProperty;
import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.HttpEndpoint;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A JVM that is told to fetch missing intermediates: updates that have {@code
 * com.sun.security.allowedAIALocations} ship it empty, and then fetch none.
 */
class IssuerLocationsIT {
  private static final String HOST = "api.partner.test";

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void saysThatNoLocationIsAllowed(Jdk jdk) throws Exception {
    try (Lab lab = new Lab()) {
      ForkedJvm.Result result = fetched(jdk, lab);
      if (knowsLocations(jdk)) {
        assertThat(result.output())
            .contains("tlswhy[chain.incomplete]")
            .contains(
                "This JVM was told to fetch such certificates itself"
                    + " (-Dcom.sun.security.enableAIAcaIssuers=true), but"
                    + " com.sun.security.allowedAIALocations is empty, and so allows no address;");
      } else {
        assertThat(result.output()).contains("status 200");
      }
    }
  }

  private static ForkedJvm.Result fetched(Jdk jdk, Lab lab)
      throws IOException, CertificateEncodingException {
    LabCa root = LabCa.root("Partner Root");
    LabCa issuing = root.authority(CertificateSpec.authority("Issuing"));
    HttpEndpoint issuers = lab.http("issuers.partner-ca.test");
    issuers.serve(
        "/ca.cer", Reply.bytes("application/pkix-cert", issuing.certificate().getEncoded()));
    String url = "http://issuers.partner-ca.test:" + issuers.address().getPort() + "/ca.cer";
    TlsPeer peer =
        lab.peer(
            HOST,
            TlsContexts.of(issuing.issue(CertificateSpec.server(HOST).issuerAt(url)).sending()));
    return ForkedJvm.of(jdk)
        .withJars(List.of(lab.names().classPath()))
        .with(lab.names().jvmFlags().toArray(new String[0]))
        .with(lab.trusting(root.certificate()).toArray(new String[0]))
        .with("-Dcom.sun.security.enableAIAcaIssuers=true")
        .withAgent("log=off", "probe=off")
        .run(Fetch.class, "https://" + HOST + ":" + peer.port() + "/");
  }

  /** Whether the release's own java.security has the property. */
  private static boolean knowsLocations(Jdk jdk) {
    ForkedJvm.Result result =
        ForkedJvm.of(jdk).run(SecurityProperty.class, "com.sun.security.allowedAIALocations");
    return !result.output().trim().equals("null");
  }
}
