package io.tlswhy.probe;

import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was asked of one host and port in the current interval, and what came of it. */
final class Site {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Duration shortest;

  private final Map<QuestionKey, Remembered> asked = new LinkedHashMap<>();
  private Duration interval;
  private long nextIntervalAt;
  private Optional<Remembered> latest = Optional.empty();

  /** A site whose first interval begins now. */
  Site(Duration shortest, long now, double jitter) {
    this.shortest = shortest;
    interval = shortest;
    nextIntervalAt = now + scaled(shortest, jitter);
  }

  /**
   * Begins the next interval if the current one is over: longer than the last, so that what stays
   * broken is asked ever less often, and jittered, so that JVMs that began together spread out.
   */
  void turnTo(long now, double jitter) {
    if (now - nextIntervalAt < 0 || latest.filter(Remembered::isRunning).isPresent()) {
      return;
    }
    boolean quiet = now - nextIntervalAt > LONGEST.toNanos();
    Duration doubled = interval.multipliedBy(2);
    interval = quiet ? shortest : doubled.compareTo(LONGEST) < 0 ? doubled : longest();
    nextIntervalAt = now + scaled(interval, jitter);
    asked.clear();
    latest = Optional.empty();
  }

  private Duration longest() {
    return shortest.compareTo(LONGEST) > 0 ? shortest : LONGEST;
  }

  private static long scaled(Duration interval, double jitter) {
    return (long) (interval.toNanos() * (0.8 + 0.4 * jitter));
  }

  Optional<Remembered> previous(QuestionKey key) {
    return Optional.ofNullable(asked.get(key));
  }

  /** The trial that began last in this interval. */
  Optional<Remembered> latest() {
    return latest;
  }

  int questions() {
    return asked.size();
  }

  void remember(QuestionKey key, Remembered trial) {
    asked.put(key, trial);
    latest = Optional.of(trial);
  }

  /** Whether a trial got as far as an HTTP answer, whatever it said. */
  static boolean answered(EndpointTrial trial) {
    for (Stage stage : trial.stages()) {
      boolean http = stage.kind() == Stage.Kind.HTTP;
      if (http
          && (stage.result() == Stage.Result.OK
              || stage.result() == Stage.Result.STATUS
              || stage.result() == Stage.Result.REDIRECT)) {
        return true;
      }
    }
    return false;
  }
}
