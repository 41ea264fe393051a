package io.tlswhy.incident;

import java.util.function.LongSupplier;

/** So much at once, and so much a second after that. */
final class TokenBucket {
  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanoTime;
  private final double capacity;
  private final double perSecond;
  private double tokens;
  private long filledAt;

  TokenBucket(LongSupplier nanoTime, double capacity, double perSecond) {
    this.nanoTime = nanoTime;
    this.capacity = capacity;
    this.perSecond = perSecond;
    this.tokens = capacity;
    this.filledAt = nanoTime.getAsLong();
  }

  /** Whether anything is left. */
  synchronized boolean permits() {
    long now = nanoTime.getAsLong();
    double filled = Math.max(0, now - filledAt) / NANOS_PER_SECOND * perSecond;
    tokens = Math.min(capacity, tokens + filled);
    filledAt = now;
    return tokens > 0;
  }

  /** Takes some out; what is taken too much is missing later. */
  synchronized void spend(double amount) {
    tokens -= amount;
  }
}
