package io.tlswhy.incident;

import java.util.function.LongSupplier;

/**
 * How much time may go into diagnosing: a bucket of nanoseconds that fills at a twentieth of real
 * time.
 *
 * <p>A failing handshake costs about as much processor time as its diagnosis. In a storm most
 * failures therefore have to do with what is remembered, or the agent would double the load of a
 * service in trouble. A twentieth of one core stays below a tenth of any storm that keeps a core
 * half busy.
 */
final class DiagnosisBudget {
  /** Enough for the first hundred different failures at once. */
  private static final long CAPACITY_NANOS = 500_000_000L;

  private static final long SHARE = 20;

  /** What one diagnosis can cost at most; the first one loads classes and does so only once. */
  private static final long LARGEST_CHARGE_NANOS = 10_000_000L;

  private final LongSupplier nanoTime;
  private long tokens = CAPACITY_NANOS;
  private long filledAt;

  DiagnosisBudget(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.filledAt = nanoTime.getAsLong();
  }

  /** Whether there is time for another diagnosis. */
  synchronized boolean permits() {
    long now = nanoTime.getAsLong();
    tokens = Math.min(CAPACITY_NANOS, tokens + Math.max(0, now - filledAt) / SHARE);
    filledAt = now;
    return tokens > 0;
  }

  /** Takes out what a diagnosis took. */
  synchronized void spend(long nanos) {
    tokens -= Math.min(Math.max(0, nanos), LARGEST_CHARGE_NANOS);
  }
}
