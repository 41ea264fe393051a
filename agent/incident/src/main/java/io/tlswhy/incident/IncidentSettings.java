package io.tlswhy.incident;

import com.google.auto.value.AutoValue;
import java.time.Duration;
import java.util.Map;

/** The options that govern how incidents are found out, kept and told. */
@AutoValue
public abstract class IncidentSettings {
  IncidentSettings() {}

  /** The defaults of the options' table. */
  public static Builder builder() {
    return new AutoValue_IncidentSettings.Builder()
        .repeat(Duration.ofMinutes(10))
        .waitForProbes(Duration.ZERO)
        .timeout(Duration.ofSeconds(5))
        .mutes(Mutes.none());
  }

  /**
   * The settings in validated options; a key that is missing keeps its default.
   *
   * @param options durations as milliseconds in decimal
   */
  public static IncidentSettings from(Map<String, String> options) {
    Builder builder = builder();
    if (options.containsKey("repeat")) {
      builder.repeat(millis(options.get("repeat")));
    }
    if (options.containsKey("wait")) {
      builder.waitForProbes(millis(options.get("wait")));
    }
    if (options.containsKey("timeout")) {
      builder.timeout(millis(options.get("timeout")));
    }
    if (options.containsKey("mute")) {
      builder.mutes(Mutes.of(options.get("mute")));
    }
    return builder.build();
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text.trim()));
  }

  /** How long the same incident is only counted after it was told in full. */
  public abstract Duration repeat();

  /** How long a failing blocking handshake may wait for probes. */
  public abstract Duration waitForProbes();

  /** One endpoint's whole time; what is not known a tenth after it is told without. */
  public abstract Duration timeout();

  /** What is not told. */
  public abstract Mutes mutes();

  /** Builds {@link IncidentSettings}. */
  @AutoValue.Builder
  public abstract static class Builder {
    Builder() {}

    /** Sets how long an incident is only counted. */
    public abstract Builder repeat(Duration repeat);

    /** Sets how long a failing handshake may wait. */
    public abstract Builder waitForProbes(Duration waitForProbes);

    /** Sets one endpoint's whole time. */
    public abstract Builder timeout(Duration timeout);

    /** Sets what is not told. */
    public abstract Builder mutes(Mutes mutes);

    /** The value. */
    public abstract IncidentSettings build();
  }
}
