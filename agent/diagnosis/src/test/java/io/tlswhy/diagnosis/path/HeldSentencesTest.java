package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.diagnosis.testpki.CrlSpec;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of revocation by what the application holds, word for word. */
class HeldSentencesTest {
  private final Authority root = Authority.root("Example Root");
  private final Authority ca =
      root.intermediate(CertificateSpec.authority("Example CA").withoutCrlSign());
  private final X509Certificate leaf = root.issue(CertificateSpec.server("partner.example"));
  private final X509Certificate ofCa = ca.issue(CertificateSpec.server("partner.example"));
  private final String named = "CN=partner.example (serial " + Words.serial(leaf) + ")";
  private final String heldForIt =
      "The CRL of CN=Example Root that this application holds for " + named + " ";
  private final Examination examination = Examined.of(leaf).by(root.certificate()).now();

  private static X509CRL read(CrlSpec spec) {
    try {
      return (X509CRL)
          CertificateFactory.getInstance("X.509")
              .generateCRL(new ByteArrayInputStream(spec.encode()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CrlUse use(CrlSpec spec, X509Certificate certificate, Authority signer) {
    return CrlUse.of(
        read(spec), certificate, List.of(signer.certificate().getPublicKey()), Authority.NOW);
  }

  private void assertUnusable(CrlSpec spec, Cause cause, String said) {
    Diagnosis told = HeldSentences.unusable(examination, 0, use(spec, leaf, root)).build();
    assertThat(told.summary()).isEqualTo(heldForIt + said);
    assertThat(told.cause()).isEqualTo(cause);
    assertThat(told.fix())
        .isEqualTo(
            "Give the application the CRL that CN=Example Root publishes now for this certificate.");
    assertThat(told.fixes())
        .containsExactly(Fix.of(Fix.Kind.OTHER, "crl", "CN=Example Root", false));
  }

  @Test
  void listsOutOfDate() {
    assertUnusable(
        root.crl()
            .valid(
                Authority.NOW.minus(Duration.ofDays(9)), Authority.NOW.minus(Duration.ofDays(1))),
        Cause.REVOCATION_RESPONSE_STALE,
        "ran out on 2026-11-19 12:00:00 UTC, 1 day before this validation.");
    assertUnusable(
        root.crl().withoutEnd(),
        Cause.REVOCATION_RESPONSE_STALE,
        "says no time until which it holds.");
    assertUnusable(
        root.crl()
            .valid(Authority.NOW.plus(Duration.ofHours(2)), Authority.NOW.plus(Duration.ofDays(9))),
        Cause.REVOCATION_RESPONSE_STALE,
        "holds only from 2026-11-20 14:00:00 UTC.");
  }

  @Test
  void listsThatSayNothingOfTheCertificate() {
    assertUnusable(
        root.crl().onlyAuthorities(),
        Cause.REVOCATION_RESPONSE_UNTRUSTED,
        "speaks for other certificates (its issuing distribution point).");
    assertUnusable(
        root.crl().onlyReasons(1 << 6),
        Cause.REVOCATION_RESPONSE_UNTRUSTED,
        "is for some reasons of revocation only, and none covers the others.");
  }

  @Test
  void listsThatCannotBeTrusted() {
    assertUnusable(
        root.crl(),
        Cause.REVOCATION_RESPONSE_UNTRUSTED,
        "cannot be trusted: its signer leads to no trusted root, or was revoked.");
    assertUnusable(
        root.crl().critical("1.2.3.4"),
        Cause.REVOCATION_RESPONSE_UNTRUSTED,
        "has the critical extension 1.2.3.4, which Java does not know.");
    assertUnusable(
        root.crl().critical("1.2.3.4").critical("1.2.3.5"),
        Cause.REVOCATION_RESPONSE_UNTRUSTED,
        "has the critical extensions 1.2.3.4, 1.2.3.5, which Java does not know.");
    assertUnusable(
        Authority.root("Example Root").crl(),
        Cause.REVOCATION_RESPONSE_UNTRUSTED,
        "cannot be trusted: no key of that issuer verifies its signature.");
    assertThat(
            HeldSentences.unusable(
                    Examined.of(ofCa, ca.certificate()).by(root.certificate()).now(),
                    0,
                    use(ca.crl(), ofCa, ca))
                .build()
                .summary())
        .isEqualTo(
            "The CRL of CN=Example CA that this application holds for CN=partner.example (serial "
                + Words.serial(ofCa)
                + ") cannot be used: its issuer may not sign CRLs (its key usage lacks cRLSign).");
  }

  private Diagnosis revoked(X509Certificate certificate, int position, int reason) {
    CrlSpec spec = root.crl().revoke(certificate, Authority.NOW.minusSeconds(60), reason);
    return HeldSentences.revoked(
            Examined.of(ofCa, ca.certificate()).by(root.certificate()).now(),
            position,
            use(spec, certificate, root))
        .build();
  }

  @Test
  void revokedCertificates() {
    Diagnosis authority = revoked(ca.certificate(), 1, 2);

    assertThat(authority.cause()).isEqualTo(Cause.REVOCATION_REVOKED);
    assertThat(authority.summary())
        .isEqualTo(
            "The CA certificate CN=Example CA (serial "
                + Words.serial(ca.certificate())
                + ") was revoked on 2026-11-20 11:59:00 UTC by CN=Example Root, for the reason ca"
                + " compromise.");
    assertThat(authority.fix())
        .isEqualTo(
            "Let the operator of partner.example replace the certificate by a new one with a new"
                + " key.");
    assertThat(revoked(ca.certificate(), 1, 0).summary())
        .isEqualTo(
            "The CA certificate CN=Example CA (serial "
                + Words.serial(ca.certificate())
                + ") was revoked on 2026-11-20 11:59:00 UTC by CN=Example Root, which gives no"
                + " reason.");
  }

  @Test
  void nothingAtHand() {
    Diagnosis one = HeldSentences.missing(examination, 0, 1).build();

    assertThat(one.cause()).isEqualTo(Cause.REVOCATION_MISSING);
    assertThat(one.summary())
        .isEqualTo(
            "Revocation must be checked, but this application holds no CRL of CN=Example Root, which"
                + " issued "
                + named
                + " (only 1 CRL of others).");
    assertThat(one.fix()).isEqualTo("Give the application the CRL that CN=Example Root publishes.");
    assertThat(HeldSentences.missing(examination, 0, 3).build().summary())
        .isEqualTo(
            "Revocation must be checked, but this application holds no CRL of CN=Example Root, which"
                + " issued "
                + named
                + " (only 3 CRLs of others).");
  }

  private Diagnosis noPointer(List<String> crlUrls, List<String> ocspUrls) {
    return HeldSentences.noPointer(examination, 0, crlUrls, ocspUrls).build();
  }

  @Test
  void nobodyToAsk() {
    Diagnosis lists = noPointer(List.of("http://crl.example/a.crl"), List.of());
    assertThat(lists.summary())
        .isEqualTo(
            "Revocation must be checked, but this JVM does not follow the CRL address of "
                + named
                + ", http://crl.example/a.crl, and there is nothing else to ask.");
    assertThat(lists.fix())
        .isEqualTo(
            "Set -Dcom.sun.security.enableCRLDP=true and restart this JVM, and let it reach that"
                + " address.");

    Diagnosis responder = noPointer(List.of(), List.of("http://ocsp.example/"));
    assertThat(responder.summary())
        .isEqualTo(
            "Revocation must be checked, but this JVM does not ask the OCSP responder of "
                + named
                + ", http://ocsp.example/, and there is nothing else to ask.");
    assertThat(responder.fix())
        .isEqualTo(
            "Set the security property ocsp.enable=true and restart this JVM, and let it reach that"
                + " address.");

    Diagnosis none = noPointer(List.of(), List.of());
    assertThat(none.summary())
        .isEqualTo(
            "Revocation must be checked, but "
                + named
                + " names neither a CRL nor an OCSP responder, and this application holds no CRL of"
                + " CN=Example Root.");
    assertThat(none.fix())
        .isEqualTo(
            "Give the application the CRL that CN=Example Root publishes, or ask it for a certificate"
                + " that names where its status is to be had.");
  }

  @Test
  void whatIsNotTheMatter() {
    assertThat(HeldSentences.pathPasses(examination))
        .isEqualTo(
            "The certificate is valid and trusted apart from that: with revocation not checked, its"
                + " chain to CN=Example Root passes.");
    assertThat(HeldSentences.pathPasses(Examined.of(leaf).now()))
        .isEqualTo(
            "The certificate is valid and trusted apart from that: with revocation not checked, its"
                + " chain to its root passes.");
  }
}
