package io.tlswhy.probe.net;

import java.time.Duration;

/** A point in time at which something must have ended. */
public final class Deadline {
  private final long at;

  private Deadline(long at) {
    this.at = at;
  }

  /** That far from now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** The time left, zero if there is none. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
  }

  /** Whether there is no time left. */
  public boolean passed() {
    return left().isZero();
  }
}
