package io.tlswhy.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.EndpointHistory;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final Peer PARTNER = Peer.of("partner.example", 443, "192.0.2.7");
  private static final URI CRL = URI.create("http://crl.example/a.crl");
  private static final Diagnosis BLOCKED =
      Diagnosis.builder(Cause.REVOCATION_BLOCKED, Confidence.LIKELY, "It will fail.")
          .subject("crl.example:80")
          .build();

  private final ManualClock clock = new ManualClock();
  private final ManualWorker worker = new ManualWorker(clock);
  private final List<IncidentEvent> told = new ArrayList<>();
  private final List<Instant> asked = new ArrayList<>();
  private Optional<Diagnosis> found = Optional.empty();
  private Optional<Instant> validUntil = Optional.empty();
  private Optional<EndpointHistory> met = Optional.empty();

  private final Incidents incidents =
      Incidents.builder(IncidentSettings.from(Map.of()), new Scripted(clock), this::probe, jvm())
          .listeners(List.of((IncidentListener) told::add))
          .clock(clock)
          .nanoTime(clock::nanoTime)
          .worker(worker)
          .jitter(() -> 0.5)
          .foresight(new Foreseen())
          .endpoints(url -> url.equals(CRL) ? met : Optional.empty())
          .build();

  @Test
  void isTriedSoonAndThenEveryHalfHour() {
    accepted(PARTNER);
    worker.pass(Duration.ofMinutes(61));

    assertThat(asked)
        .containsExactly(
            ManualClock.START.plusSeconds(10),
            ManualClock.START.plusSeconds(10 + 1800),
            ManualClock.START.plusSeconds(10 + 3600));
  }

  @Test
  void warnsOnceTellsHowLongWhatWasFetchedIsValidAndThatItIsThereAgain() {
    validUntil = Optional.of(ManualClock.START.plusSeconds(7200));
    accepted(PARTNER);
    worker.pass(Duration.ofSeconds(20));
    found = Optional.of(BLOCKED);
    worker.pass(Duration.ofHours(1));
    assertThat(told).extracting(IncidentEvent::kind).contains(IncidentEvent.Kind.OPENED);
    assertThat(told.get(0).failure().point()).isEqualTo(Point.WATCHED);
    assertThat(told.get(0).diagnosis().summary())
        .isEqualTo(
            "It will fail. What was fetched at "
                + ManualClock.START.plusSeconds(10)
                + " is valid until "
                + ManualClock.START.plusSeconds(7200)
                + ".");

    found = Optional.empty();
    worker.pass(Duration.ofHours(1));

    assertThat(told.get(told.size() - 1).kind()).isEqualTo(IncidentEvent.Kind.RESOLVED);
    assertThat(told.get(told.size() - 1).id()).isEqualTo(told.get(0).id());
  }

  @Test
  void whatTheJvmItselfFetchedIsKnownAtTheFirstTrial() {
    met =
        Optional.of(
            EndpointHistory.builder(LookupKind.CRL, CRL)
                .lastWorked(ManualClock.START.minusSeconds(1))
                .nextUpdate(ManualClock.START.plusSeconds(600))
                .build());
    found = Optional.of(BLOCKED);
    accepted(PARTNER);
    worker.pass(Duration.ofSeconds(20));

    assertThat(told)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.diagnosis().summary())
                  .isEqualTo(
                      "It will fail. What was fetched at "
                          + ManualClock.START.minusSeconds(1)
                          + " is valid until "
                          + ManualClock.START.plusSeconds(600)
                          + ".");
              assertThat(event.failure().endpointHistories()).containsExactly(met.get());
            });
  }

  @Test
  void whatWasFetchedLastCounts() {
    met =
        Optional.of(
            EndpointHistory.builder(LookupKind.CRL, CRL)
                .lastWorked(ManualClock.START.minusSeconds(1))
                .nextUpdate(ManualClock.START.plusSeconds(600))
                .build());
    validUntil = Optional.of(ManualClock.START.plusSeconds(7200));
    accepted(PARTNER);
    worker.pass(Duration.ofSeconds(20));
    found = Optional.of(BLOCKED);
    worker.pass(Duration.ofHours(1));

    assertThat(told.get(0).diagnosis().summary())
        .endsWith(
            "What was fetched at "
                + ManualClock.START.plusSeconds(10)
                + " is valid until "
                + ManualClock.START.plusSeconds(7200)
                + ".");
  }

  @Test
  void followsThirtyTwoPeers() {
    for (int i = 0; i < 40; i++) {
      accepted(Peer.of("peer" + i + ".example", 443, ""));
      accepted(Peer.of("peer" + i + ".example", 443, ""));
    }
    worker.pass(Duration.ofSeconds(30));

    assertThat(asked).hasSize(32);
  }

  @Test
  void paceIsSpreadAndFollowsWhatRunsOut() {
    Instant now = ManualClock.START;
    assertThat(new WatchPace(() -> 0).first()).isEqualTo(Duration.ofSeconds(8));
    assertThat(new WatchPace(() -> 1).first()).isEqualTo(Duration.ofSeconds(12));
    WatchPace pace = new WatchPace(() -> 0.5);
    assertThat(pace.next(now, Optional.empty())).isEqualTo(Duration.ofMinutes(30));
    assertThat(pace.next(now, Optional.of(now.plusSeconds(86_400))))
        .isEqualTo(Duration.ofMinutes(30));
    assertThat(pace.next(now, Optional.of(now.plusSeconds(1200))))
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(pace.next(now, Optional.of(now.minusSeconds(60)))).isEqualTo(Duration.ofMinutes(5));
  }

  private void accepted(Peer peer) {
    incidents.accepted(
        HandshakeFailure.builder(Point.WATCHED, Role.CLIENT, clock.instant()).peer(peer).build());
    worker.run();
  }

  private CompletableFuture<EndpointTrial> probe(EndpointQuestion question) {
    asked.add(clock.instant());
    return CompletableFuture.completedFuture(EndpointTrial.builder(LookupKind.CRL, CRL).build());
  }

  private static JvmFacts jvm() {
    return JvmFacts.of(17, "17.0.15", "Debian", "host", 42, Map.of(), Map.of(), Map.of());
  }

  private final class Foreseen implements Foreseeing {
    @Override
    public Optional<HandshakeFailure> toWatch(HandshakeFailure accepted) {
      return Optional.of(accepted);
    }

    @Override
    public List<EndpointQuestion> questions(HandshakeFailure watched) {
      return List.of(
          EndpointQuestion.of(
              LookupKind.CRL,
              CRL,
              Certificates.leaf("CN=partner.example", "CN=Issuer"),
              Optional.empty(),
              true,
              Role.CLIENT));
    }

    @Override
    public Optional<Diagnosis> diagnosis(HandshakeFailure watched, List<EndpointTrial> trials) {
      return found;
    }

    @Override
    public Optional<Instant> validUntil(HandshakeFailure watched, List<EndpointTrial> trials) {
      return validUntil;
    }
  }
}
