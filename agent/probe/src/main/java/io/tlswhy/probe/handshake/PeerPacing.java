package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.PeerTrial;
import io.tlswhy.probe.GrowingInterval;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Sees to it that a peer is asked seldom, however often it fails: once in an interval that starts
 * at ten seconds and doubles up to ten minutes, spread by a fifth either way. Within it the last
 * trial is the answer.
 */
final class PeerPacing {
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final int MOST_PEERS = 1_000;
  private static final int MOST_QUESTIONS = 2;

  private final LongSupplier nanoTime;
  private final DoubleSupplier jitter;
  private final Map<String, Asked> peers =
      new LinkedHashMap<String, Asked>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
          return size() > MOST_PEERS;
        }
      };

  /** Paces by that clock; the jitter is between 0 and 1. */
  PeerPacing(LongSupplier nanoTime, DoubleSupplier jitter) {
    this.nanoTime = nanoTime;
    this.jitter = jitter;
  }

  /** The trial of this interval if there is one, else a new one. */
  CompletableFuture<PeerTrial> ask(
      String peer, List<HelloChange> changes, Supplier<CompletableFuture<PeerTrial>> start) {
    CompletableFuture<PeerTrial> promised = new CompletableFuture<>();
    synchronized (peers) {
      Asked asked =
          peers.computeIfAbsent(
              peer, named -> new Asked(nanoTime.getAsLong(), jitter.getAsDouble()));
      asked.turnTo(nanoTime.getAsLong(), jitter.getAsDouble());
      CompletableFuture<PeerTrial> before = asked.trials.get(changes);
      if (before != null) {
        return before;
      }
      if (asked.trials.size() >= MOST_QUESTIONS) {
        return CompletableFuture.completedFuture(
            PeerTrial.none("this peer was asked just now, for other failures"));
      }
      asked.trials.put(changes, promised);
    }
    start.get().thenAccept(promised::complete);
    return promised;
  }

  /** What one peer was asked in its interval. */
  private static final class Asked {
    private final Map<List<HelloChange>, CompletableFuture<PeerTrial>> trials = new HashMap<>();
    private final GrowingInterval interval;

    Asked(long now, double jitter) {
      interval = new GrowingInterval(SHORTEST, now, jitter);
    }

    void turnTo(long now, double jitter) {
      if (interval.isOver(now)) {
        interval.next(now, jitter);
        trials.clear();
      }
    }
  }
}
