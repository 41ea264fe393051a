package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.Validation;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Finds who may sign the CRL of a certificate that names another CRL issuer than its own issuer
 * (RFC 5280 section 6.3.3 (f)): certificates of that name that were sent, are trusted, or are in
 * the application's stores, and that lead to a trust anchor in force.
 */
public final class CrlIssuers {
  private static final int MOST = 4;

  private CrlIssuers() {}

  /**
   * Those certificates; none for nearly every certificate, since few name another CRL issuer.
   *
   * @param at the time at which they must be valid
   */
  public static List<X509Certificate> of(
      X509Certificate subject, Validation validation, Instant at) {
    Set<X500Principal> named = new HashSet<>();
    for (DistributionPoint point : DistributionPoint.of(subject)) {
      point.crlIssuer().ifPresent(named::add);
    }
    named.remove(subject.getIssuerX500Principal());
    if (named.isEmpty()) {
      return Collections.emptyList();
    }
    List<X509Certificate> found = new ArrayList<>();
    for (X509Certificate candidate : candidates(validation)) {
      if (named.contains(candidate.getSubjectX500Principal())
          && found.size() < MOST
          && isTrusted(candidate, validation, at)) {
        found.add(candidate);
      }
    }
    return found;
  }

  private static Set<X509Certificate> candidates(Validation validation) {
    Set<X509Certificate> candidates = new LinkedHashSet<>(PathFinder.atHand(validation));
    for (TrustAnchor anchor : validation.trust().anchors()) {
      Optional.ofNullable(anchor.getTrustedCert()).ifPresent(candidates::add);
    }
    return candidates;
  }

  private static boolean isTrusted(X509Certificate candidate, Validation validation, Instant at) {
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(candidate);
    chain.addAll(validation.chain());
    return PathDiagnosis.decisivePath(validation.toBuilder().chain(chain).build(), at, () -> true)
        .filter(CertificationPath::anchored)
        .filter(path -> PathRun.over(path, validation.trust(), at).run().passes())
        .isPresent();
  }
}
