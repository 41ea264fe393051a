package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.ClockReading;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.LookupKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether it is the certificate's dates that are wrong, or this machine's clock. */
class OtherClocksTest {
  private static final String HOST = "partner.example";

  private final Issued root =
      Issued.root("CN=Example Root").valid("2020-01-01T00:00:00Z", "2040-01-01T00:00:00Z").issue();
  private final Issued leaf =
      Issued.server(HOST, root).valid("2026-01-01T00:00:00Z", "2026-11-17T12:00:00Z").issue();

  private static EndpointTrial trial(String host, Duration ahead) {
    return EndpointTrial.builder(LookupKind.CRL, URI.create("http://" + host + "/x.crl"))
        .clocks(List.of(ClockReading.of(host, Issued.NOW.plus(ahead), Issued.NOW)))
        .build();
  }

  private Diagnosis diagnosis(AnswerCheck check, EndpointTrial... trials) {
    return PathDiagnosis.withTrials(
            Refused.chain(leaf).trusting(root).host(HOST).failure(),
            Refused.facts(),
            new ArrayList<>(List.of(trials)),
            check,
            () -> true)
        .orElseThrow();
  }

  private Diagnosis diagnosis(EndpointTrial... trials) {
    return diagnosis(AnswerCheck.none(), trials);
  }

  @Test
  void twoThatAgreeProveThatTheClockIsAhead() {
    Diagnosis diagnosis =
        diagnosis(
            trial("crl.example", Duration.ofDays(-10)),
            trial("ocsp.example", Duration.ofDays(-10).plusSeconds(20)));

    assertThat(diagnosis.cause()).isEqualTo(Cause.CLOCK_SKEW);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.contributing()).containsExactly(Cause.CHAIN_EXPIRED);
    assertThat(diagnosis.counterfactuals())
        .containsExactly(Counterfactual.of("the time 2026-11-10 12:00:00 UTC", true));
    assertThat(diagnosis.summary())
        .isEqualTo(
            "This machine's clock says 2026-11-20 12:00:00 UTC, but by those of crl.example,"
                + " ocsp.example it is 2026-11-10 12:00:00 UTC: the clock is 10 days ahead, and at"
                + " the right time the chain is valid.");
    assertThat(diagnosis.fix())
        .isEqualTo("Set this machine's clock, and let a time service (NTP) keep it.");
  }

  @Test
  void oneHostAloneProvesNothing() {
    Diagnosis diagnosis = diagnosis(trial("crl.example", Duration.ofDays(-10)));

    assertThat(diagnosis.cause()).isEqualTo(Cause.CLOCK_SKEW);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void signedListThatHoldsAtTheOthersTimeOnlyIsASecondWitness() {
    Diagnosis diagnosis = diagnosis(holdingBeforeNow(), trial("crl.example", Duration.ofDays(-10)));

    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.evidence())
        .contains(
            "What came from http://crl.example/x.crl is signed by its authority and holds at that"
                + " time, but not at this machine's.");
  }

  @Test
  void clocksThatAgreeWithThisOneRuleItOut() {
    Diagnosis diagnosis = diagnosis(trial("crl.example", Duration.ofSeconds(-40)));

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_EXPIRED);
    assertThat(diagnosis.alternatives()).isEmpty();
    assertThat(diagnosis.ruledOut())
        .contains("The clock is not the matter: this machine's agrees with that of crl.example.");
  }

  @Test
  void clocksThatDifferDecideNothing() {
    Diagnosis diagnosis =
        diagnosis(
            trial("crl.example", Duration.ofDays(-10)),
            trial("ocsp.example", Duration.ofDays(-99)));

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_EXPIRED);
    assertThat(diagnosis.alternatives()).hasSize(1);
  }

  @Test
  void timeAtWhichTheChainFailsTooIsNoCause() {
    Diagnosis diagnosis =
        diagnosis(
            trial("crl.example", Duration.ofDays(30)), trial("ocsp.example", Duration.ofDays(30)));

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_EXPIRED);
  }

  private static AnswerCheck holdingBeforeNow() {
    return new AnswerCheck() {
      @Override
      public boolean holds(EndpointTrial trial, CertificationPath path, Instant time) {
        return time.isBefore(Issued.NOW);
      }

      @Override
      public boolean refuses(Der response, CertificationPath path, int position, Instant time) {
        return false;
      }
    };
  }
}
