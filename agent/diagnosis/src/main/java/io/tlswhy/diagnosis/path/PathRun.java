package io.tlswhy.diagnosis.path;

import com.google.auto.value.AutoValue;
import io.tlswhy.evidence.TrustSettings;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Validates one ordered path again with the JDK's own validator, as the trust manager's parameters
 * say or with an obstacle taken away.
 *
 * <p>Revocation is always off here: the JDK's checker would follow the certificates' pointers, and
 * nothing on the failing thread may open a connection.
 */
public final class PathRun {
  private final CertificationPath path;
  private final TrustSettings trust;
  private final Instant at;
  private final boolean anyPolicy;

  private PathRun(CertificationPath path, TrustSettings trust, Instant at, boolean anyPolicy) {
    this.path = path;
    this.trust = trust;
    this.at = at;
    this.anyPolicy = anyPolicy;
  }

  /** A run over that path at that time, by the trust manager's parameters, without revocation. */
  public static PathRun over(CertificationPath path, TrustSettings trust, Instant at) {
    return new PathRun(path, trust, at, false);
  }

  /** The same at another time. */
  public PathRun at(Instant otherTime) {
    return new PathRun(path, trust, otherTime, anyPolicy);
  }

  /** The same with every certificate policy accepted and none required by this side. */
  public PathRun withAnyPolicy() {
    return new PathRun(path, trust, at, true);
  }

  /** Runs it. A path without an anchor does not pass. */
  public Outcome run() {
    if (!path.anchor().isPresent()) {
      return Outcome.of(false, Optional.empty());
    }
    TrustAnchor anchor = path.anchor().get();
    if (anchor.getTrustedCert() != null && anchor.getTrustedCert().equals(path.leaf())) {
      return Outcome.of(true, Optional.empty());
    }
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> certificates = new ArrayList<>(path.certificates());
      CertPath certPath = factory.generateCertPath(certificates);
      CertPathValidator.getInstance("PKIX").validate(certPath, parameters(anchor));
      return Outcome.of(true, Optional.empty());
    } catch (CertPathValidatorException rejected) {
      return Outcome.of(false, Optional.of(rejected));
    } catch (GeneralSecurityException | RuntimeException impossible) {
      return Outcome.of(false, Optional.of(new CertPathValidatorException(impossible)));
    }
  }

  private PKIXParameters parameters(TrustAnchor anchor) throws GeneralSecurityException {
    PKIXParameters parameters = new PKIXParameters(Collections.singleton(anchor));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    if (!anyPolicy) {
      if (!trust.initialPolicies().isEmpty()) {
        parameters.setInitialPolicies(new HashSet<>(trust.initialPolicies()));
      }
      parameters.setExplicitPolicyRequired(trust.explicitPolicyRequired());
      parameters.setPolicyMappingInhibited(trust.policyMappingInhibited());
      parameters.setAnyPolicyInhibited(trust.anyPolicyInhibited());
    }
    return parameters;
  }

  /** How a run ended. */
  @AutoValue
  public abstract static class Outcome {
    Outcome() {}

    static Outcome of(boolean passes, Optional<CertPathValidatorException> rejection) {
      return new AutoValue_PathRun_Outcome(passes, rejection);
    }

    /** Whether the path was accepted. */
    public abstract boolean passes();

    /** Why it was not, where the validator said so. */
    public abstract Optional<CertPathValidatorException> rejection();
  }
}
