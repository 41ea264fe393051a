package io.tlswhy.probe;

import com.google.auto.value.AutoValue;
import io.tlswhy.evidence.CrlExcerpt;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.Stage;
import java.util.Optional;

/** What one way brought from an endpoint, and what it is worth. */
@AutoValue
abstract class Answer {
  Answer() {}

  /** An answer that is not verified yet. */
  static Answer of(Der octets, boolean asJvm, String way) {
    return new AutoValue_Answer(
        Optional.of(octets), Optional.empty(), octets.length(), Stage.Result.SKIPPED, asJvm, way);
  }

  /** An answer too large to be kept, of which that is known. */
  static Answer of(Optional<CrlExcerpt> excerpt, long size, boolean asJvm, String way) {
    return new AutoValue_Answer(Optional.empty(), excerpt, size, Stage.Result.SKIPPED, asJvm, way);
  }

  /** The octets; empty if there are more than are kept. */
  abstract Optional<Der> octets();

  /** What it says, where it is a CRL of more octets than are kept. */
  abstract Optional<CrlExcerpt> excerpt();

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
    return new AutoValue_Answer(octets(), excerpt(), size(), worth, asJvm(), way());
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
