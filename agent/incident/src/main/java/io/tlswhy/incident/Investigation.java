package io.tlswhy.incident;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.evidence.PeerTrial;
import io.tlswhy.evidence.Surroundings;
import io.tlswhy.probe.EndpointProber;
import io.tlswhy.probe.handshake.PeerProber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Finds out about one failure on agent threads: asks which endpoints and files matter, and which
 * second handshakes with the peer, tries and reads them all at the same time, and diagnoses again
 * with what came of it.
 *
 * <p>It ends once, a tenth of a time-out after the last endpoint could have answered at the latest,
 * with whatever is known then.
 */
final class Investigation {
  private static final int MAX_QUESTIONS = 32;

  private final Diagnosing diagnosing;
  private final EndpointProber prober;
  private final Optional<PeerProber> peers;
  private final FileReading files;
  private final Worker worker;
  private final Duration longest;

  Investigation(
      Diagnosing diagnosing,
      EndpointProber prober,
      Optional<PeerProber> peers,
      FileReading files,
      Worker worker,
      Duration timeout) {
    this.diagnosing = diagnosing;
    this.prober = prober;
    this.peers = peers;
    this.files = files;
    this.worker = worker;
    this.longest = timeout.plus(timeout.dividedBy(10));
  }

  /**
   * Starts it on the calling agent's thread; {@code found} is called once, on an agent's thread.
   */
  void start(HandshakeFailure failure, Consumer<Diagnosis> found, Consumer<Throwable> failed) {
    List<CompletableFuture<EndpointTrial>> trials = new ArrayList<>();
    for (EndpointQuestion question : diagnosing.questions(failure)) {
      if (trials.size() < MAX_QUESTIONS) {
        trials.add(prober.probe(question));
      }
    }
    Optional<CompletableFuture<PeerTrial>> second = secondHandshakes(failure);
    Optional<CompletableFuture<Surroundings>> read =
        failure
            .validation()
            .filter(validation -> diagnosing.asksFiles(failure))
            .map(validation -> files.read(validation.trust()));
    AtomicBoolean ended = new AtomicBoolean();
    Runnable end =
        () -> {
          if (!ended.compareAndSet(false, true)) {
            return;
          }
          try {
            HandshakeFailure since = with(read, failure);
            Diagnosis known = diagnosing.withTrials(since, answered(trials));
            found.accept(
                second
                    .filter(Investigation::isAnswered)
                    .map(trial -> diagnosing.withPeerTrial(since, known, trial.join()))
                    .orElse(known));
          } catch (Throwable fault) {
            failed.accept(fault);
          }
        };
    List<CompletableFuture<?>> running = new ArrayList<>(trials);
    second.ifPresent(running::add);
    read.ifPresent(running::add);
    if (running.isEmpty()) {
      end.run();
      return;
    }
    CompletableFuture<?> all =
        CompletableFuture.allOf(running.toArray(new CompletableFuture<?>[0]));
    all.whenComplete((done, problem) -> runOn(end));
    if (!all.isDone()) {
      worker.after(longest, end);
    }
  }

  private Optional<CompletableFuture<PeerTrial>> secondHandshakes(HandshakeFailure failure) {
    if (!peers.isPresent()) {
      return Optional.empty();
    }
    Optional<PeerQuestion> question = diagnosing.peerQuestion(failure);
    return question.map(asked -> peers.get().probe(asked));
  }

  private static HandshakeFailure with(
      Optional<CompletableFuture<Surroundings>> read, HandshakeFailure failure) {
    return read.map(reading -> reading.getNow(Surroundings.none()))
        .map(surroundings -> failure.toBuilder().surroundings(surroundings).build())
        .orElse(failure);
  }

  private void runOn(Runnable end) {
    if (!worker.offer(end)) {
      end.run();
    }
  }

  private static List<EndpointTrial> answered(List<CompletableFuture<EndpointTrial>> trials) {
    List<EndpointTrial> answered = new ArrayList<>();
    for (CompletableFuture<EndpointTrial> trial : trials) {
      if (isAnswered(trial)) {
        answered.add(trial.join());
      }
    }
    return answered;
  }

  private static boolean isAnswered(CompletableFuture<?> trial) {
    return trial.isDone() && !trial.isCompletedExceptionally();
  }
}
