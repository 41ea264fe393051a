package io.tlswhy.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times and durations as people read them. */
final class Times {
  private Times() {}

  /** A moment in RFC 3339, UTC, to the second. */
  static String moment(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A day, UTC. */
  static String day(Instant instant) {
    return instant.toString().substring(0, 10);
  }

  /** A duration in its largest fitting unit. */
  static String span(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      long tenths = millis / 100;
      return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + " s";
    }
    long minutes = millis / 60_000;
    if (minutes < 120) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    return hours < 48 ? hours + " h" : hours / 24 + " days";
  }
}
