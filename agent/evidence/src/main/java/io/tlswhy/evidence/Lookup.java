package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One look-up that the JVM itself made while it validated a chain. */
@AutoValue
public abstract class Lookup {
  Lookup() {}

  /** How a look-up ended. */
  public enum Outcome {
    /** An answer came; whether it is a good one is not said here. */
    ANSWERED,
    /** It failed; {@link Lookup#error()} says with what. */
    FAILED,
    /** The JDK did not ask again, since a fetch failed less than 30 s before (URICertStore). */
    REMEMBERED_FAILURE,
    /** It has not ended yet. */
    IN_PROGRESS
  }

  /** A builder with nothing known but what must be. */
  public static Builder builder(LookupKind kind, URI url, Instant start) {
    return new AutoValue_Lookup.Builder()
        .kind(kind)
        .url(url)
        .start(start)
        .took(Duration.ZERO)
        .waited(Duration.ZERO)
        .outcome(Outcome.IN_PROGRESS)
        .octets(-1)
        .swallowed(false);
  }

  /** What was looked up. */
  public abstract LookupKind kind();

  /** Where, as the certificate names it. */
  public abstract URI url();

  /** The certificate whose status or issuer was wanted, if known. */
  public abstract Optional<X509Certificate> certificate();

  /** When it began. */
  public abstract Instant start();

  /** How long the fetch itself took; up to now if it is in progress. */
  public abstract Duration took();

  /** How long the thread waited for another thread's fetch of the same CRL before. */
  public abstract Duration waited();

  /** How it ended. */
  public abstract Outcome outcome();

  /** What it failed with; of a remembered failure, what the first fetch failed with, if known. */
  public abstract Optional<Throwable> error();

  /**
   * When the failure that is remembered happened; empty unless {@link Outcome#REMEMBERED_FAILURE}.
   */
  public abstract Optional<Instant> firstFailure();

  /** The size of the answer, -1 if not known. */
  public abstract int octets();

  /** Whether the JDK swallowed the failure (soft-fail, or a fall-back that worked). */
  public abstract boolean swallowed();

  /** The thread that made the look-up; an empty text if not known. */
  public abstract Optional<String> thread();

  /** A builder with this value's fields. */
  public abstract Builder toBuilder();

  /** Builds a {@link Lookup}. */
  @AutoValue.Builder
  public abstract static class Builder {
    Builder() {}

    abstract Builder kind(LookupKind kind);

    abstract Builder url(URI url);

    abstract Builder start(Instant start);

    /** Sets the certificate whose status was wanted. */
    public abstract Builder certificate(X509Certificate certificate);

    /** Sets the duration of the fetch. */
    public abstract Builder took(Duration took);

    /** Sets the time spent waiting for another thread's fetch. */
    public abstract Builder waited(Duration waited);

    /** Sets how it ended. */
    public abstract Builder outcome(Outcome outcome);

    /** Sets what it failed with. */
    public abstract Builder error(Throwable error);

    /** Sets when the remembered failure happened. */
    public abstract Builder firstFailure(Instant firstFailure);

    /** Sets the size of the answer in octets. */
    public abstract Builder octets(int octets);

    /** Sets whether the failure was swallowed. */
    public abstract Builder swallowed(boolean swallowed);

    /** Sets the name of the thread. */
    public abstract Builder thread(String thread);

    /** The value. */
    public abstract Lookup build();
  }
}
