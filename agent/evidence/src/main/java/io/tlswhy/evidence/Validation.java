package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** One validation of a peer's chain by a trust manager, in full, so that it can be run again. */
@AutoValue
public abstract class Validation {
  Validation() {}

  /** A builder for a validation of that chain, the peer's own certificate first. */
  public static Builder builder(List<X509Certificate> chain, TrustSettings trust) {
    return new AutoValue_Validation.Builder()
        .chain(chain)
        .trust(trust)
        .unparsed(Collections.<Der>emptyList())
        .authType("UNKNOWN")
        .identificationAlgorithm("")
        .serverNames(Collections.<String>emptyList())
        .expectedName("")
        .staples(Collections.<Der>emptyList())
        .revocation(RevocationSettings.off())
        .lookups(Collections.<Lookup>emptyList())
        .signatureAlgorithms(Collections.<String>emptyList());
  }

  /** What the peer sent, in its order, its own certificate first; at most 64 certificates. */
  public abstract List<X509Certificate> chain();

  /** What the peer sent and no parser took, as octets. */
  public abstract List<Der> unparsed();

  /** What the trust manager trusts. */
  public abstract TrustSettings trust();

  /** JSSE's key exchange or authentication type. */
  public abstract String authType();

  /** {@code HTTPS}, {@code LDAPS} or empty when the name is not checked. */
  public abstract String identificationAlgorithm();

  /** The names sent in SNI, in order. */
  public abstract List<String> serverNames();

  /** The name or address that the certificate must carry; empty if none is asked for. */
  public abstract String expectedName();

  /** The stapled OCSP responses, by position in the chain; an empty one where there is none. */
  public abstract List<Der> staples();

  /** How revocation was checked. */
  public abstract RevocationSettings revocation();

  /** The JVM's own look-ups in this validation, in order; at most 64. */
  public abstract List<Lookup> lookups();

  /** The signature algorithms that this side accepts in certificates; empty if not known. */
  public abstract List<String> signatureAlgorithms();

  /** What the trust manager threw; empty when it accepted. */
  public abstract Optional<Throwable> rejection();

  /** A builder with this value's fields. */
  public abstract Builder toBuilder();

  /** Builds a {@link Validation}. */
  @AutoValue.Builder
  public abstract static class Builder {
    Builder() {}

    abstract List<X509Certificate> chain();

    abstract List<Der> unparsed();

    abstract List<String> serverNames();

    abstract List<Der> staples();

    abstract List<Lookup> lookups();

    abstract List<String> signatureAlgorithms();

    abstract Validation autoBuild();

    /** Sets the chain. */
    public abstract Builder chain(List<X509Certificate> chain);

    /** Sets what did not parse. */
    public abstract Builder unparsed(List<Der> unparsed);

    /** Sets what is trusted. */
    public abstract Builder trust(TrustSettings trust);

    /** Sets the authentication type. */
    public abstract Builder authType(String authType);

    /** Sets the identification algorithm. */
    public abstract Builder identificationAlgorithm(String algorithm);

    /** Sets the names sent in SNI. */
    public abstract Builder serverNames(List<String> serverNames);

    /** Sets the name that the certificate must carry. */
    public abstract Builder expectedName(String expectedName);

    /** Sets the stapled responses. */
    public abstract Builder staples(List<Der> staples);

    /** Sets how revocation is checked. */
    public abstract Builder revocation(RevocationSettings revocation);

    /** Sets the JVM's own look-ups. */
    public abstract Builder lookups(List<Lookup> lookups);

    /** Sets the accepted signature algorithms. */
    public abstract Builder signatureAlgorithms(List<String> signatureAlgorithms);

    /** Sets what the trust manager threw. */
    public abstract Builder rejection(Throwable rejection);

    /** The value. */
    public final Validation build() {
      return chain(Copies.list(chain()))
          .unparsed(Copies.list(unparsed()))
          .serverNames(Copies.list(serverNames()))
          .staples(Copies.list(staples()))
          .lookups(Copies.list(lookups()))
          .signatureAlgorithms(Copies.list(signatureAlgorithms()))
          .autoBuild();
    }
  }
}
