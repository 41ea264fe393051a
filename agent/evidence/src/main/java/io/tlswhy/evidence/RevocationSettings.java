package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How this JVM, or this trust manager, checks whether a certificate was revoked. */
@AutoValue
public abstract class RevocationSettings {
  RevocationSettings() {}

  /** No revocation checking at all, as is the JDK's default. */
  public static RevocationSettings off() {
    return builder().build();
  }

  /** A builder with the JDK's defaults and revocation off. */
  public static Builder builder() {
    return new AutoValue_RevocationSettings.Builder()
        .enabled(false)
        .legacy(true)
        .ocsp(false)
        .crlDistributionPoints(false)
        .preferCrls(false)
        .noFallback(false)
        .onlyEndEntity(false)
        .softFail(false)
        .ocspConnectTimeout(Duration.ofSeconds(15))
        .crlConnectTimeout(Duration.ofSeconds(15))
        .ocspByGet(false);
  }

  /** Whether revocation is checked. */
  public abstract boolean enabled();

  /**
   * Whether the JVM-wide properties decide ({@code com.sun.net.ssl.checkRevocation}, {@code
   * ocsp.enable}, {@code com.sun.security.enableCRLDP}) and not a {@code PKIXRevocationChecker}.
   */
  public abstract boolean legacy();

  /** Whether OCSP is asked. */
  public abstract boolean ocsp();

  /** Whether the certificates' CRL distribution points are followed. */
  public abstract boolean crlDistributionPoints();

  /** PREFER_CRLS. */
  public abstract boolean preferCrls();

  /** NO_FALLBACK. */
  public abstract boolean noFallback();

  /** ONLY_END_ENTITY. */
  public abstract boolean onlyEndEntity();

  /** SOFT_FAIL. */
  public abstract boolean softFail();

  /** The responder that overrides the certificates' own, if one is set. */
  public abstract Optional<URI> responderOverride();

  /** How long the JVM waits for a connection to a responder. */
  public abstract Duration ocspConnectTimeout();

  /** How long it waits for a responder's octets; empty: for ever. */
  public abstract Optional<Duration> ocspReadTimeout();

  /** How long the JVM waits for a connection to a CRL's host. */
  public abstract Duration crlConnectTimeout();

  /** How long it waits for a CRL's octets; empty: for ever (JDK 8 and 11 have no such limit). */
  public abstract Optional<Duration> crlReadTimeout();

  /** How many octets of a CRL the JVM takes at most; empty: there is no limit in this release. */
  public abstract Optional<Long> crlMostOctets();

  /** Whether small OCSP requests go by GET (17 and later). */
  public abstract boolean ocspByGet();

  /** A builder with this value's fields. */
  public abstract Builder toBuilder();

  /** Builds {@link RevocationSettings}. */
  @AutoValue.Builder
  public abstract static class Builder {
    Builder() {}

    /** Sets whether revocation is checked. */
    public abstract Builder enabled(boolean enabled);

    /** Sets whether the JVM-wide properties decide. */
    public abstract Builder legacy(boolean legacy);

    /** Sets whether OCSP is asked. */
    public abstract Builder ocsp(boolean ocsp);

    /** Sets whether distribution points are followed. */
    public abstract Builder crlDistributionPoints(boolean crlDistributionPoints);

    /** Sets PREFER_CRLS. */
    public abstract Builder preferCrls(boolean preferCrls);

    /** Sets NO_FALLBACK. */
    public abstract Builder noFallback(boolean noFallback);

    /** Sets ONLY_END_ENTITY. */
    public abstract Builder onlyEndEntity(boolean onlyEndEntity);

    /** Sets SOFT_FAIL. */
    public abstract Builder softFail(boolean softFail);

    /** Sets the overriding responder. */
    public abstract Builder responderOverride(URI responderOverride);

    /** Sets the limit for connecting to a responder. */
    public abstract Builder ocspConnectTimeout(Duration timeout);

    /** Sets the limit for reading from a responder. */
    public abstract Builder ocspReadTimeout(Duration timeout);

    /** Sets the limit for connecting to a CRL's host. */
    public abstract Builder crlConnectTimeout(Duration timeout);

    /** Sets the limit for reading a CRL. */
    public abstract Builder crlReadTimeout(Duration timeout);

    /** Sets how many octets of a CRL the JVM takes. */
    public abstract Builder crlMostOctets(long octets);

    /** Sets whether small OCSP requests go by GET. */
    public abstract Builder ocspByGet(boolean ocspByGet);

    /** The value. */
    public abstract RevocationSettings build();
  }
}
