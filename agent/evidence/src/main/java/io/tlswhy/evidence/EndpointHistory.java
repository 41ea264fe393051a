package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** What this JVM's own look-ups have met at one endpoint. */
@AutoValue
public abstract class EndpointHistory {
  EndpointHistory() {}

  /** A builder for an endpoint of which nothing is known. */
  public static Builder builder(LookupKind kind, URI url) {
    return new AutoValue_EndpointHistory.Builder().kind(kind).url(url).failed(0).passed(0);
  }

  /** What is looked up there. */
  public abstract LookupKind kind();

  /** Where it is. */
  public abstract URI url();

  /** When counting began: with a failure, after an hour or more without any. */
  public abstract Optional<Instant> since();

  /** How many fetches failed since then. */
  public abstract long failed();

  /** How many brought an answer since then. */
  public abstract long passed();

  /** When a fetch last brought an answer. */
  public abstract Optional<Instant> lastWorked();

  /** When the first fetch failed after the last one that worked; empty while it works. */
  public abstract Optional<Instant> failingSince();

  /** {@code nextUpdate} of the last CRL or response that came; it was not verified here. */
  public abstract Optional<Instant> nextUpdate();

  /**
   * Until when the JDK does not ask again and repeats that a fetch failed; empty when it would ask.
   */
  public abstract Optional<Instant> notAskedBefore();

  /** Builds an {@link EndpointHistory}. */
  @AutoValue.Builder
  public abstract static class Builder {
    Builder() {}

    abstract Builder kind(LookupKind kind);

    abstract Builder url(URI url);

    /** Sets when counting began. */
    public abstract Builder since(Instant since);

    /** Sets how many failed. */
    public abstract Builder failed(long failed);

    /** Sets how many brought an answer. */
    public abstract Builder passed(long passed);

    /** Sets when a fetch last worked. */
    public abstract Builder lastWorked(Instant lastWorked);

    /** Sets since when it fails. */
    public abstract Builder failingSince(Instant failingSince);

    /** Sets how long what it last brought is valid. */
    public abstract Builder nextUpdate(Instant nextUpdate);

    /** Sets until when the JDK does not ask again. */
    public abstract Builder notAskedBefore(Instant notAskedBefore);

    /** The value. */
    public abstract EndpointHistory build();
  }
}
