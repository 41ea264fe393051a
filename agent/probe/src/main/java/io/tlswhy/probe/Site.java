package io.tlswhy.probe;

import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was asked of one host and port in the current interval, and what came of it. */
final class Site {
  private final Map<QuestionKey, Remembered> asked = new LinkedHashMap<>();
  private final GrowingInterval interval;
  private Optional<Remembered> latest = Optional.empty();

  /** A site whose first interval begins now. */
  Site(Duration shortest, long now, double jitter) {
    interval = new GrowingInterval(shortest, now, jitter);
  }

  /** Begins the next interval if the current one is over and nothing is being asked. */
  void turnTo(long now, double jitter) {
    if (!interval.isOver(now) || latest.filter(Remembered::isRunning).isPresent()) {
      return;
    }
    interval.next(now, jitter);
    asked.clear();
    latest = Optional.empty();
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
