package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.diagnosis.testpki.OcspSpec;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is said of a stapled OCSP response that decides nothing, word for word. */
class StapleSentencesTest {
  private static final Instant NOW = Authority.NOW;
  private static final String RENEW =
      "Let the operator of partner.example have its server fetch a new response from the"
          + " certification authority's responder.";

  private final Authority ca = Authority.root("Example CA");
  private final X509Certificate leaf = ca.issue(CertificateSpec.server("partner.example"));
  private final String stapled =
      "The OCSP response that partner.example stapled for CN=partner.example (serial "
          + leaf.getSerialNumber().toString(16)
          + ")";

  private Diagnosis told(byte[] response) {
    return StapleSentences.of(
            Examined.of(leaf).by(ca.certificate()).now(),
            0,
            Staple.of(response, leaf.getSerialNumber()),
            true)
        .build();
  }

  private void assertStaple(byte[] response, Cause contributing, String said) {
    Diagnosis diagnosis = told(response);
    assertThat(diagnosis.summary()).isEqualTo(stapled + said);
    assertThat(diagnosis.fix()).isEqualTo(RENEW);
    assertThat(diagnosis.fixes())
        .containsExactly(Fix.of(Fix.Kind.SERVER, "ocspStapling", "", false));
    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_STAPLE);
    assertThat(diagnosis.contributing()).containsExactly(contributing);
  }

  @Test
  void noAnswer() {
    assertStaple(
        new byte[] {1, 2, 3},
        Cause.REVOCATION_RESPONSE_UNTRUSTED,
        " cannot be read as an OCSP response.");
    assertStaple(
        OcspSpec.error(3),
        Cause.REVOCATION_RESPONSE_UNTRUSTED,
        " is an error of the responder (status 3), not an answer.");
    assertStaple(
        ca.ocsp(ca.issue(CertificateSpec.server("other.example"))).encode(),
        Cause.REVOCATION_RESPONSE_UNTRUSTED,
        " is about another certificate.");
  }

  @Test
  void outOfDate() {
    assertStaple(
        ca.ocsp(leaf).valid(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(2))).encode(),
        Cause.REVOCATION_RESPONSE_STALE,
        " ran out on 2026-11-18 12:00:00 UTC, 2 days before this validation.");
    assertStaple(
        ca.ocsp(leaf).valid(NOW.plus(Duration.ofHours(3)), NOW.plus(Duration.ofDays(2))).encode(),
        Cause.REVOCATION_RESPONSE_STALE,
        " holds only from 2026-11-20 15:00:00 UTC.");
  }

  @Test
  void goodAndRefusedAllTheSame() {
    assertStaple(
        ca.ocsp(leaf).encode(),
        Cause.REVOCATION_RESPONSE_UNTRUSTED,
        " cannot be trusted: its signature, its signer or one of its extensions is not acceptable.");
  }

  @Test
  void certificateThatTheResponderDoesNotKnow() {
    Diagnosis diagnosis = told(ca.ocsp(leaf).unknown().encode());

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_UNKNOWN);
    assertThat(diagnosis.summary())
        .isEqualTo(stapled + " says that the responder does not know this certificate.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Ask the certification authority CN=Example CA whether it issued this certificate.");
  }
}
