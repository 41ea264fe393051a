package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.security.cert.CertStore;
import java.security.cert.TrustAnchor;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a trust manager trusts and by which parameters it validates (RFC 5280 section 6.1.1). */
@AutoValue
public abstract class TrustSettings {
  TrustSettings() {}

  /** Which algorithm the trust manager runs. */
  public enum Algorithm {
    /** {@code PKIX}, the default. */
    PKIX,
    /** {@code SunX509}, the simple validator. */
    SIMPLE,
    /** Not the platform's: an application's own trust manager. */
    CUSTOM
  }

  /** A builder for a trust manager of that class with no anchor. */
  public static Builder builder(Algorithm algorithm, String managerClass) {
    return new AutoValue_TrustSettings.Builder()
        .algorithm(algorithm)
        .managerClass(managerClass)
        .anchors(Collections.<TrustAnchor>emptyList())
        .anchorsKnown(false)
        .origin(TrustStoreOrigin.builder(TrustStoreOrigin.Source.APPLICATION).build())
        .initialPolicies(Collections.<String>emptyList())
        .explicitPolicyRequired(false)
        .policyMappingInhibited(false)
        .anyPolicyInhibited(false)
        .certStores(Collections.<CertStore>emptyList())
        .maxPathLength(5);
  }

  /** Which algorithm. */
  public abstract Algorithm algorithm();

  /** The class of the trust manager that decided. */
  public abstract String managerClass();

  /** The trust anchors; empty also when they are not known. */
  public abstract List<TrustAnchor> anchors();

  /** Whether {@link #anchors()} is the whole of what is trusted. */
  public abstract boolean anchorsKnown();

  /** Where the anchors came from. */
  public abstract TrustStoreOrigin origin();

  /** The time to validate at, if the application set one; else the time of the failure holds. */
  public abstract Optional<Instant> date();

  /** The acceptable policies; empty: any. */
  public abstract List<String> initialPolicies();

  /** Whether an explicit policy is required. */
  public abstract boolean explicitPolicyRequired();

  /** Whether policy mapping is inhibited. */
  public abstract boolean policyMappingInhibited();

  /** Whether anyPolicy is inhibited. */
  public abstract boolean anyPolicyInhibited();

  /** The builder's limit of intermediate certificates, -1 for none. */
  public abstract int maxPathLength();

  /** Copies of the stores given for certificates and CRLs; only those of the JDK's own type. */
  public abstract List<CertStore> certStores();

  /** A builder with this value's fields. */
  public abstract Builder toBuilder();

  /** Builds {@link TrustSettings}. */
  @AutoValue.Builder
  public abstract static class Builder {
    Builder() {}

    abstract Builder algorithm(Algorithm algorithm);

    abstract Builder managerClass(String managerClass);

    abstract List<TrustAnchor> anchors();

    abstract List<String> initialPolicies();

    abstract List<CertStore> certStores();

    abstract TrustSettings autoBuild();

    /** Sets the anchors. */
    public abstract Builder anchors(List<TrustAnchor> anchors);

    /** Sets whether the anchors are all there are. */
    public abstract Builder anchorsKnown(boolean anchorsKnown);

    /** Sets where the anchors came from. */
    public abstract Builder origin(TrustStoreOrigin origin);

    /** Sets the time to validate at. */
    public abstract Builder date(Instant date);

    /** Sets the acceptable policies. */
    public abstract Builder initialPolicies(List<String> initialPolicies);

    /** Sets whether an explicit policy is required. */
    public abstract Builder explicitPolicyRequired(boolean required);

    /** Sets whether policy mapping is inhibited. */
    public abstract Builder policyMappingInhibited(boolean inhibited);

    /** Sets whether anyPolicy is inhibited. */
    public abstract Builder anyPolicyInhibited(boolean inhibited);

    /** Sets the builder's limit of intermediates. */
    public abstract Builder maxPathLength(int maxPathLength);

    /** Sets the stores for certificates and CRLs. */
    public abstract Builder certStores(List<CertStore> certStores);

    /** The value. */
    public final TrustSettings build() {
      return anchors(Copies.list(anchors()))
          .initialPolicies(Copies.list(initialPolicies()))
          .certStores(Copies.list(certStores()))
          .autoBuild();
    }
  }
}
