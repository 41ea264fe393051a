package io.tlswhy.diagnosis.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.IssuerChange;
import io.tlswhy.evidence.LastGoodChain;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several peers came to show a certificate of the same new issuer. */
class SharedIssuerTest {
  private final Issued trusted = Issued.root("CN=Example Root").issue();
  private final Issued box = Issued.root("CN=Corporate CA").issue();

  private static IssuerChange change(String host, String issuerBefore) {
    return IssuerChange.of(host, issuerBefore, Issued.NOW.minus(Duration.ofHours(2)));
  }

  private Diagnosis refused(String host, String issuerBefore, IssuerChange... others) {
    // Due for renewal, so that this peer alone would tell nothing.
    LastGoodChain before =
        LastGoodChain.of(
            Issued.NOW.minus(Duration.ofDays(1)),
            "192.0.2.1",
            "CN=" + host,
            issuerBefore,
            "a",
            Instant.parse("2026-12-01T00:00:00Z"),
            Collections.emptyList(),
            2);
    return PathDiagnosis.of(
            Refused.chain(Issued.server(host, box).issue(), box)
                .trusting(trusted)
                .host(host)
                .lastGood(before)
                .failure()
                .toBuilder()
                .sameNewIssuer(List.of(others))
                .build(),
            Refused.facts(),
            () -> true)
        .orElseThrow();
  }

  @Test
  void twoOperatorsThatHadDifferentIssuersHaveTheSameNow() {
    Diagnosis diagnosis =
        refused("api.partner.example", "CN=Former CA", change("other.test", "CN=Other CA"));

    assertThat(diagnosis.cause()).isEqualTo(Cause.CHAIN_INTERCEPTED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.counterfactuals()).isEmpty();
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate that came for api.partner.example was most likely made on the way, by"
                + " something that inspects TLS: it is issued by CN=Corporate CA, which is not"
                + " trusted here, as since a day at most is that of other.test, while before they"
                + " were accepted from CN=Former CA, CN=Other CA.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Ask the network team whether TLS from this host is inspected, and to exempt these peers"
                + " or to hand out the root certificate of CN=Corporate CA and its fingerprint for"
                + " this trust store.");
    assertThat(diagnosis.alternatives())
        .extracting(Alternative::cause, Alternative::why)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                Cause.CHAIN_UNTRUSTED_ROOT,
                "The peer may have moved to the authority CN=Corporate CA on purpose."));
  }

  @Test
  void threeOperatorsAreEnoughWhateverTheyHadBefore() {
    IssuerChange second = change("other.test", "CN=R11");
    IssuerChange third = change("third.co.uk", "CN=R11");

    assertThat(refused("partner.example", "CN=R11", second).cause())
        .isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
    assertThat(refused("partner.example", "CN=R11", second, third).cause())
        .isEqualTo(Cause.CHAIN_INTERCEPTED);
    assertThat(refused("partner.co.uk", "CN=R11", second, third).cause())
        .isEqualTo(Cause.CHAIN_INTERCEPTED);
  }

  @Test
  void oneOperatorMayMoveAllItsServers() {
    assertThat(
            refused(
                    "a.partner.example",
                    "CN=Former CA",
                    change("b.partner.example", "CN=Other CA"),
                    change("c.partner.example", "CN=Third CA"),
                    change("partner.example", "CN=Fourth CA"))
                .cause())
        .isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
  }

  @Test
  void addressesAndNamesWithoutADomainTellNothing() {
    assertThat(
            refused(
                    "partner.example",
                    "CN=Former CA",
                    change("192.0.2.7", "CN=Other CA"),
                    change("intranet", "CN=Third CA"))
                .cause())
        .isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
  }

  @Test
  void whatWasSeenLongAgoIsNoSign() {
    IssuerChange old =
        IssuerChange.of("other.test", "CN=Other CA", Issued.NOW.minus(Duration.ofDays(2)));

    assertThat(refused("partner.example", "CN=Former CA", old).cause())
        .isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
  }
}
