package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import java.security.cert.CRLReason;
import java.security.cert.CertificateRevokedException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/** The sentences for revocation that was decided, or left open, by data at hand. */
final class HeldSentences {
  private static final int CRL_SIGN = 6;

  private HeldSentences() {}

  static String pathPasses(Examination examination) {
    return "The certificate is valid and trusted apart from that: with revocation not checked, its"
        + " chain to "
        + examination.path().anchor().map(Words::anchor).orElse("its root")
        + " passes.";
  }

  static Diagnosis.Builder revoked(
      Examination examination, int position, CertificateRevokedException revocation) {
    return revoked(
        examination,
        position,
        revocation.getRevocationDate().toInstant(),
        revocation.getRevocationReason(),
        Words.name(revocation.getAuthorityName()));
  }

  static Diagnosis.Builder revoked(Examination examination, int position, CrlUse use) {
    X509CRLEntry entry = use.entry().get();
    CRLReason reason = entry.getRevocationReason();
    return revoked(
        examination,
        position,
        entry.getRevocationDate().toInstant(),
        reason == null ? CRLReason.UNSPECIFIED : reason,
        Words.name(use.crl().getIssuerX500Principal()));
  }

  private static Diagnosis.Builder revoked(
      Examination examination, int position, Instant when, CRLReason reason, String authority) {
    return of(
        Cause.REVOCATION_REVOKED,
        examination.called(position)
            + (position == 0 ? " of " + examination.peer() : "")
            + " was revoked on "
            + Words.time(when)
            + " by "
            + authority
            + (reason == CRLReason.UNSPECIFIED
                ? ", which gives no reason."
                : ", for the reason "
                    + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + "."),
        "Let the operator of "
            + examination.peer()
            + " replace the certificate by a new one with a new key.",
        Fix.of(
            Fix.Kind.SERVER,
            "certificate",
            Words.subject(examination.certificate(position)),
            false));
  }

  static Diagnosis.Builder unusable(Examination examination, int position, CrlUse use) {
    X509CRL crl = use.crl();
    String name = "The CRL of " + Words.name(crl.getIssuerX500Principal());
    String about =
        " that this application holds for " + Words.certificate(examination.certificate(position));
    boolean dates = use.result() == CrlUse.Result.STALE || use.result() == CrlUse.Result.NOT_YET;
    return of(
        dates ? Cause.REVOCATION_RESPONSE_STALE : Cause.REVOCATION_RESPONSE_UNTRUSTED,
        name + about + " " + why(examination, position, use) + ".",
        "Give the application the CRL that "
            + Words.name(crl.getIssuerX500Principal())
            + " publishes now for this certificate.",
        Fix.of(Fix.Kind.OTHER, "crl", Words.name(crl.getIssuerX500Principal()), false));
  }

  private static boolean mayNotSignCrls(Examination examination, int position) {
    return examination
        .path()
        .issuerOf(position)
        .map(X509Certificate::getKeyUsage)
        .map(usage -> usage.length <= CRL_SIGN || !usage[CRL_SIGN])
        .orElse(false);
  }

  private static String why(Examination examination, int position, CrlUse use) {
    X509CRL crl = use.crl();
    switch (use.result()) {
      case STALE:
        Date next = crl.getNextUpdate();
        return next == null
            ? "says no time until which it holds"
            : "ran out on "
                + Words.time(next.toInstant())
                + ", "
                + Words.duration(Duration.between(next.toInstant(), examination.at()))
                + " before this validation";
      case NOT_YET:
        return "holds only from " + Words.time(crl.getThisUpdate().toInstant());
      case BAD_SIGNATURE:
        return "cannot be trusted: no key of that issuer verifies its signature";
      case CRITICAL_EXTENSION:
        return (use.unknownCritical().size() == 1
                ? "has the critical extension "
                : "has the critical extensions ")
            + Words.list(use.unknownCritical())
            + ", which Java does not know";
      case OTHER_ISSUER:
        return "does not name the issuer "
            + Words.name(examination.certificate(position).getIssuerX500Principal())
            + ", whose key signed it, as its own";
      case SOME_REASONS:
        return "is for some reasons of revocation only, and none covers the others";
      case GOOD:
        return mayNotSignCrls(examination, position)
            ? "cannot be used: its issuer may not sign CRLs (its key usage lacks cRLSign)"
            : "cannot be trusted: its signer leads to no trusted root, or was revoked";
      default:
        return "speaks for other certificates (its issuing distribution point)";
    }
  }

  static Diagnosis.Builder missing(Examination examination, int position, int count) {
    String issuer = Words.name(examination.certificate(position).getIssuerX500Principal());
    return of(
        Cause.REVOCATION_MISSING,
        "Revocation must be checked, but this application holds no CRL of "
            + issuer
            + ", which issued "
            + Words.certificate(examination.certificate(position))
            + " (only "
            + Words.counted(count, "CRL")
            + " of others).",
        "Give the application the CRL that " + issuer + " publishes.",
        Fix.of(Fix.Kind.OTHER, "crl", issuer, false));
  }

  static Diagnosis.Builder noPointer(
      Examination examination, int position, List<String> crlUrls, List<String> ocspUrls) {
    String certificate = Words.certificate(examination.certificate(position));
    String issuer = Words.name(examination.certificate(position).getIssuerX500Principal());
    if (!crlUrls.isEmpty()) {
      return of(
          Cause.REVOCATION_NO_POINTER,
          "Revocation must be checked, but this JVM does not follow the CRL address of "
              + certificate
              + ", "
              + Words.shortened(crlUrls.get(0))
              + ", and there is nothing else to ask.",
          "Set -Dcom.sun.security.enableCRLDP=true and restart this JVM, and let it reach that"
              + " address.",
          Fix.of(Fix.Kind.PROPERTY, "com.sun.security.enableCRLDP", "true", true));
    }
    if (!ocspUrls.isEmpty()) {
      return of(
          Cause.REVOCATION_NO_POINTER,
          "Revocation must be checked, but this JVM does not ask the OCSP responder of "
              + certificate
              + ", "
              + Words.shortened(ocspUrls.get(0))
              + ", and there is nothing else to ask.",
          "Set the security property ocsp.enable=true and restart this JVM, and let it reach that"
              + " address.",
          Fix.of(Fix.Kind.PROPERTY, "ocsp.enable", "true", true));
    }
    return of(
        Cause.REVOCATION_NO_POINTER,
        "Revocation must be checked, but "
            + certificate
            + " names neither a CRL nor an OCSP responder, and this application holds no CRL of "
            + issuer
            + ".",
        "Give the application the CRL that "
            + issuer
            + " publishes, or ask it for a certificate that names where its status is to be had.",
        Fix.of(Fix.Kind.CA, "crlDistributionPoints", "", false));
  }

  static Diagnosis.Builder of(Cause cause, String summary, String fix, Fix machine) {
    return Diagnosis.builder(cause, Confidence.LIKELY, summary)
        .fix(fix)
        .fixes(Collections.singletonList(machine));
  }
}
