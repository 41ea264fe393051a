package io.tlswhy.diagnosis.revocation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times and spans as people read them. */
final class Times {
  private Times() {}

  /** The time to the second, UTC. */
  static String at(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A span with the unit that fits: {@code 40 ms}, {@code 3.2 s}, {@code 5 hours}. */
  static String span(Duration span) {
    long millis = span.abs().toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 120_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0).replace(".0 s", " s");
    }
    long minutes = millis / 60_000;
    if (minutes < 120) {
      return minutes + " minutes";
    }
    long hours = minutes / 60;
    return hours < 48 ? hours + " hours" : hours / 24 + " days";
  }
}
