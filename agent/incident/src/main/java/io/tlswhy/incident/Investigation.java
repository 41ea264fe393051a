package io.tlswhy.incident;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.probe.EndpointProber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Finds out about one failure on agent threads: asks which endpoints matter, tries them all at the
 * same time, and diagnoses again with what came of it.
 *
 * <p>It ends once, a tenth of a time-out after the last endpoint could have answered at the latest,
 * with whatever is known then.
 */
final class Investigation {
  private static final int MAX_QUESTIONS = 32;

  private final Diagnosing diagnosing;
  private final EndpointProber prober;
  private final Worker worker;
  private final Duration longest;

  Investigation(Diagnosing diagnosing, EndpointProber prober, Worker worker, Duration timeout) {
    this.diagnosing = diagnosing;
    this.prober = prober;
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
    AtomicBoolean ended = new AtomicBoolean();
    Runnable end =
        () -> {
          if (!ended.compareAndSet(false, true)) {
            return;
          }
          try {
            found.accept(diagnosing.withTrials(failure, answered(trials)));
          } catch (Throwable fault) {
            failed.accept(fault);
          }
        };
    if (trials.isEmpty()) {
      end.run();
      return;
    }
    CompletableFuture<?> all = CompletableFuture.allOf(trials.toArray(new CompletableFuture<?>[0]));
    all.whenComplete((done, problem) -> runOn(end));
    if (!all.isDone()) {
      worker.after(longest, end);
    }
  }

  private void runOn(Runnable end) {
    if (!worker.offer(end)) {
      end.run();
    }
  }

  private static List<EndpointTrial> answered(List<CompletableFuture<EndpointTrial>> trials) {
    List<EndpointTrial> answered = new ArrayList<>();
    for (CompletableFuture<EndpointTrial> trial : trials) {
      if (trial.isDone() && !trial.isCompletedExceptionally()) {
        answered.add(trial.join());
      }
    }
    return answered;
  }
}
