package io.tlswhy.probe;

import io.tlswhy.evidence.EndpointTrial;
import java.lang.ref.SoftReference;
import java.util.concurrent.CompletableFuture;

/** A trial that is running or has ended; a large answer is given up when memory is short. */
final class Remembered {
  private static final int SMALL = 64 << 10;

  private CompletableFuture<EndpointTrial> trial;
  private SoftReference<EndpointTrial> whole = new SoftReference<>(null);

  Remembered(CompletableFuture<EndpointTrial> running) {
    trial = running;
  }

  boolean isRunning() {
    return !trial.isDone();
  }

  CompletableFuture<EndpointTrial> trial() {
    EndpointTrial kept = whole.get();
    return kept == null ? trial : CompletableFuture.completedFuture(kept);
  }

  /** Lets go of a large answer, once the trial has ended. */
  void slim() {
    EndpointTrial ended = trial.join();
    if (ended.answer().filter(answer -> answer.length() > SMALL).isPresent()) {
      whole = new SoftReference<>(ended);
      trial = CompletableFuture.completedFuture(StagedProber.withoutAnswer(ended));
    }
  }
}
