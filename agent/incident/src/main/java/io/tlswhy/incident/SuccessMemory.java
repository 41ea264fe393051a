package io.tlswhy.incident;

import io.tlswhy.evidence.Peer;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of handshakes that passed.
 *
 * <p>It is asked now and then while an incident is open, so that a handshake that passes does not
 * have to tell anybody.
 */
public interface SuccessMemory {
  /** When a chain of that peer was last accepted, if that is remembered. */
  Optional<Instant> lastSuccess(Peer peer);

  /** A memory that remembers nothing: no incident is ever known to be over. */
  static SuccessMemory none() {
    return peer -> Optional.empty();
  }
}
