package io.tlswhy.probe;

import com.google.auto.value.AutoValue;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.Stage;
import java.util.Optional;

/** What one way brought from an endpoint, and what it is worth. */
@AutoValue
abstract class Answer {
  Answer() {}

  static Answer of(Optional<Der> octets, long size, Stage.Result worth, boolean asJvm, String way) {
    return new AutoValue_Answer(octets, size, worth, asJvm, way);
  }

  /** The octets; empty if there are more than are kept. */
  abstract Optional<Der> octets();

  /** How many octets came, whether they are kept or not. */
  abstract long size();

  /** What verifying it showed; SKIPPED as long as it is not verified. */
  abstract Stage.Result worth();

  /** Whether it came the JVM's own way. */
  abstract boolean asJvm();

  /** The way that brought it, as a trial names ways. */
  abstract String way();

  /** The same answer, now that it is verified. */
  Answer worth(Stage.Result worth) {
    return of(octets(), size(), worth, asJvm(), way());
  }

  /**
   * Whether no other way could bring more: the status is known, or cannot be verified here at all.
   */
  boolean settles() {
    return worth() == Stage.Result.OK
        || worth() == Stage.Result.REVOKED
        || worth() == Stage.Result.SKIPPED;
  }

  /** Whether it is at least the responder's own word, so that the way to it works. */
  boolean isResponders() {
    return settles() || worth() == Stage.Result.STALE || worth() == Stage.Result.UNKNOWN;
  }
}
