package io.tlswhy.diagnosis.path;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.security.cert.X509Extension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one CRL at hand can say about one certificate, by the checks that the JDK makes of a CRL, or
 * why it can say nothing.
 */
final class CrlUse {
  /** How far a CRL came through the checks, in their order. */
  enum Result {
    /** The issuer's key signed it, but it is in another name. */
    OTHER_ISSUER,
    /** It speaks for other certificates. */
    OTHER_SCOPE,
    /** Its next one was due before. */
    STALE,
    /** It holds from later on only. */
    NOT_YET,
    /** The issuer's key does not verify it. */
    BAD_SIGNATURE,
    /** It has a critical extension that the JDK does not know. */
    CRITICAL_EXTENSION,
    /** It is for some reasons of revocation only. */
    SOME_REASONS,
    /** It is right, and the certificate is not in it. */
    GOOD,
    /** It is right, and the certificate is in it. */
    REVOKED
  }

  /** The JDK allows that much between the clocks, on all releases. */
  private static final Duration SKEW = Duration.ofMinutes(15);

  private static final Set<String> KNOWN =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  Extensions.ISSUING_DISTRIBUTION_POINT,
                  Extensions.CERTIFICATE_ISSUER,
                  Extensions.REASON_CODE)));

  private final X509CRL crl;
  private final Result result;
  private final Optional<X509CRLEntry> entry;

  private CrlUse(X509CRL crl, Result result, Optional<X509CRLEntry> entry) {
    this.crl = crl;
    this.result = result;
    this.entry = entry;
  }

  /** A CRL in another name than the certificate's issuer, whose key verifies it all the same. */
  static Optional<CrlUse> inOtherName(X509CRL crl, PublicKey issuerKey) {
    return verifies(crl, Collections.singletonList(issuerKey))
        ? Optional.of(new CrlUse(crl, Result.OTHER_ISSUER, Optional.empty()))
        : Optional.empty();
  }

  /** Checks a CRL for a certificate, with the keys that may have signed it. */
  static CrlUse of(X509CRL crl, X509Certificate certificate, List<PublicKey> keys, Instant at) {
    CrlScope scope = CrlScope.of(crl);
    if (!scope.covers(certificate, crl)) {
      return new CrlUse(crl, Result.OTHER_SCOPE, Optional.empty());
    }
    Date next = crl.getNextUpdate();
    if (next == null || at.isAfter(next.toInstant().plus(SKEW))) {
      return new CrlUse(crl, Result.STALE, Optional.empty());
    }
    if (at.isBefore(crl.getThisUpdate().toInstant().minus(SKEW))) {
      return new CrlUse(crl, Result.NOT_YET, Optional.empty());
    }
    if (!verifies(crl, keys)) {
      return new CrlUse(crl, Result.BAD_SIGNATURE, Optional.empty());
    }
    if (!unknownCritical(crl).isEmpty()) {
      return new CrlUse(crl, Result.CRITICAL_EXTENSION, Optional.empty());
    }
    X509CRLEntry entry = crl.getRevokedCertificate(certificate);
    if (entry != null && !unknownCritical(entry).isEmpty()) {
      return new CrlUse(crl, Result.CRITICAL_EXTENSION, Optional.of(entry));
    }
    if (entry != null && entry.getRevocationDate().toInstant().isBefore(at)) {
      return new CrlUse(crl, Result.REVOKED, Optional.of(entry));
    }
    return new CrlUse(
        crl, scope.someReasons() ? Result.SOME_REASONS : Result.GOOD, Optional.empty());
  }

  private static boolean verifies(X509CRL crl, List<PublicKey> keys) {
    for (PublicKey key : keys) {
      try {
        crl.verify(key);
        return true;
      } catch (GeneralSecurityException | RuntimeException anotherKey) {
        // The next one may be the signer's.
        continue;
      }
    }
    return false;
  }

  /** The critical extensions of a CRL, or of an entry in it, that the JDK does not know. */
  private static Set<String> unknownCritical(X509Extension holder) {
    Set<String> critical = holder.getCriticalExtensionOIDs();
    if (critical == null) {
      return Collections.emptySet();
    }
    Set<String> unknown = new TreeSet<>(critical);
    unknown.removeAll(KNOWN);
    return unknown;
  }

  /** The critical extensions for which the JDK refuses it. */
  List<String> unknownCritical() {
    Set<String> unknown = new TreeSet<>(unknownCritical(crl));
    entry.ifPresent(found -> unknown.addAll(unknownCritical(found)));
    return new ArrayList<>(unknown);
  }

  X509CRL crl() {
    return crl;
  }

  Result result() {
    return result;
  }

  /** The entry of a revoked certificate. */
  Optional<X509CRLEntry> entry() {
    return entry;
  }
}
