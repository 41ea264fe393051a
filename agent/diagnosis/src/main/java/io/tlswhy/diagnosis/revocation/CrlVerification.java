package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.CrlExcerpt;
import io.tlswhy.evidence.Stage;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * Verifies a CRL (RFC 5280 section 6.3) with the JDK's own parser and signature providers: who
 * issued it, whether it covers the certificate, signature, dates, and the certificate's entry.
 */
final class CrlVerification {
  private static final String DELTA_INDICATOR = "2.5.29.27";
  private static final int CRL_SIGN = 6;

  private final X509CRL crl;
  private final SignatureCheck signature;
  private final X509Certificate subject;

  /** Whether the signature of a list was made with a key. */
  @FunctionalInterface
  private interface SignatureCheck {
    boolean isRight(PublicKey key) throws GeneralSecurityException;
  }

  private CrlVerification(X509CRL crl, SignatureCheck signature, X509Certificate subject) {
    this.crl = crl;
    this.signature = signature;
    this.subject = subject;
  }

  /** Verifies a whole list. */
  static ContentVerdict of(
      byte[] octets,
      X509Certificate subject,
      Optional<X509Certificate> issuer,
      List<X509Certificate> crlIssuers,
      Instant at) {
    Optional<X509CRL> crl = parse(octets);
    if (!crl.isPresent()) {
      return ContentVerdict.of(
          Stage.Result.NOT_THE_RESPONDER, octets.length + " octets that are no CRL");
    }
    return new CrlVerification(crl.get(), key -> isSignedWith(crl.get(), key), subject)
        .verdict(issuer, crlIssuers, at);
  }

  /** Verifies what was kept of a list that passed. */
  static ContentVerdict of(
      CrlExcerpt excerpt,
      X509Certificate subject,
      Optional<X509Certificate> issuer,
      List<X509Certificate> crlIssuers,
      Instant at) {
    Optional<X509CRL> crl = parse(excerpt.list().toByteArray());
    if (!crl.isPresent()) {
      return ContentVerdict.of(Stage.Result.NOT_THE_RESPONDER, "a large answer that is no CRL");
    }
    ContentVerdict verdict =
        new CrlVerification(
                crl.get(),
                key ->
                    !excerpt.unverified().isEmpty()
                        || excerpt.verifiedWith().filter(key::equals).isPresent(),
                subject)
            .verdict(issuer, crlIssuers, at);
    if (verdict.result() == Stage.Result.UNTRUSTED) {
      return verdict;
    }
    if (!excerpt.unverified().isEmpty()) {
      return ContentVerdict.notVerified(excerpt.unverified());
    }
    boolean ofStale = verdict.result() == Stage.Result.STALE;
    return ofStale || excerpt.subject().equals(subject)
        ? verdict
        : ContentVerdict.of(
            Stage.Result.SKIPPED,
            "the list is too large to be kept, and was read for another certificate");
  }

  private static Optional<X509CRL> parse(byte[] octets) {
    try {
      return Optional.of(
          (X509CRL)
              CertificateFactory.getInstance("X.509")
                  .generateCRL(new ByteArrayInputStream(octets)));
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isSignedWith(X509CRL crl, PublicKey key) throws GeneralSecurityException {
    crl.verify(key);
    return true;
  }

  private ContentVerdict verdict(
      Optional<X509Certificate> issuer, List<X509Certificate> crlIssuers, Instant at) {
    if (!issuer.isPresent()) {
      return ContentVerdict.notVerified("the certificate's issuer is not known");
    }
    if (!crl.getIssuerX500Principal().equals(subject.getIssuerX500Principal())
        && CrlScope.isIndirectFor(crl, subject)) {
      return indirect(crlIssuers, at);
    }
    Optional<String> objection = isOfAnotherIssuer();
    if (!objection.isPresent()) {
      objection = objection(issuer.get());
    }
    return objection.isPresent()
        ? ContentVerdict.of(Stage.Result.UNTRUSTED, objection.get())
        : status(at);
  }

  /** Of a CRL whose issuer the certificate names beside its own. */
  private ContentVerdict indirect(List<X509Certificate> crlIssuers, Instant at) {
    Optional<ContentVerdict> refused = Optional.empty();
    for (X509Certificate signer : crlIssuers) {
      if (signer.getSubjectX500Principal().equals(crl.getIssuerX500Principal())) {
        Optional<String> objection = objection(signer);
        if (!objection.isPresent()) {
          return status(at);
        }
        refused = Optional.of(ContentVerdict.of(Stage.Result.UNTRUSTED, objection.get()));
      }
    }
    return refused.orElseGet(this::ofUnknownIssuer);
  }

  /**
   * Java, too, takes it only with the certificate (DistributionPointFetcher builds a path to it).
   */
  private ContentVerdict ofUnknownIssuer() {
    String name = crl.getIssuerX500Principal().getName();
    return ContentVerdict.builder(
            Stage.Result.UNTRUSTED,
            "it is an indirect CRL of "
                + name
                + ", and no certificate of that name that leads to a trust anchor was sent or is in"
                + " a store here"
                + CrlScope.issuerUrl(crl)
                    .map(url -> " (the CRL says that it is at " + url + ")")
                    .orElse(""))
        .missingSigner(name)
        .build();
  }

  private Optional<String> isOfAnotherIssuer() {
    return crl.getIssuerX500Principal().equals(subject.getIssuerX500Principal())
        ? Optional.empty()
        : Optional.of(
            "it was issued by "
                + crl.getIssuerX500Principal().getName()
                + ", the certificate by "
                + subject.getIssuerX500Principal().getName());
  }

  /**
   * Why the CRL says nothing of the certificate that could be relied on, if that is to be its
   * signer; empty if it does.
   */
  private Optional<String> objection(X509Certificate signer) {
    if (crl.getExtensionValue(DELTA_INDICATOR) != null) {
      return Optional.of("it is a delta CRL, which lists changes only");
    }
    Optional<String> outOfScope = CrlScope.objection(crl, subject);
    if (outOfScope.isPresent()) {
      return outOfScope;
    }
    if (crl.hasUnsupportedCriticalExtension()) {
      return Optional.of("it has a critical extension that is not understood");
    }
    boolean[] usage = signer.getKeyUsage();
    if (usage != null && !usage[CRL_SIGN]) {
      return Optional.of("the issuer's certificate lacks the key usage cRLSign");
    }
    return isSignedBy(signer) ? Optional.empty() : Optional.of("its signature is wrong");
  }

  private boolean isSignedBy(X509Certificate signer) {
    try {
      return signature.isRight(signer.getPublicKey());
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private ContentVerdict status(Instant at) {
    Instant thisUpdate = crl.getThisUpdate().toInstant();
    Optional<Instant> nextUpdate = Optional.ofNullable(crl.getNextUpdate()).map(Date::toInstant);
    X509CRLEntry entry = crl.getRevokedCertificate(subject);
    ContentVerdict.Builder verdict;
    if (entry != null) {
      // A certificate that was revoked stays so: an old list that says it is none the less true.
      verdict = revoked(entry);
    } else {
      Optional<ContentVerdict> stale = ValidityPeriod.objection(thisUpdate, nextUpdate, at);
      if (stale.isPresent()) {
        return stale.get();
      }
      Optional<String> reasons = CrlScope.onlyReasons(crl);
      if (reasons.isPresent()) {
        return ContentVerdict.of(
            Stage.Result.SKIPPED,
            "the certificate is not on the list, which is only for the reasons "
                + reasons.get()
                + "; another CRL has the others");
      }
      verdict =
          ContentVerdict.builder(
              Stage.Result.OK,
              "the certificate is not on the list"
                  + nextUpdate.map(t -> ", which holds until " + Times.at(t)).orElse(""));
    }
    return verdict.thisUpdate(Optional.of(thisUpdate)).nextUpdate(nextUpdate).build();
  }

  private static ContentVerdict.Builder revoked(X509CRLEntry entry) {
    Instant since = entry.getRevocationDate().toInstant();
    CRLReason code = entry.getRevocationReason();
    String reason = RevocationReason.name(code == null ? 0 : code.ordinal());
    return ContentVerdict.builder(
            Stage.Result.REVOKED, "revoked since " + Times.at(since) + ", reason " + reason)
        .revokedAt(since)
        .reason(reason);
  }
}
