package io.tlswhy.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.Ending;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.Validation;
import io.tlswhy.evidence.Waiting;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Handshakes that were told to wait, before more was to be seen of the same ones. */
class SameHandshakeTest {
  private static final Peer PARTNER = Peer.of("partner.example", 443, "192.0.2.7");
  private static final X509Certificate LEAF = Certificates.leaf("CN=partner.example", "CN=Issuer");
  private static final JvmFacts JVM =
      JvmFacts.of(17, "17.0.15", "Debian", "host", 42, Map.of(), Map.of(), Map.of());
  private static final Diagnosis OWN_CHECK = diagnosis(Cause.UNKNOWN, Confidence.POSSIBLE, "");
  private static final Diagnosis SILENT =
      diagnosis(Cause.NETWORK_TIMEOUT, Confidence.LIKELY, "partner.example:443");
  private static final Diagnosis RESET =
      diagnosis(Cause.NETWORK_RESET, Confidence.LIKELY, "partner.example:443");
  private static final Diagnosis SLOW =
      diagnosis(Cause.REVOCATION_SLOW, Confidence.LIKELY, "crl.example:80");

  private final ManualClock clock = new ManualClock();
  private final ManualWorker worker = new ManualWorker(clock);
  private final Scripted scripted = new Scripted(clock);
  private final List<IncidentEvent> told = new ArrayList<>();
  private final Incidents incidents =
      Incidents.builder(
              IncidentSettings.from(Map.of()), scripted, question -> new CompletableFuture<>(), JVM)
          .listeners(List.of((IncidentListener) told::add))
          .clock(clock)
          .nanoTime(clock::nanoTime)
          .worker(worker)
          .exceptionText(event -> event.diagnosis().cause().code() + " " + event.id())
          .build();

  @Test
  void ownCheckGoesOnAsTheLookupThatBeganInIt() {
    slow(OWN_CHECK, ownCheck(1, PARTNER).build());
    slow(SLOW, lookup(1, PARTNER, Lookup.Outcome.IN_PROGRESS));
    slow(SLOW, lookup(1, PARTNER, Lookup.Outcome.ANSWERED));

    assertThat(told)
        .extracting(SameHandshakeTest::kindAndCode)
        .containsExactly("OPENED unknown", "UPDATED revocation.slow", "RESOLVED revocation.slow");
    assertThat(told).extracting(IncidentEvent::id).containsOnly(told.get(0).id());
    assertThat(told).extracting(IncidentEvent::count).containsOnly(1L);
  }

  @Test
  void silenceOfThePeerGoesOnAsTheLookupThatBeganWhenItHadAnswered() {
    slow(SILENT, silent(1).build());
    slow(SLOW, lookup(1, PARTNER, Lookup.Outcome.IN_PROGRESS));
    slow(SLOW, lookup(1, PARTNER, Lookup.Outcome.ANSWERED));
    slow(SILENT, silent(1).ending(Ending.PASSED).build());

    assertThat(told)
        .extracting(SameHandshakeTest::kindAndCode)
        .containsExactly(
            "OPENED network.timeout", "UPDATED revocation.slow", "RESOLVED revocation.slow");
    assertThat(told).extracting(IncidentEvent::id).containsOnly(told.get(0).id());
    assertThat(told).extracting(IncidentEvent::count).containsOnly(1L);
  }

  @Test
  void silenceThatIsToldOnlyAfterTheLookupWasSeenIsDropped() {
    slow(SLOW, lookup(1, PARTNER, Lookup.Outcome.IN_PROGRESS));
    slow(SILENT, silent(1).build());

    assertThat(told)
        .extracting(SameHandshakeTest::kindAndCode)
        .containsExactly("OPENED revocation.slow");
  }

  @Test
  void failureThatOvertakesTheNoticeOfItsOwnSilenceIsOneIncident() {
    scripted.meanwhile =
        () -> {
          scripted.atOnce = RESET;
          scripted.withTrials = RESET;
          incidents.failed(failure(1, Point.LOCAL, PARTNER));
        };
    scripted.atOnce = SILENT;
    incidents.slow(silent(1).build());
    worker.run();

    assertThat(told)
        .extracting(SameHandshakeTest::kindAndCode)
        .containsExactly("OPENED network.reset");
    assertThat(told.get(0).count()).isEqualTo(1);
  }

  @Test
  void silenceGoesOnAsTheFailureThatItEndedIn() {
    slow(SILENT, silent(1).build());
    scripted.atOnce = RESET;
    scripted.withTrials = RESET;

    String text = incidents.failed(failure(1, Point.LOCAL, PARTNER));
    worker.run();

    assertThat(text).isEqualTo("network.reset " + told.get(0).id());
    assertThat(told)
        .extracting(SameHandshakeTest::kindAndCode)
        .containsExactly("OPENED network.timeout", "UPDATED network.reset");
    assertThat(told.get(1).id()).isEqualTo(told.get(0).id());
    assertThat(told.get(1).count()).isEqualTo(1);
  }

  @Test
  void peerThatIsSilentForGoodLaterIsAnIncidentOfItsOwn() {
    slow(SILENT, silent(1).build());
    slow(SLOW, lookup(1, PARTNER, Lookup.Outcome.IN_PROGRESS));
    slow(SILENT, silent(2).build());
    scripted.atOnce = SILENT;
    scripted.withTrials = SILENT;
    incidents.failed(failure(2, Point.TIMEOUT, PARTNER));
    worker.run();

    assertThat(told)
        .extracting(SameHandshakeTest::kindAndCode)
        .containsExactly(
            "OPENED network.timeout", "UPDATED revocation.slow", "OPENED network.timeout");
    assertThat(told.get(2).id()).isNotEqualTo(told.get(0).id());
  }

  @Test
  void ownCheckGoesOnAsTheFailureThatItEndedIn() {
    slow(OWN_CHECK, ownCheck(1, PARTNER).build());
    scripted.atOnce = Scripted.BLOCKED;
    scripted.withTrials = Scripted.PROXY_REQUIRED;

    String text = incidents.failed(withLookup(failure(1, Point.LOCAL, PARTNER)));
    worker.run();

    assertThat(text).isEqualTo("revocation.blocked " + told.get(0).id());
    assertThat(told)
        .extracting(SameHandshakeTest::kindAndCode)
        .containsExactly("OPENED unknown", "UPDATED revocation.proxy-required");
    assertThat(told.get(1).id()).isEqualTo(told.get(0).id());
  }

  @Test
  void ownCheckIsCountedToTheLookupThatWasToldBefore() {
    slow(SLOW, lookup(1, PARTNER, Lookup.Outcome.IN_PROGRESS));
    slow(OWN_CHECK, ownCheck(2, PARTNER).build());
    slow(SLOW, lookup(2, PARTNER, Lookup.Outcome.IN_PROGRESS));
    slow(SLOW, lookup(1, PARTNER, Lookup.Outcome.ANSWERED));
    assertThat(told).hasSize(2);
    slow(SLOW, lookup(2, PARTNER, Lookup.Outcome.ANSWERED));
    slow(OWN_CHECK, ownCheck(2, PARTNER).ending(Ending.PASSED).build());

    assertThat(told)
        .extracting(SameHandshakeTest::kindAndCode)
        .containsExactly("OPENED revocation.slow", "OPENED unknown", "RESOLVED revocation.slow");
    assertThat(told.get(2).count()).isEqualTo(2);
    assertThat(told.get(2).alsoToldAs()).containsExactly(told.get(1).id());
  }

  @Test
  void anotherHandshakesWaitingStaysItsOwn() {
    slow(OWN_CHECK, ownCheck(1, PARTNER).build());
    slow(SLOW, lookup(2, PARTNER, Lookup.Outcome.IN_PROGRESS));
    slow(OWN_CHECK, ownCheck(1, PARTNER).ending(Ending.PASSED).build());

    assertThat(told)
        .extracting(SameHandshakeTest::kindAndCode)
        .containsExactly("OPENED unknown", "OPENED revocation.slow", "RESOLVED unknown");
  }

  @Test
  void waitingThatIsSeenAgainIsOnlyCounted() {
    slow(OWN_CHECK, ownCheck(1, PARTNER).build());
    slow(SLOW, lookup(1, PARTNER, Lookup.Outcome.IN_PROGRESS));
    slow(OWN_CHECK, ownCheck(2, PARTNER).build());
    slow(SLOW, lookup(2, PARTNER, Lookup.Outcome.IN_PROGRESS));

    assertThat(told)
        .extracting(IncidentEvent::kind)
        .containsExactly(IncidentEvent.Kind.OPENED, IncidentEvent.Kind.UPDATED);
  }

  @Test
  void isOverWhenTheLastHandshakeThatHungHasEnded() {
    for (int number = 1; number <= 3; number++) {
      slow(SILENT, silent(number).build());
    }
    slow(SILENT, silent(2).ending(Ending.PASSED).build());
    slow(SILENT, silent(1).ending(Ending.PASSED).build());
    assertThat(told).hasSize(1);
    slow(SILENT, silent(3).ending(Ending.PASSED).build());

    assertThat(told)
        .extracting(SameHandshakeTest::kindAndCode)
        .containsExactly("OPENED network.timeout", "RESOLVED network.timeout");
    assertThat(told.get(1).count()).isEqualTo(3);
  }

  private static String kindAndCode(IncidentEvent event) {
    return event.kind() + " " + event.diagnosis().cause().code();
  }

  private void slow(Diagnosis diagnosis, HandshakeFailure handshake) {
    scripted.atOnce = diagnosis;
    scripted.withTrials = diagnosis;
    incidents.slow(handshake);
    worker.run();
    clock.pass(Duration.ofSeconds(1));
  }

  private HandshakeFailure.Builder ownCheck(long number, Peer peer) {
    return failure(number, Point.SLOW, peer).toBuilder().waiting(Waiting.TASK);
  }

  private HandshakeFailure.Builder silent(long number) {
    return failure(number, Point.SLOW, PARTNER).toBuilder().waiting(Waiting.PEER);
  }

  private HandshakeFailure lookup(long number, Peer peer, Lookup.Outcome outcome) {
    return withLookup(failure(number, Point.SLOW, peer), outcome);
  }

  private HandshakeFailure withLookup(HandshakeFailure failure) {
    return withLookup(failure, Lookup.Outcome.FAILED);
  }

  private HandshakeFailure withLookup(HandshakeFailure failure, Lookup.Outcome outcome) {
    Lookup lookup =
        Lookup.builder(LookupKind.CRL, URI.create("http://crl.example/a"), clock.instant())
            .outcome(outcome)
            .build();
    TrustSettings trust =
        TrustSettings.builder(TrustSettings.Algorithm.PKIX, "X509TrustManagerImpl").build();
    return failure.toBuilder()
        .validation(Validation.builder(List.of(LEAF), trust).lookups(List.of(lookup)).build())
        .build();
  }

  private HandshakeFailure failure(long number, Point point, Peer peer) {
    return HandshakeFailure.builder(point, Role.CLIENT, clock.instant())
        .number(number)
        .peer(peer)
        .build();
  }

  private static Diagnosis diagnosis(Cause cause, Confidence confidence, String subject) {
    return Diagnosis.builder(cause, confidence, "A sentence.").subject(subject).build();
  }
}
