package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.time.Instant;

/** What the clock of another host said (its {@code Date} header), beside the local one. */
@AutoValue
public abstract class ClockReading {
  ClockReading() {}

  /**
   * A reading.
   *
   * @param host whose clock it is
   * @param stated what that host said
   * @param local this machine's clock when the answer came
   */
  public static ClockReading of(String host, Instant stated, Instant local) {
    return new AutoValue_ClockReading(host, stated, local);
  }

  /** Whose clock it is. */
  public abstract String host();

  /** What that clock said. */
  public abstract Instant stated();

  /** What this machine's clock said then. */
  public abstract Instant local();
}
