package io.tlswhy.diagnosis.path;

import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.Validation;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CrlIssuersTest {
  private static final String URL = "http://crl.example.com/all.crl";

  private final Authority root = Authority.root("Root");
  private final Authority ca = root.intermediate(CertificateSpec.authority("Issuing CA"));
  private final X509Certificate lists =
      root.intermediate(CertificateSpec.authority("Lists")).certificate();
  private final X509Certificate leaf =
      ca.issue(CertificateSpec.server("a.test").crl(URL).crlIssuer("Lists"));

  private List<X509Certificate> found(
      X509Certificate subject,
      List<X509Certificate> sent,
      List<X509Certificate> anchors,
      List<X509Certificate> stored)
      throws Exception {
    TrustSettings trust =
        TrustSettings.builder(TrustSettings.Algorithm.PKIX, "X509TrustManagerImpl")
            .anchors(anchors.stream().map(anchor -> new TrustAnchor(anchor, null)).toList())
            .anchorsKnown(true)
            .certStores(
                List.of(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(stored))))
            .build();
    List<X509Certificate> chain =
        Stream.concat(Stream.of(subject, ca.certificate()), sent.stream()).toList();
    return CrlIssuers.of(subject, Validation.builder(chain, trust).build(), NOW);
  }

  @Test
  void whatWasSentIsTrustedOrIsStoredIsFound() throws Exception {
    List<X509Certificate> anchors = List.of(root.certificate());

    assertThat(found(leaf, List.of(lists), anchors, List.of())).containsExactly(lists);
    assertThat(found(leaf, List.of(), anchors, List.of(lists))).containsExactly(lists);
    X509Certificate trusted = Authority.root("Lists").certificate();
    assertThat(found(leaf, List.of(), List.of(root.certificate(), trusted), List.of()))
        .containsExactly(trusted);
    assertThat(found(leaf, List.of(), anchors, List.of())).isEmpty();
  }

  @Test
  void whatLeadsToNoAnchorIsNot() throws Exception {
    X509Certificate stranger = Authority.root("Lists").certificate();
    X509Certificate expired =
        root.intermediate(
                CertificateSpec.authority("Lists")
                    .valid(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(2))))
            .certificate();

    assertThat(found(leaf, List.of(stranger, expired), List.of(root.certificate()), List.of()))
        .isEmpty();
  }

  @Test
  void nobodyElseSignsForACertificateThatNamesNobody() throws Exception {
    X509Certificate plain = ca.issue(CertificateSpec.server("b.test").crl(URL));

    assertThat(found(plain, List.of(lists), List.of(root.certificate()), List.of())).isEmpty();
  }
}
