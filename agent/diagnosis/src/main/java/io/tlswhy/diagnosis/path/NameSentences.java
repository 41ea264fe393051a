package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Cause;
import java.util.Optional;

/** The sentences for the name that a certificate is, or is not, for. */
final class NameSentences {
  static final String NEAR_ADDRESS =
      "it names hosts only, and the connection was made to an address, so use the host name";
  static final String NEAR_TRAILING_DOT = "without the dot at the end the name would match";
  static final String NEAR_WITHOUT_WWW = "without \"www.\" the name would match";
  static final String NEAR_WITH_WWW = "with \"www.\" before it the name would match";

  private NameSentences() {}

  static String nameFits(Examination examination) {
    return "The name is not the matter: the certificate is for "
        + Words.shortened(examination.validation().expectedName())
        + ".";
  }

  static String nearBareDomain(String pattern) {
    return "the wildcard " + Words.shortened(pattern) + " does not cover the domain itself";
  }

  static String nearDepth(String pattern) {
    return "the wildcard " + Words.shortened(pattern) + " covers one level of names only";
  }

  static String nearShortName(String name) {
    return "the full name " + Words.shortened(name) + " would match";
  }

  static Fault nameMismatch(
      Examination examination, CertificateNames names, String wanted, Optional<String> nearMiss) {
    return Fault.ofPeer(
        Cause.NAME_MISMATCH,
        Fault.Enforcer.NAME_CHECK,
        "The name asked for is "
            + Words.shortened(wanted)
            + ", but the certificate "
            + Words.certificate(examination.path().leaf())
            + " is for "
            + (names.all().isEmpty() ? "no host name" : Words.list(names.all()))
            + nearMiss.map(clause -> "; " + clause).orElse("")
            + ".",
        "Connect by a name that the certificate is for, or let the operator of "
            + examination.peer()
            + " have "
            + Words.shortened(wanted)
            + " added to its subjectAltNames.");
  }

  static Fault noAlternativeNames(Examination examination, CertificateNames names, String wanted) {
    return Fault.ofPeer(
        Cause.NAME_NO_SAN,
        Fault.Enforcer.NAME_CHECK,
        "The certificate "
            + Words.certificate(examination.path().leaf())
            + " has no subjectAltName"
            + names
                .commonName()
                .map(cn -> ", only the common name " + Words.shortened(cn))
                .orElse("")
            + ", so it is not for "
            + Words.shortened(wanted)
            + ".",
        "Let the operator of "
            + examination.peer()
            + " have the certificate issued again with the subjectAltName "
            + (HostNames.isAddress(wanted) ? "IP:" : "DNS:")
            + Words.shortened(wanted)
            + ".");
  }

  static Fault malformedExtension(Examination examination, String extension) {
    return Fault.of(
        Cause.CERT_MALFORMED,
        Fault.Enforcer.NAME_CHECK,
        0,
        examination.called(0)
            + " is not encoded as the standard says: Java cannot read its extension "
            + extension
            + ".",
        "Ask whoever issued the certificate for one that is encoded correctly.",
        Fixes.ca(extension));
  }
}
