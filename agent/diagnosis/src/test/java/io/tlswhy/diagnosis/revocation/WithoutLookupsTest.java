package io.tlswhy.diagnosis.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.diagnosis.path.PathDiagnosis;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.evidence.HandshakeFailure;
import org.junit.jupiter.api.Test;

/** What is said where this JVM asked nobody, and why. */
class WithoutLookupsTest {
  private static Diagnosis diagnosis(Story story) {
    HandshakeFailure failure = story.failure();
    return new RevocationDiagnosis(Story.jvm())
        .atOnce(
            failure,
            PathDiagnosis.decisivePath(failure.validation().orElseThrow(), failure.at(), () -> true)
                .orElseThrow())
        .orElseThrow();
  }

  @Test
  void listsThatItDoesNotFetch() {
    Story story = Story.withCrl();
    story.settings(story.settings().toBuilder().crlDistributionPoints(false).build());

    Diagnosis diagnosis = diagnosis(story);

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_NO_POINTER);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Java must know whether CN=partner.test is revoked, but by its settings may use none of"
                + " the ways that the certificate offers (CRL http://crl.example.com/ca.crl).");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Let Java fetch CRLs: start this JVM with -Dcom.sun.security.enableCRLDP=true (restart"
                + " needed), with TCP to the host of the CRL allowed.");
    assertThat(diagnosis.fixes())
        .containsExactly(Fix.of(Fix.Kind.PROPERTY, "com.sun.security.enableCRLDP", "true", true));
  }

  @Test
  void aResponderThatItDoesNotAsk() {
    Diagnosis diagnosis =
        diagnosis(Story.of(CertificateSpec.server("partner.test").ocsp(Story.OCSP_URL)));

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_NO_POINTER);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Java must know whether CN=partner.test is revoked, but by its settings may use none of"
                + " the ways that the certificate offers (OCSP http://ocsp.example.com/).");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Let Java ask the responder: set the security property ocsp.enable=true (in"
                + " java.security of Java 17, restart needed), with TCP to the responder allowed.");
    assertThat(diagnosis.fixes())
        .containsExactly(Fix.of(Fix.Kind.PROPERTY, "ocsp.enable", "true", true));
  }

  @Test
  void nobodyToAsk() {
    Diagnosis diagnosis = diagnosis(Story.of(CertificateSpec.server("partner.test")));

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_NO_POINTER);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Java must know whether CN=partner.test is revoked, but that certificate does not say"
                + " where its status is to be had.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Give the application the CRL of CN=Issuing CA, or ask its operator for certificates"
                + " that say where their status is to be had.");
    assertThat(diagnosis.fixes()).isEmpty();
  }
}
