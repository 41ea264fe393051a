package io.tlswhy.incident;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Lookup;

/** Tells a handshake that still hangs from one that has ended. */
final class Hanging {
  private Hanging() {}

  /** Whether it has not ended when that was seen of it. */
  static boolean is(HandshakeFailure handshake) {
    if (handshake.ending().isPresent()) {
      return false;
    }
    return handshake.waiting().isPresent()
        || (handshake.validation().isPresent()
            && handshake.validation().get().lookups().stream()
                .anyMatch(lookup -> lookup.outcome() == Lookup.Outcome.IN_PROGRESS));
  }
}
