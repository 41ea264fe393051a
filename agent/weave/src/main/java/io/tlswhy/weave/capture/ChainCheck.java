package io.tlswhy.weave.capture;

import io.tlswhy.weave.lookup.LookupLog;
import io.tlswhy.weave.read.Connection;
import org.jspecify.annotations.Nullable;

/** One check of a peer's chain by JSSE, which a thread is in the middle of. */
final class ChainCheck {
  private final Object handshake;
  private final @Nullable Object certificates;
  private final long startedNanos;
  private final LookupLog lookups;

  ChainCheck(
      Object handshake, @Nullable Object certificates, long startedNanos, LookupLog lookups) {
    this.handshake = handshake;
    this.certificates = certificates;
    this.startedNanos = startedNanos;
    this.lookups = lookups;
  }

  Object handshake() {
    return handshake;
  }

  /** The array or list that the peer sent. */
  @Nullable Object certificates() {
    return certificates;
  }

  long startedNanos() {
    return startedNanos;
  }

  LookupLog lookups() {
    return lookups;
  }

  @Nullable Connection connection() {
    return Connection.carrying(handshake).orElse(null);
  }
}
