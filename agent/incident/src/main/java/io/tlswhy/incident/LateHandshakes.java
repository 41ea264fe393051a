package io.tlswhy.incident;

import io.tlswhy.evidence.HandshakeFailure;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which late handshakes were counted to an incident, and which of them still hang, by their
 * numbers; the newest 64. Guarded by its incident.
 */
final class LateHandshakes {
  private static final int MOST = 64;

  /** Whether it hangs, by number. */
  private final Map<Long, Boolean> hanging = new LinkedHashMap<>();

  /** Whether the handshake of that number was counted before. */
  boolean isKnown(long number) {
    return hanging.containsKey(number);
  }

  /** Counts one that hangs, or that was late and passed. */
  void add(HandshakeFailure handshake) {
    if (handshake.number() != 0) {
      put(handshake.number(), Hanging.is(handshake));
    }
  }

  /** Takes over those of another; gives how many of them were here already. */
  int addAll(LateHandshakes others) {
    int known = 0;
    for (Map.Entry<Long, Boolean> other : others.hanging.entrySet()) {
      known += isKnown(other.getKey()) ? 1 : 0;
      put(other.getKey(), other.getValue());
    }
    return known;
  }

  /** That one has ended; whether none hangs any more. */
  boolean ended(long number) {
    hanging.replace(number, false);
    return !hanging.containsValue(true);
  }

  /** The same, apart. */
  LateHandshakes copy() {
    LateHandshakes copy = new LateHandshakes();
    copy.hanging.putAll(hanging);
    return copy;
  }

  private void put(long number, boolean hangs) {
    if (hanging.size() >= MOST && !hanging.containsKey(number)) {
      hanging.remove(hanging.keySet().iterator().next());
    }
    hanging.put(number, hangs);
  }
}
