package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.HandshakeFailure;
import java.time.Instant;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;

class HeldRevocationTest {
  private static final Instant YESTERDAY = Instant.parse("2026-11-19T12:00:00Z");
  private static final Instant TOMORROW = Instant.parse("2026-11-21T12:00:00Z");

  private final Issued root = Issued.root("CN=Example Root").issue();
  private final Issued leaf = Issued.server("partner.example", root).serial(0x2a).issue();

  private Refused refused() {
    return Refused.chain(leaf).trusting(root).checkingRevocation();
  }

  @Test
  void revokedByACrlThatTheApplicationHolds() {
    Diagnosis diagnosis =
        refused().holding(root.crl(YESTERDAY, TOMORROW, leaf.certificate())).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_REVOKED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate CN=partner.example (serial 2a) of partner.example was revoked on"
                + " 2026-11-18 12:00:00 UTC by CN=Example Root, for the reason key compromise.");
    assertThat(diagnosis.ruledOut())
        .containsExactly(
            "The certificate is valid and trusted apart from that: with revocation not checked, its"
                + " chain to CN=Example Root passes.");
  }

  @Test
  void revokedLeafComesBeforeTheMissingCrlOfItsIssuersIssuer() {
    Issued ca = Issued.authority("CN=Example CA", root).issue();
    Issued server = Issued.server("partner.example", ca).issue();

    Diagnosis diagnosis =
        Refused.chain(server, ca)
            .trusting(root)
            .checkingRevocation()
            .holding(ca.crl(YESTERDAY, TOMORROW, server.certificate()))
            .diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_REVOKED);
    assertThat(diagnosis.contributing()).containsExactly(Cause.REVOCATION_MISSING);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate CN=partner.example (serial a) of partner.example was revoked on"
                + " 2026-11-18 12:00:00 UTC by CN=Example CA, for the reason key compromise.");
  }

  @Test
  void crlThatRanOut() {
    Diagnosis diagnosis =
        refused().holding(root.crl(Instant.parse("2026-11-01T00:00:00Z"), YESTERDAY)).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_RESPONSE_STALE);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The CRL of CN=Example Root that this application holds for CN=partner.example (serial"
                + " 2a) ran out on 2026-11-19 12:00:00 UTC, 1 day before this validation.");
  }

  @Test
  void crlThatAnotherKeySigned() {
    Issued stranger = Issued.root("CN=Stranger").issue();

    Diagnosis diagnosis = refused().holding(root.crlSignedBy(stranger)).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_RESPONSE_UNTRUSTED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The CRL of CN=Example Root that this application holds for CN=partner.example (serial"
                + " 2a) cannot be trusted: no key of that issuer verifies its signature.");
  }

  @Test
  void crlInAnotherName() {
    Issued renamed = Issued.root("CN=Renamed Root").keysOf(root).issue();

    Diagnosis diagnosis = refused().holding(renamed.crl(YESTERDAY, TOMORROW)).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_RESPONSE_UNTRUSTED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The CRL of CN=Renamed Root that this application holds for CN=partner.example (serial"
                + " 2a) does not name the issuer CN=Example Root, whose key signed it, as its"
                + " own.");
  }

  @Test
  void crlOfAnotherIssuerOnly() {
    Issued stranger = Issued.root("CN=Stranger").issue();

    Diagnosis diagnosis = refused().holding(stranger.crl(YESTERDAY, TOMORROW)).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_MISSING);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Revocation must be checked, but this application holds no CRL of CN=Example Root, which"
                + " issued CN=partner.example (serial 2a) (only 1 CRL of others).");
  }

  @Test
  void nothingToAskAndNothingAtHand() {
    Diagnosis diagnosis = refused().diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_NO_POINTER);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Revocation must be checked, but CN=partner.example (serial 2a) names neither a CRL nor"
                + " an OCSP responder, and this application holds no CRL of CN=Example Root.");
  }

  @Test
  void crlAddressThatThisJvmDoesNotFollow() {
    Issued pointing =
        Issued.server("partner.example", root)
            .add(
                Extension.cRLDistributionPoints,
                false,
                new CRLDistPoint(
                    new DistributionPoint[] {
                      new DistributionPoint(
                          new DistributionPointName(
                              new GeneralNames(
                                  new GeneralName(
                                      GeneralName.uniformResourceIdentifier,
                                      "http://crl.example/root.crl"))),
                          null,
                          null)
                    }))
            .issue();

    Diagnosis diagnosis = Refused.chain(pointing).trusting(root).checkingRevocation().diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_NO_POINTER);
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Set -Dcom.sun.security.enableCRLDP=true and restart this JVM, and let it reach that"
                + " address.");
    assertThat(diagnosis.fixes())
        .containsExactly(Fix.of(Fix.Kind.PROPERTY, "com.sun.security.enableCRLDP", "true", true));
  }

  @Test
  void stapleThatIsNoResponse() {
    Diagnosis diagnosis =
        Refused.chain(leaf).trusting(root).stapled(new byte[] {0x30, 0x03, 1}).diagnosis();

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_STAPLE);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.contributing()).containsExactly(Cause.REVOCATION_RESPONSE_UNTRUSTED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The OCSP response that partner.example stapled for CN=partner.example (serial 2a)"
                + " cannot be read as an OCSP response.");
  }

  @Test
  void outsideAHandshakeNothingWasStapled() {
    HandshakeFailure failure =
        Refused.chain(leaf).trusting(root).stapled(new byte[] {0x30, 0x03, 1}).failure();
    HandshakeFailure outside =
        HandshakeFailure.builder(HandshakeFailure.Point.VALIDATION, failure.role(), failure.at())
            .peer(failure.peer())
            .validation(failure.validation().orElseThrow())
            .build();

    assertThat(PathDiagnosis.of(outside, Refused.facts(), () -> true).map(Diagnosis::cause))
        .contains(Cause.REVOCATION_RESPONSE_UNTRUSTED);
  }
}
