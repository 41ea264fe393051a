package io.tlswhy.probe.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The memory that all answers together may take while they are being read.
 *
 * <p>A CRL of 60 MB is read to its end, since whether and how fast it comes is the question;
 * whether it is also kept depends on the room that the application leaves.
 */
public final class BodyBudget {
  private static final long MOST = 64L << 20;

  /** A CRL that is parsed takes about twelve times its octets, and its octets twice. */
  private static final int SHARE = 32;

  private final LongSupplier limit;
  private final AtomicLong used = new AtomicLong();

  BodyBudget(LongSupplier limit) {
    this.limit = limit;
  }

  /** A small share of what is free of this JVM's heap at the time. */
  public static BodyBudget ofThisJvm() {
    Runtime jvm = Runtime.getRuntime();
    return new BodyBudget(
        () -> Math.min(MOST, (jvm.maxMemory() - jvm.totalMemory() + jvm.freeMemory()) / SHARE));
  }

  /** How many octets could be taken now. */
  public long available() {
    return Math.max(0, limit.getAsLong() - used.get());
  }

  /** Takes so many octets, if they are there. */
  boolean take(long octets) {
    if (used.addAndGet(octets) <= limit.getAsLong()) {
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
