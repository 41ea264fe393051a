package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.Stage;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.jcajce.JcaRespID;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Verifies an OCSP response (RFC 6960 section 3.2) over the JDK's own signature providers: its
 * status, that it is about this certificate, its signer's right to sign, signature and dates.
 */
final class OcspVerification {
  private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

  private static final int DEEPEST = 16;
  private static final int LONGEST_REASON = 120;

  private final X509Certificate subject;
  private final X509Certificate issuer;
  private final Instant at;

  private OcspVerification(X509Certificate subject, X509Certificate issuer, Instant at) {
    this.subject = subject;
    this.issuer = issuer;
    this.at = at;
  }

  static ContentVerdict of(
      byte[] octets, X509Certificate subject, Optional<X509Certificate> issuer, Instant at) {
    OCSPResp response;
    BasicOCSPResp basic;
    try {
      response = new OCSPResp(octets);
      if (response.getStatus() != OCSPResp.SUCCESSFUL) {
        return ContentVerdict.of(
            Stage.Result.RESPONDER_ERROR, "OCSP error " + errorName(response.getStatus()));
      }
      Object object = response.getResponseObject();
      if (!(object instanceof BasicOCSPResp)) {
        return ContentVerdict.of(
            Stage.Result.UNTRUSTED, "it is of a type that only its maker can read");
      }
      basic = (BasicOCSPResp) object;
    } catch (IOException | OCSPException | RuntimeException e) {
      return ContentVerdict.of(
          Stage.Result.NOT_THE_RESPONDER, octets.length + " octets that are no OCSP response");
    }
    if (!issuer.isPresent()) {
      return ContentVerdict.of(
          Stage.Result.SKIPPED, "not verified, since the certificate's issuer is not known");
    }
    try {
      return new OcspVerification(subject, issuer.get(), at).verify(basic);
    } catch (GeneralSecurityException
        | OperatorCreationException
        | OCSPException
        | RuntimeException e) {
      return untrusted("it cannot be verified (" + innermost(e) + ")");
    }
  }

  /** What the provider that gave up says; what wraps it names only our own steps. */
  private static String innermost(Throwable thrown) {
    Throwable last = thrown;
    for (int depth = 0; last.getCause() != null && depth < DEEPEST; depth++) {
      last = last.getCause();
    }
    return last.getMessage() == null
        ? last.getClass().getName()
        : Words.cut(last.getMessage(), LONGEST_REASON);
  }

  private ContentVerdict verify(BasicOCSPResp basic)
      throws GeneralSecurityException, OperatorCreationException, OCSPException {
    DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
    Optional<SingleResp> mine = answerFor(basic, digests);
    if (!mine.isPresent()) {
      return untrusted(
          "it is about another certificate than serial number " + hex(subject) + " of this issuer");
    }
    Optional<X509Certificate> signer = signer(basic, digests);
    if (!signer.isPresent()) {
      return untrusted("its signer is neither the certificate's issuer nor named in the answer");
    }
    Optional<String> objection = objectionTo(signer.get());
    if (objection.isPresent()) {
      return untrusted(objection.get());
    }
    PublicKey key = signer.get().getPublicKey();
    if (!basic.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
      return untrusted("its signature is wrong");
    }
    return statusOf(mine.get());
  }

  private Optional<SingleResp> answerFor(BasicOCSPResp basic, DigestCalculatorProvider digests)
      throws GeneralSecurityException, OCSPException {
    X509CertificateHolder holder = new JcaX509CertificateHolder(issuer);
    for (SingleResp single : basic.getResponses()) {
      if (single.getCertID().getSerialNumber().equals(subject.getSerialNumber())
          && single.getCertID().matchesIssuer(holder, digests)) {
        return Optional.of(single);
      }
    }
    return Optional.empty();
  }

  private Optional<X509Certificate> signer(BasicOCSPResp basic, DigestCalculatorProvider digests)
      throws GeneralSecurityException, OperatorCreationException, OCSPException {
    if (isNamedBy(basic, issuer, digests)) {
      return Optional.of(issuer);
    }
    JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
    for (X509CertificateHolder holder : basic.getCerts()) {
      X509Certificate candidate = converter.getCertificate(holder);
      if (isNamedBy(basic, candidate, digests)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static boolean isNamedBy(
      BasicOCSPResp basic, X509Certificate candidate, DigestCalculatorProvider digests)
      throws OperatorCreationException, OCSPException {
    return basic.getResponderId().equals(new JcaRespID(candidate.getSubjectX500Principal()))
        || basic
            .getResponderId()
            .equals(new JcaRespID(candidate.getPublicKey(), digests.get(RespID.HASH_SHA1)));
  }

  /** Why that certificate may not sign for the issuer; empty if it may. */
  private Optional<String> objectionTo(X509Certificate signer) throws GeneralSecurityException {
    if (signer.equals(issuer)) {
      return Optional.empty();
    }
    String name = signer.getSubjectX500Principal().getName();
    if (!signer.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
        || !isSignedByIssuer(signer)) {
      return Optional.of(
          "its signer " + name + " was not issued by the issuer of the certificate itself");
    }
    List<String> usages = signer.getExtendedKeyUsage();
    if (usages == null || !usages.contains(OCSP_SIGNING)) {
      return Optional.of("its signer " + name + " lacks the extended key usage OCSPSigning");
    }
    Date when = Date.from(at);
    if (when.after(signer.getNotAfter())) {
      return Optional.of(
          "its signer's certificate "
              + name
              + " expired at "
              + Times.at(signer.getNotAfter().toInstant()));
    }
    if (when.before(signer.getNotBefore())) {
      return Optional.of(
          "its signer's certificate "
              + name
              + " is not valid before "
              + Times.at(signer.getNotBefore().toInstant()));
    }
    return Optional.empty();
  }

  private boolean isSignedByIssuer(X509Certificate signer) {
    try {
      signer.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private ContentVerdict statusOf(SingleResp single) {
    Instant thisUpdate = single.getThisUpdate().toInstant();
    Optional<Instant> nextUpdate = Optional.ofNullable(single.getNextUpdate()).map(Date::toInstant);
    // Without nextUpdate the JDK lets an answer count from thisUpdate for its tolerance only.
    Optional<ContentVerdict> stale =
        ValidityPeriod.objection(thisUpdate, Optional.of(nextUpdate.orElse(thisUpdate)), at);
    CertificateStatus status = single.getCertStatus();
    ContentVerdict.Builder verdict;
    if (status instanceof RevokedStatus) {
      // A certificate that was revoked stays so: an old answer that says it is none the less true.
      verdict = revoked((RevokedStatus) status);
    } else if (stale.isPresent()) {
      return stale.get();
    } else if (status == CertificateStatus.GOOD) {
      verdict =
          ContentVerdict.builder(
              Stage.Result.OK,
              "the certificate is good" + nextUpdate.map(t -> " until " + Times.at(t)).orElse(""));
    } else {
      verdict =
          ContentVerdict.builder(
              Stage.Result.UNKNOWN, "the responder does not know the certificate");
    }
    return verdict.thisUpdate(Optional.of(thisUpdate)).nextUpdate(nextUpdate).build();
  }

  private static ContentVerdict.Builder revoked(RevokedStatus status) {
    Instant since = status.getRevocationTime().toInstant();
    String reason =
        status.hasRevocationReason()
            ? RevocationReason.name(status.getRevocationReason())
            : RevocationReason.name(CRLReason.unspecified);
    return ContentVerdict.builder(
            Stage.Result.REVOKED, "revoked since " + Times.at(since) + ", reason " + reason)
        .revokedAt(since)
        .reason(reason);
  }

  private static ContentVerdict untrusted(String clause) {
    return ContentVerdict.of(Stage.Result.UNTRUSTED, clause);
  }

  private static String hex(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16);
  }

  private static String errorName(int status) {
    switch (status) {
      case OCSPResp.MALFORMED_REQUEST:
        return "malformedRequest";
      case OCSPResp.INTERNAL_ERROR:
        return "internalError";
      case OCSPResp.TRY_LATER:
        return "tryLater";
      case OCSPResp.SIG_REQUIRED:
        return "sigRequired";
      case OCSPResp.UNAUTHORIZED:
        return "unauthorized";
      default:
        return "number " + status;
    }
  }
}
