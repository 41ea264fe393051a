package io.tlswhy.probe;

import java.time.Duration;

/**
 * The time in which something is asked once: longer each time, up to ten minutes, so that what
 * stays broken is asked ever less often, and spread by a fifth either way, so that JVMs that began
 * together do not ask together. For callers that hold a lock.
 */
public final class GrowingInterval {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Duration shortest;
  private Duration interval;
  private long endsAt;

  /**
   * An interval that begins now.
   *
   * @param shortest the first one; longer than ten minutes, it does not grow
   * @param now by a nanosecond counter
   * @param jitter between 0 and 1
   */
  public GrowingInterval(Duration shortest, long now, double jitter) {
    this.shortest = shortest;
    begin(shortest, now, jitter);
  }

  /** Whether the next one may begin. */
  public boolean isOver(long now) {
    return now - endsAt >= 0;
  }

  /** Begins the next one, which is the shortest again after a long quiet time. */
  public void next(long now, double jitter) {
    boolean quiet = now - endsAt > LONGEST.toNanos();
    Duration doubled = interval.multipliedBy(2);
    begin(quiet ? shortest : doubled.compareTo(LONGEST) < 0 ? doubled : longest(), now, jitter);
  }

  private Duration longest() {
    return shortest.compareTo(LONGEST) > 0 ? shortest : LONGEST;
  }

  private void begin(Duration next, long now, double jitter) {
    interval = next;
    endsAt = now + (long) (next.toNanos() * (0.8 + 0.4 * jitter));
  }
}
