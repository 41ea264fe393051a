package io.tlswhy.incident;

import io.tlswhy.evidence.Surroundings;
import io.tlswhy.evidence.TrustSettings;
import java.util.concurrent.CompletableFuture;

/** Reads what files of this machine bear on a validation, on a thread of the agent's own. */
@FunctionalInterface
public interface FileReading {
  /** What bears on a validation by these settings; never completes exceptionally. */
  CompletableFuture<Surroundings> read(TrustSettings trust);

  /** Reads nothing. */
  static FileReading none() {
    return trust -> CompletableFuture.completedFuture(Surroundings.none());
  }
}
