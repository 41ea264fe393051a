package io.tlswhy.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a watched peer's endpoints are tried next: soon after it was first accepted, then every half
 * hour, and more often when what they hold runs out before that; spread by a fifth either way, so
 * that JVMs that began together do not ask together.
 */
public final class WatchPace {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration SHORTEST = Duration.ofMinutes(5);

  private final DoubleSupplier jitter;

  /** A pace whose jitter is between 0 and 1. */
  public WatchPace(DoubleSupplier jitter) {
    this.jitter = jitter;
  }

  /** The time from the first acceptance to the first trial. */
  public Duration first() {
    return spread(FIRST);
  }

  /** The time from one trial to the next, by what the last one brought. */
  public Duration next(Instant now, Optional<Instant> validUntil) {
    Duration half = validUntil.map(end -> Duration.between(now, end).dividedBy(2)).orElse(LONGEST);
    if (half.compareTo(SHORTEST) < 0) {
      return spread(SHORTEST);
    }
    return spread(half.compareTo(LONGEST) < 0 ? half : LONGEST);
  }

  private Duration spread(Duration interval) {
    return Duration.ofMillis((long) (interval.toMillis() * (0.8 + 0.4 * jitter.getAsDouble())));
  }
}
