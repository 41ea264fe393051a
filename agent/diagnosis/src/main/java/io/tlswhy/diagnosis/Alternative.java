package io.tlswhy.diagnosis;

import com.google.auto.value.AutoValue;

/** Another cause that the evidence leaves open, and what would decide. */
@AutoValue
public abstract class Alternative {
  Alternative() {}

  /** Another possible cause. */
  public static Alternative of(Cause cause, Confidence confidence, String why, String lookAt) {
    return new AutoValue_Alternative(cause, confidence, why, lookAt);
  }

  /** The cause. */
  public abstract Cause cause();

  /** How sure. */
  public abstract Confidence confidence();

  /** Why it is open. */
  public abstract String why();

  /** What would decide. */
  public abstract String lookAt();
}
