package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.Validation;
import java.security.GeneralSecurityException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.security.auth.x500.X500Principal;

/**
 * Finds the paths that the certificates at hand form, in whatever order the peer sent them: those
 * that end in a trust anchor, and those that end nowhere.
 *
 * <p>A name that several certificates bear (cross-signed, renewed) is followed to each whose key
 * verifies the signature; only where none does, the broken step itself is shown. The search is
 * bounded, since a peer can send certificates that form any number of paths.
 */
final class PathFinder {
  private static final int LONGEST = 32;
  private static final int MOST_PATHS = 48;
  private static final int MOST_STEPS = 500;
  private static final int MOST_STORED = 2_000;

  private final Validation validation;
  private final Signatures signatures;
  private final BooleanSupplier timeLeft;
  private final Map<X500Principal, List<X509Certificate>> bySubject = new LinkedHashMap<>();
  private final Map<X500Principal, List<TrustAnchor>> anchors = new HashMap<>();
  private final List<CertificationPath> found = new ArrayList<>();
  private final List<X509Certificate> steps = new ArrayList<>();
  private final List<Integer> broken = new ArrayList<>();
  private int taken;
  private boolean anchoredFound;

  PathFinder(Validation validation, Signatures signatures, BooleanSupplier timeLeft) {
    this.validation = validation;
    this.signatures = signatures;
    this.timeLeft = timeLeft;
  }

  /** The paths from the peer's own certificate, in the order in which they were found. */
  List<CertificationPath> paths() {
    if (validation.chain().isEmpty()) {
      return Collections.emptyList();
    }
    index();
    follow(validation.chain().get(0));
    return found;
  }

  private void index() {
    for (TrustAnchor anchor : validation.trust().anchors()) {
      anchors
          .computeIfAbsent(CertificationPath.nameOf(anchor), ignored -> new ArrayList<>(1))
          .add(anchor);
    }
    for (X509Certificate certificate : atHand(validation)) {
      offer(certificate);
    }
  }

  /** The certificates that the peer sent and those that the application's stores hold. */
  static List<X509Certificate> atHand(Validation validation) {
    List<X509Certificate> certificates = new ArrayList<>(validation.chain());
    certificates.addAll(storedCertificates(validation.trust().certStores()));
    return certificates;
  }

  private void offer(X509Certificate certificate) {
    List<X509Certificate> same =
        bySubject.computeIfAbsent(
            certificate.getSubjectX500Principal(), ignored -> new ArrayList<>(1));
    if (!same.contains(certificate)) {
      same.add(certificate);
    }
  }

  private static List<X509Certificate> storedCertificates(List<CertStore> stores) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (CertStore store : stores) {
      try {
        for (Certificate certificate : store.getCertificates(null)) {
          if (certificate instanceof X509Certificate && certificates.size() < MOST_STORED) {
            certificates.add((X509Certificate) certificate);
          }
        }
      } catch (GeneralSecurityException | RuntimeException unreadable) {
        // A store that cannot be read offers nothing to this search either.
      }
    }
    return certificates;
  }

  private void follow(X509Certificate certificate) {
    if (found.size() >= MOST_PATHS || ++taken > MOST_STEPS || isCutOff()) {
      return;
    }
    steps.add(certificate);
    if (steps.size() == 1 && trustedItself(certificate)) {
      found.add(CertificationPath.of(steps, anchorOf(certificate), broken));
    } else if (!followIssuers(certificate, true)
        && (selfSigned(certificate) || !followIssuers(certificate, false))) {
      found.add(CertificationPath.of(steps, Optional.empty(), broken));
    }
    steps.remove(steps.size() - 1);
  }

  /** Time ends the search for further paths only: without the first, nothing could be said. */
  private boolean isCutOff() {
    return anchoredFound && !timeLeft.getAsBoolean();
  }

  private boolean followIssuers(X509Certificate certificate, boolean verifying) {
    X500Principal issuer = certificate.getIssuerX500Principal();
    int position = steps.size() - 1;
    boolean any = false;
    if (!verifying) {
      broken.add(position);
    }
    for (TrustAnchor anchor : anchors.getOrDefault(issuer, Collections.emptyList())) {
      if (signatures.verify(certificate, CertificationPath.keyOf(anchor)) == verifying
          && (verifying || mayHaveSigned(anchor, certificate))) {
        any = true;
        found.add(CertificationPath.of(steps, Optional.of(anchor), broken));
        anchoredFound = true;
      }
    }
    for (X509Certificate next : bySubject.getOrDefault(issuer, Collections.emptyList())) {
      if (steps.size() < LONGEST
          && !onPath(next)
          && signatures.verify(certificate, next.getPublicKey()) == verifying) {
        any = true;
        follow(next);
      }
    }
    if (!verifying) {
      broken.remove(broken.size() - 1);
    }
    return any;
  }

  /**
   * Whether an anchor of the issuer's name could be the issuer but for the broken signature. If the
   * certificate names another key, it is another certification authority of the same name.
   */
  private static boolean mayHaveSigned(TrustAnchor anchor, X509Certificate certificate) {
    X509Certificate trusted = anchor.getTrustedCert();
    return trusted == null || Extensions.keyIdentifiersAgree(certificate, trusted);
  }

  /** A root is its own issuer, so no other certificate of its name can have been meant. */
  private boolean selfSigned(X509Certificate certificate) {
    return Examination.selfIssued(certificate)
        && signatures.verify(certificate, certificate.getPublicKey());
  }

  private boolean trustedItself(X509Certificate certificate) {
    return anchorOf(certificate).isPresent();
  }

  private Optional<TrustAnchor> anchorOf(X509Certificate certificate) {
    for (TrustAnchor anchor :
        anchors.getOrDefault(certificate.getSubjectX500Principal(), Collections.emptyList())) {
      if (certificate.equals(anchor.getTrustedCert())) {
        return Optional.of(anchor);
      }
    }
    return Optional.empty();
  }

  private boolean onPath(X509Certificate candidate) {
    for (X509Certificate step : steps) {
      if (step.getSubjectX500Principal().equals(candidate.getSubjectX500Principal())
          && step.getPublicKey().equals(candidate.getPublicKey())) {
        return true;
      }
    }
    return false;
  }
}
