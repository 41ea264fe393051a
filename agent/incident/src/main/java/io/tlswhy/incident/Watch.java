package io.tlswhy.incident;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.EndpointHistory;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Peer;
import io.tlswhy.probe.EndpointProber;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Tries the revocation endpoints of peers that this JVM talks to while all is well, and warns
 * before the next handshake fails at them. At most 32 peers, the one that was added first goes.
 *
 * <p>All of it runs on the agent's thread for incidents.
 */
final class Watch {
  private static final int MOST_PEERS = 32;
  private static final int MOST_QUESTIONS = 8;

  private final Foreseeing foresight;
  private final EndpointProber prober;
  private final Function<URI, Optional<EndpointHistory>> endpoints;
  private final WatchPace pace;
  private final Clock clock;
  private final Worker worker;
  private final OpenIncidents incidents;
  private final Life life;
  private final Teller teller;
  private final Map<Peer, Watched> peers = new LinkedHashMap<>();

  Watch(
      Foreseeing foresight,
      EndpointProber prober,
      Function<URI, Optional<EndpointHistory>> endpoints,
      WatchPace pace,
      Clock clock,
      Worker worker,
      OpenIncidents incidents,
      Life life,
      Teller teller) {
    this.foresight = foresight;
    this.prober = prober;
    this.endpoints = endpoints;
    this.pace = pace;
    this.clock = clock;
    this.worker = worker;
    this.incidents = incidents;
    this.life = life;
    this.teller = teller;
  }

  /** A chain of a peer was accepted that was not seen before. */
  void accepted(HandshakeFailure handshake) {
    worker.offer(() -> guarded(() -> add(handshake)));
  }

  private void add(HandshakeFailure handshake) {
    Optional<HandshakeFailure> kept = foresight.toWatch(handshake);
    if (!kept.isPresent()) {
      return;
    }
    Peer peer = Peer.of(handshake.peer().host(), handshake.peer().port(), "");
    Watched known = peers.get(peer);
    if (known != null) {
      known.handshake = kept.get();
      return;
    }
    if (peers.size() == MOST_PEERS) {
      peers.remove(peers.keySet().iterator().next());
    }
    Watched watched = new Watched(kept.get());
    peers.put(peer, watched);
    worker.after(pace.first(), () -> guarded(() -> look(peer, watched)));
  }

  private void look(Peer peer, Watched watched) {
    if (peers.get(peer) != watched) {
      return;
    }
    List<CompletableFuture<EndpointTrial>> trials = new ArrayList<>();
    for (EndpointQuestion question : foresight.questions(watched.handshake)) {
      if (trials.size() < MOST_QUESTIONS) {
        trials.add(prober.probe(question));
      }
    }
    CompletableFuture.allOf(trials.toArray(new CompletableFuture<?>[0]))
        .whenComplete(
            (done, problem) ->
                worker.offer(() -> guarded(() -> judge(peer, watched, joined(trials)))));
  }

  private void judge(Peer peer, Watched watched, List<EndpointTrial> trials) {
    Instant now = clock.instant();
    List<EndpointHistory> histories = histories(watched.handshake);
    HandshakeFailure handshake =
        watched.handshake.toBuilder().endpointHistories(histories).build().at(now);
    watched.fetchedByJvm(histories);
    Optional<Diagnosis> found = foresight.diagnosis(handshake, trials);
    if (found.isPresent()) {
      Diagnosis diagnosis = watched.withValidity(found.get());
      Incident incident =
          incidents.findOrOpen(Fingerprint.identity(diagnosis, handshake), handshake, diagnosis);
      watched.incident = Optional.of(incident);
      life.countOnly(incident, handshake, diagnosis);
    } else {
      watched.incident.ifPresent(incident -> life.foreseenNoMore(incident, handshake));
      watched.incident = Optional.empty();
      watched.worked(now, foresight.validUntil(handshake, trials));
    }
    worker.after(pace.next(now, watched.validUntil), () -> guarded(() -> look(peer, watched)));
  }

  /** What this JVM's own look-ups met by now at the endpoints that the next one needs. */
  private List<EndpointHistory> histories(HandshakeFailure handshake) {
    List<EndpointHistory> histories = new ArrayList<>();
    for (EndpointQuestion question : foresight.questions(handshake)) {
      if (histories.size() < MOST_QUESTIONS) {
        endpoints.apply(question.url()).ifPresent(histories::add);
      }
    }
    return histories;
  }

  private static List<EndpointTrial> joined(List<CompletableFuture<EndpointTrial>> trials) {
    List<EndpointTrial> ended = new ArrayList<>();
    for (CompletableFuture<EndpointTrial> trial : trials) {
      if (!trial.isCompletedExceptionally()) {
        ended.add(trial.join());
      }
    }
    return ended;
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (Throwable fault) {
      teller.fault("watching the endpoints of a peer", fault);
    }
  }

  /** One peer, and what its endpoints last brought. */
  private static final class Watched {
    private HandshakeFailure handshake;
    private Optional<Incident> incident = Optional.empty();
    private Optional<Instant> lastWorked = Optional.empty();
    private Optional<Instant> validUntil = Optional.empty();

    Watched(HandshakeFailure handshake) {
      this.handshake = handshake;
    }

    void worked(Instant now, Optional<Instant> until) {
      lastWorked = Optional.of(now);
      validUntil = until;
    }

    /** Takes what this JVM fetched itself, where that was later; what runs out first counts. */
    void fetchedByJvm(List<EndpointHistory> histories) {
      histories.stream()
          .filter(one -> one.lastWorked().isPresent() && one.nextUpdate().isPresent())
          .min(Comparator.comparing(one -> one.nextUpdate().get()))
          .filter(one -> !lastWorked.filter(own -> own.isAfter(one.lastWorked().get())).isPresent())
          .ifPresent(one -> worked(one.lastWorked().get(), one.nextUpdate()));
    }

    Diagnosis withValidity(Diagnosis diagnosis) {
      if (!lastWorked.isPresent() || !validUntil.isPresent()) {
        return diagnosis;
      }
      return diagnosis.toBuilder()
          .summary(
              diagnosis.summary()
                  + " What was fetched at "
                  + lastWorked.get().truncatedTo(ChronoUnit.SECONDS)
                  + " is valid until "
                  + validUntil.get().truncatedTo(ChronoUnit.SECONDS)
                  + ".")
          .build();
    }
  }
}
