package io.tlswhy.probe.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all answers together may take while they are being read.
 *
 * <p>A CRL of 60 MB is read to its end, since whether and how fast it comes is the question;
 * whether it is also kept depends on the room that the application leaves.
 */
public final class BodyBudget {
  private static final long MOST = 64L << 20;

  private final long limit;
  private final AtomicLong used = new AtomicLong();

  BodyBudget(long limit) {
    this.limit = limit;
  }

  /** A sixteenth of the heap, at most 64 MiB. */
  public static BodyBudget ofThisJvm() {
    return new BodyBudget(Math.min(MOST, Runtime.getRuntime().maxMemory() / 16));
  }

  /** Takes so many octets, if they are there. */
  boolean take(long octets) {
    if (used.addAndGet(octets) <= limit) {
      return true;
    }
    used.addAndGet(-octets);
    return false;
  }

  /** Gives them back. */
  void give(long octets) {
    used.addAndGet(-octets);
  }
}
