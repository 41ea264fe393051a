package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.time.Instant;
import java.util.Optional;

/** Where a trust manager's anchors came from, as far as that can be told. */
@AutoValue
public abstract class TrustStoreOrigin {
  TrustStoreOrigin() {}

  /** Who chose the store. */
  public enum Source {
    /** The JDK's own {@code cacerts} or {@code jssecacerts}. */
    DEFAULT,
    /** {@code javax.net.ssl.trustStore}. */
    PROPERTY,
    /** {@code javax.net.ssl.trustStore} names a file that is not there, so cacerts was taken. */
    FALLBACK,
    /** The application built its own trust manager. */
    APPLICATION
  }

  /** A builder for a store of that source, with nothing else known. */
  public static Builder builder(Source source) {
    return new AutoValue_TrustStoreOrigin.Builder().source(source).path("").type("").entries(-1);
  }

  /** Who chose the store. */
  public abstract Source source();

  /** The file in use; empty if not known or there is none. */
  public abstract String path();

  /** The file that was asked for, when it is not the one in use. */
  public abstract Optional<String> askedFor();

  /** The store's type, such as {@code PKCS12}; empty if not known. */
  public abstract String type();

  /** How many anchors, -1 if not known. */
  public abstract int entries();

  /** When the file was last changed, if it could be read. */
  public abstract Optional<Instant> changed();

  /** Whether the file changed after this JVM started and so possibly after it was loaded. */
  public abstract Optional<Boolean> changedSinceStart();

  /** Builds a {@link TrustStoreOrigin}. */
  @AutoValue.Builder
  public abstract static class Builder {
    Builder() {}

    abstract Builder source(Source source);

    /** Sets the file in use. */
    public abstract Builder path(String path);

    /** Sets the file that was asked for. */
    public abstract Builder askedFor(String askedFor);

    /** Sets the type. */
    public abstract Builder type(String type);

    /** Sets the number of anchors. */
    public abstract Builder entries(int entries);

    /** Sets when the file was last changed. */
    public abstract Builder changed(Instant changed);

    /** Sets whether it changed after this JVM started. */
    public abstract Builder changedSinceStart(boolean changedSinceStart);

    /** The value. */
    public abstract TrustStoreOrigin build();
  }
}
