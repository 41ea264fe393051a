package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.RevocationSettings;
import io.tlswhy.evidence.Validation;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CRL;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * Decides why revocation failed where the JVM looked nothing up: by the CRLs that the application
 * was given, by the responses that the peer stapled, or because there was nothing of either.
 */
final class HeldRevocation {
  private static final int MOST_CRLS = 256;
  private static final int MOST_KEYS = 8;

  private final Examination examination;
  private final Validation validation;
  private final JdkVerdict verdict;
  private final boolean passesWithout;
  private final boolean inHandshake;
  private final AnswerCheck check;
  private final List<X509CRL> crls;

  /**
   * For a path without another fault.
   *
   * @param passesWithout whether the path passes when revocation is not checked
   * @param inHandshake whether the peer is at the other end, and not a chain that was kept
   */
  HeldRevocation(
      Examination examination,
      JdkVerdict verdict,
      boolean passesWithout,
      boolean inHandshake,
      AnswerCheck check) {
    this.inHandshake = inHandshake;
    this.check = check;
    this.examination = examination;
    this.validation = examination.validation();
    this.verdict = verdict;
    this.passesWithout = passesWithout;
    this.crls = crls(validation.trust().certStores());
  }

  private static List<X509CRL> crls(List<CertStore> stores) {
    List<X509CRL> crls = new ArrayList<>();
    for (CertStore store : stores) {
      try {
        for (CRL crl : store.getCRLs(null)) {
          if (crl instanceof X509CRL && crls.size() < MOST_CRLS) {
            crls.add((X509CRL) crl);
          }
        }
      } catch (GeneralSecurityException | RuntimeException unreadable) {
        // A store that cannot be read offered nothing to the validation either.
        continue;
      }
    }
    return crls;
  }

  /** The cause; empty if what is at hand does not decide it. */
  Optional<Diagnosis> diagnose() {
    boolean applies = validation.revocation().enabled() && passesWithout;
    if (!applies || !(verdict.validator().isPresent() || verdict.built())) {
      return Optional.empty();
    }
    Optional<Diagnosis> stopped = whereItStopped();
    if (verdict.revoked().isPresent()) {
      return stopped;
    }
    Optional<Diagnosis.Builder> revoked = revokedByCrl();
    if (!revoked.isPresent()) {
      return stopped;
    }
    stopped
        .map(Diagnosis::cause)
        .filter(cause -> cause != Cause.REVOCATION_REVOKED)
        .ifPresent(cause -> revoked.get().contributing(Collections.singletonList(cause)));
    return revoked.map(Diagnosis.Builder::build);
  }

  private Optional<Diagnosis> whereItStopped() {
    for (int position : positions()) {
      Optional<Diagnosis.Builder> found = isSkipped(position) ? Optional.empty() : about(position);
      if (found.isPresent()) {
        return Optional.of(told(position, found.get()).build());
      }
    }
    return Optional.empty();
  }

  /**
   * The first certificate from the anchor's side that a CRL at hand revokes. The validator stops at
   * the first certificate of which it knows nothing, and comes no farther.
   */
  private Optional<Diagnosis.Builder> revokedByCrl() {
    for (int position : fromAnchor()) {
      Optional<CrlUse> best = isSkipped(position) ? Optional.empty() : bestCrl(position);
      if (best.isPresent() && best.get().result() == CrlUse.Result.REVOKED) {
        return Optional.of(
            told(position, HeldSentences.revoked(examination, position, best.get())));
      }
    }
    return Optional.empty();
  }

  /** Whether the JVM did not judge that certificate by what is at hand. */
  private boolean isSkipped(int position) {
    boolean authority = examination.certificate(position).getBasicConstraints() != -1;
    return (validation.revocation().onlyEndEntity() && authority)
        || !(validation.lookups().isEmpty() || isStapled(position));
  }

  private Diagnosis.Builder told(int position, Diagnosis.Builder found) {
    boolean conclusive =
        (verdict.revocation() && verdict.validator().isPresent()) || isUselessStaple(position);
    return found
        .counterfactuals(
            Collections.singletonList(Counterfactual.of("revocation not checked", passesWithout)))
        .ruledOut(Collections.singletonList(HeldSentences.pathPasses(examination)))
        .confidence(conclusive ? Confidence.PROVED : Confidence.LIKELY)
        .subject(Words.subject(examination.certificate(position)));
  }

  /** The certificate that the validator named, or else each from the anchor's side. */
  private List<Integer> positions() {
    Optional<Integer> named =
        verdict
            .validator()
            .map(CertPathValidatorException::getIndex)
            .filter(index -> index >= 0 && index < examination.certificates().size());
    if (named.isPresent()) {
      return Collections.singletonList(named.get());
    }
    return fromAnchor();
  }

  private List<Integer> fromAnchor() {
    List<Integer> all = new ArrayList<>();
    for (int i = examination.certificates().size() - 1; i >= 0; i--) {
      all.add(i);
    }
    return all;
  }

  private Optional<Diagnosis.Builder> about(int position) {
    X509Certificate certificate = examination.certificate(position);
    if (verdict.revoked().isPresent()) {
      return Optional.of(HeldSentences.revoked(examination, position, verdict.revoked().get()));
    }
    Optional<CrlUse> best = bestCrl(position);
    if (best.isPresent() && best.get().result() == CrlUse.Result.REVOKED) {
      return Optional.of(HeldSentences.revoked(examination, position, best.get()));
    }
    boolean undetermined = verdict.validator().isPresent();
    if (best.isPresent() && best.get().result() == CrlUse.Result.GOOD && !undetermined) {
      return Optional.empty();
    }
    if (isStapled(position)) {
      return Optional.of(StapleSentences.of(examination, position, staple(position), inHandshake));
    }
    if (best.isPresent()) {
      return Optional.of(HeldSentences.unusable(examination, position, best.get()));
    }
    return nothingAtHand(position, certificate);
  }

  /** Whether no validator at all could take the stapled response for an answer. */
  private boolean isUselessStaple(int position) {
    if (!isStapled(position)) {
      return false;
    }
    Staple staple = staple(position);
    boolean answers =
        staple.content() == Staple.Content.GOOD || staple.content() == Staple.Content.REVOKED;
    return !answers
        || check.refuses(
            validation.staples().get(position), examination.path(), position, examination.at())
        || staple.until().filter(until -> examination.at().isAfter(until)).isPresent()
        || staple.from().filter(from -> examination.at().isBefore(from)).isPresent();
  }

  private Staple staple(int position) {
    return Staple.of(
        validation.staples().get(position).toByteArray(),
        examination.certificate(position).getSerialNumber());
  }

  /** Java asks nobody about a certificate whose response was stapled. */
  private boolean isStapled(int position) {
    return position < validation.staples().size()
        && validation.staples().get(position).length() > 0;
  }

  private Optional<CrlUse> bestCrl(int position) {
    X509Certificate certificate = examination.certificate(position);
    CrlUse best = null;
    for (X509CRL crl : crls) {
      if (mayCover(crl, certificate)) {
        CrlUse use = CrlUse.of(crl, certificate, keys(position, crl), examination.at());
        if (best == null || use.result().compareTo(best.result()) > 0) {
          best = use;
        }
      }
    }
    return best == null ? inOtherName(position) : Optional.of(best);
  }

  private Optional<CrlUse> inOtherName(int position) {
    Optional<PublicKey> key = examination.path().issuerKeyOf(position);
    int tried = 0;
    for (X509CRL crl : crls) {
      if (key.isPresent() && tried++ < MOST_KEYS) {
        Optional<CrlUse> use = CrlUse.inOtherName(crl, key.get());
        if (use.isPresent()) {
          return use;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean mayCover(X509CRL crl, X509Certificate certificate) {
    X500Principal issuer = crl.getIssuerX500Principal();
    if (issuer.equals(certificate.getIssuerX500Principal())) {
      return true;
    }
    for (DistributionPoint point : DistributionPoint.of(certificate)) {
      if (point.crlIssuer().isPresent() && point.crlIssuer().get().equals(issuer)) {
        return true;
      }
    }
    return false;
  }

  /** The keys that may have signed a CRL: the issuer's, and those of others of the CRL's issuer. */
  private List<PublicKey> keys(int position, X509CRL crl) {
    List<PublicKey> keys = new ArrayList<>();
    examination.path().issuerKeyOf(position).ifPresent(keys::add);
    for (X509Certificate certificate : PathFinder.atHand(validation)) {
      if (certificate.getSubjectX500Principal().equals(crl.getIssuerX500Principal())
          && keys.size() < MOST_KEYS) {
        keys.add(certificate.getPublicKey());
      }
    }
    return keys;
  }

  private Optional<Diagnosis.Builder> nothingAtHand(int position, X509Certificate certificate) {
    RevocationSettings settings = validation.revocation();
    List<String> crlUrls = Extensions.crlUrls(certificate);
    List<String> ocspUrls = Extensions.ocspUrls(certificate);
    boolean mayFetchCrl = settings.crlDistributionPoints() && !crlUrls.isEmpty();
    boolean mayAskOcsp =
        settings.ocsp() && (!ocspUrls.isEmpty() || settings.responderOverride().isPresent());
    if (mayFetchCrl || mayAskOcsp) {
      return Optional.empty();
    }
    if (!crls.isEmpty()) {
      return Optional.of(HeldSentences.missing(examination, position, crls.size()));
    }
    return Optional.of(HeldSentences.noPointer(examination, position, crlUrls, ocspUrls));
  }
}
