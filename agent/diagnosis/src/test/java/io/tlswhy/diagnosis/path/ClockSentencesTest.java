package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.evidence.ClockReading;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Role;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said of a clock that is wrong, or may be, word for word. */
class ClockSentencesTest {
  private static final String FIX =
      "Set this machine's clock, and let a time service (NTP) keep it.";

  private final Issued root = Issued.root("CN=Example Root").issue();
  private final Issued leaf = Issued.server("partner.example", root).issue();
  private final Examination examination = Examined.of(leaf).by(root).now();
  private final Diagnosis ofDates =
      Diagnosis.builder(Cause.CHAIN_EXPIRED, Confidence.PROVED, "The certificate expired.")
          .evidence(List.of("What was seen."))
          .build();

  private Diagnosis skew(Duration ahead, List<String> signed, String... hosts) {
    List<EndpointTrial> trials =
        Stream.of(hosts)
            .map(
                host ->
                    EndpointTrial.builder(LookupKind.CRL, URI.create("http://" + host + "/x.crl"))
                        .clocks(List.of(ClockReading.of(host, Issued.NOW.plus(ahead), Issued.NOW)))
                        .build())
            .toList();
    return ClockSentences.skew(
        OtherClocks.of(trials, AnswerCheck.none()), Issued.NOW, ahead, signed, ofDates);
  }

  @Test
  void othersClocks() {
    Diagnosis behind = skew(Duration.ofDays(3), List.of(), "a.example");
    Diagnosis ahead =
        skew(Duration.ofHours(-1), List.of("http://a.example/x.crl"), "a.example", "b.example");

    assertThat(behind.cause()).isEqualTo(Cause.CLOCK_SKEW);
    assertThat(behind.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(behind.summary())
        .isEqualTo(
            "This machine's clock says 2026-11-20 12:00:00 UTC, but by that of a.example it is"
                + " 2026-11-23 12:00:00 UTC: the clock is 3 days behind, and at the right time the"
                + " chain is valid.");
    assertThat(behind.fix()).isEqualTo(FIX);
    assertThat(behind.counterfactuals())
        .containsExactly(Counterfactual.of("the time 2026-11-23 12:00:00 UTC", true));
    assertThat(ahead.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(ahead.summary())
        .isEqualTo(
            "This machine's clock says 2026-11-20 12:00:00 UTC, but by those of a.example, b.example"
                + " it is 2026-11-20 11:00:00 UTC: the clock is 1 hour ahead, and at the right time"
                + " the chain is valid.");
    assertThat(ahead.evidence())
        .containsExactly(
            "The certificate expired.",
            "What came from http://a.example/x.crl is signed by its authority and holds at that time,"
                + " but not at this machine's.",
            "What was seen.");
  }

  @Test
  void aWitnessOfTheFuture() {
    HandshakeFailure failure =
        HandshakeFailure.builder(HandshakeFailure.Point.LOCAL, Role.CLIENT, Issued.NOW)
            .lastGood(
                LastGoodChain.of(
                    Instant.parse("2026-11-22T12:00:00Z"),
                    "192.0.2.1",
                    "CN=partner.example",
                    "CN=Example Root",
                    "a",
                    Instant.parse("2027-06-01T00:00:00Z"),
                    List.of(),
                    2))
            .build();

    Diagnosis diagnosis =
        ClockSentences.skew(ClockWitness.of(failure, examination).orElseThrow(), ofDates);

    assertThat(diagnosis.summary())
        .isEqualTo(
            "This machine's clock says 2026-11-20 12:00:00 UTC, but this JVM's own last good"
                + " handshake with partner.example is of 2026-11-22 12:00:00 UTC: the clock is behind"
                + " by at least 2 days.");
    assertThat(diagnosis.fix()).isEqualTo(FIX);
    assertThat(diagnosis.contributing()).containsExactly(Cause.CHAIN_EXPIRED);
  }

  @Test
  void aStapleOfTheFuture() {
    Authority ca = Authority.root("Example CA");
    X509Certificate own = ca.issue(CertificateSpec.server("partner.example"));
    Instant later = Issued.NOW.plus(Duration.ofDays(1));
    HandshakeFailure failure =
        HandshakeFailure.builder(HandshakeFailure.Point.LOCAL, Role.CLIENT, Issued.NOW).build();
    Examination stapled =
        Examined.of(own)
            .by(ca.certificate())
            .stapled(ca.ocsp(own).valid(later, later.plusSeconds(60)).encode())
            .now();

    assertThat(
            ClockSentences.skew(ClockWitness.of(failure, stapled).orElseThrow(), ofDates).summary())
        .isEqualTo(
            "This machine's clock says 2026-11-20 12:00:00 UTC, but the OCSP response that"
                + " partner.example stapled is of 2026-11-21 12:00:00 UTC: the clock is behind by at"
                + " least 1 day.");
  }

  @Test
  void theClockMayBeWrongOrIsNot() {
    assertThat(ClockSentences.alternative(examination))
        .isEqualTo(
            Alternative.of(
                Cause.CLOCK_SKEW,
                Confidence.POSSIBLE,
                "That the dates do not fit is known from this machine's clock alone, which says"
                    + " 2026-11-20 12:00:00 UTC.",
                "Compare date -u with a time server."));
    assertThat(ClockSentences.agrees(List.of("a.example")))
        .isEqualTo("The clock is not the matter: this machine's agrees with that of a.example.");
    assertThat(ClockSentences.agrees(List.of("a.example", "b.example")))
        .isEqualTo(
            "The clock is not the matter: this machine's agrees with those of a.example, b.example.");
  }
}
