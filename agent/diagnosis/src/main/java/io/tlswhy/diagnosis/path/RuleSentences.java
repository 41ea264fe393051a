package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.evidence.Role;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** The sentences for the rules that a certificate breaks. */
final class RuleSentences {
  private RuleSentences() {}

  static Fault notACa(Examination examination, int position, Fault.Enforcer enforcer) {
    return Fault.of(
        Cause.CERT_NOT_A_CA,
        enforcer,
        position,
        examination.called(position)
            + " is not a certification authority (basicConstraints), but "
            + issuedBelow(examination, position)
            + " is issued by it.",
        "Ask whoever issued "
            + issuedBelow(examination, position)
            + " for one that is issued by a certification authority.",
        Fixes.ca("basicConstraints"));
  }

  static Fault pathTooLong(Examination examination, int position, int limiter) {
    X509Certificate limiting = examination.certificate(limiter);
    return Fault.of(
        Cause.CERT_PATH_LENGTH,
        Fault.Enforcer.VALIDATOR,
        position,
        examination.called(position)
            + " is one CA certificate too many: "
            + Words.name(limiting.getSubjectX500Principal())
            + " allows "
            + (limiting.getBasicConstraints() == 0
                ? "no CA certificate"
                : Words.counted(limiting.getBasicConstraints(), "CA certificate"))
            + " below it (path length constraint).",
        "Ask the certification authority "
            + Words.name(limiting.getSubjectX500Principal())
            + " for a path that keeps to its own limit.",
        Fixes.ca("pathLenConstraint"));
  }

  static Fault mayNotSignCertificates(
      Examination examination, int position, Fault.Enforcer enforcer) {
    return Fault.of(
        Cause.CERT_KEY_USAGE,
        enforcer,
        position,
        examination.called(position)
            + " may not sign certificates (its key usage lacks keyCertSign), but "
            + issuedBelow(examination, position)
            + " is issued by it.",
        "Ask whoever issued "
            + issuedBelow(examination, position)
            + " for a CA certificate with the key usage keyCertSign.",
        Fixes.ca("keyUsage"));
  }

  static Fault mayNotDo(Examination examination, String usage) {
    return Fault.ofPeer(
        Cause.CERT_KEY_USAGE,
        Fault.Enforcer.TRUST_MANAGER,
        examination.called(0)
            + " of "
            + examination.peer()
            + " may not be used in this TLS handshake: its key usage lacks "
            + usage
            + ".",
        "Let the operator of "
            + examination.peer()
            + " have the certificate issued again with the key usage "
            + usage
            + ".");
  }

  static Fault wrongUse(Examination examination, List<String> usages) {
    boolean server = examination.role() == Role.CLIENT;
    String wanted = server ? "serverAuth" : "clientAuth";
    List<String> names = new ArrayList<>();
    for (String usage : usages) {
      names.add(usageName(usage));
    }
    return Fault.ofPeer(
        Cause.CERT_EXTENDED_KEY_USAGE,
        Fault.Enforcer.TRUST_MANAGER,
        examination.called(0)
            + " of "
            + examination.peer()
            + " is not meant for a TLS "
            + (server ? "server" : "client")
            + ": its extended key usage"
            + (names.isEmpty() ? "" : " is " + Words.list(names) + " and")
            + " lacks "
            + wanted
            + ".",
        "Let the operator of "
            + examination.peer()
            + " have the certificate issued again with the extended key usage "
            + wanted
            + ".");
  }

  private static String usageName(String oid) {
    switch (oid) {
      case "1.3.6.1.5.5.7.3.1":
        return "serverAuth";
      case "1.3.6.1.5.5.7.3.2":
        return "clientAuth";
      case "1.3.6.1.5.5.7.3.3":
        return "codeSigning";
      case "1.3.6.1.5.5.7.3.4":
        return "emailProtection";
      case "1.3.6.1.5.5.7.3.8":
        return "timeStamping";
      case "1.3.6.1.5.5.7.3.9":
        return "OCSPSigning";
      default:
        return oid;
    }
  }

  static Fault unknownCriticalExtension(Examination examination, int position, List<String> oids) {
    boolean one = oids.size() == 1;
    return Fault.of(
        Cause.CERT_CRITICAL_EXTENSION,
        Fault.Enforcer.VALIDATOR,
        position,
        examination.called(position)
            + (one ? " has the critical extension " : " has the critical extensions ")
            + Words.list(oids)
            + ", which Java does not know and so must refuse.",
        "Ask whoever issued "
            + Words.name(examination.certificate(position).getSubjectX500Principal())
            + (one
                ? " for a certificate without that extension, or with it marked as not critical."
                : " for a certificate without those extensions, or with them marked as not critical."),
        Fixes.ca("criticalExtension"));
  }

  static Fault nameOutside(Examination examination, int position, int ca, byte[] constraints) {
    List<String> names = CertificateNames.of(examination.certificate(position)).all();
    String bearing =
        names.isEmpty()
            ? Words.name(examination.certificate(position).getSubjectX500Principal())
            : Words.list(names);
    return Fault.of(
        Cause.CERT_NAME_CONSTRAINTS,
        Fault.Enforcer.VALIDATOR,
        position,
        examination.called(position)
            + " is for "
            + bearing
            + ", but the CA "
            + Words.name(examination.certificate(ca).getSubjectX500Principal())
            + " may issue only within its name constraints ("
            + NameConstraintsText.of(constraints)
            + ").",
        "Ask the certification authority for a certificate from a CA that may issue for these"
            + " names.",
        Fixes.ca("nameConstraints"));
  }

  static Fault weakSignature(
      Examination examination, int position, DisabledAlgorithm entry, Fault.Enforcer enforcer) {
    return Fault.of(
            Cause.CERT_WEAK_ALGORITHM,
            enforcer,
            position,
            examination.called(position)
                + " is signed with "
                + Words.shortened(examination.certificate(position).getSigAlgName())
                + ", which the entry \""
                + Words.shortened(entry.entry())
                + "\" of "
                + entry.property()
                + " disables.",
            "Let the certificate be issued again with a SHA-256 signature.",
            Fixes.ca("signatureAlgorithm"))
        .disabledBy(entry);
  }

  static Fault weakKey(
      Examination examination,
      int position,
      String algorithm,
      int size,
      DisabledAlgorithm entry,
      Fault.Enforcer enforcer) {
    return Fault.of(
            Cause.CERT_WEAK_KEY,
            enforcer,
            position,
            examination.called(position)
                + " has "
                + Words.withArticle(algorithm)
                + " key of "
                + Words.counted(size, "bit")
                + ", which the entry \""
                + Words.shortened(entry.entry())
                + "\" of "
                + entry.property()
                + " disables.",
            "Let the certificate be issued again for a key of a size that is accepted here (RSA "
                + least("RSA", 2048, algorithm, entry)
                + ", EC "
                + least("EC", 256, algorithm, entry)
                + " bits).",
            Fixes.ca("keySize"))
        .disabledBy(entry);
  }

  /** Today's size for that kind of key, or a larger one that the entry leaves. */
  private static int least(String kind, int today, String algorithm, DisabledAlgorithm entry) {
    return kind.equals(algorithm) ? Math.max(today, entry.leastKeySize()) : today;
  }

  static Fault policy(Examination examination, int position) {
    List<String> wanted = examination.validation().trust().initialPolicies();
    return Fault.of(
        Cause.CERT_POLICY,
        Fault.Enforcer.VALIDATOR,
        position,
        examination.called(position)
            + " is not under a certificate policy that holds on the whole path, and "
            + (wanted.isEmpty()
                ? "a CA above it or this application's settings require one."
                : "this application accepts only " + Words.list(wanted) + "."),
        "Ask the certification authority for a certificate under the required policy, or have"
            + " the accepted policies of this application corrected.",
        Fixes.ca("certificatePolicies"));
  }

  /** An algorithm that TLS does not allow here, where no entry of a property says which. */
  static Fault constrained(Examination examination, int position) {
    X509Certificate certificate = examination.certificate(position);
    boolean signature =
        !examination.validation().signatureAlgorithms().isEmpty()
            && !examination
                .validation()
                .signatureAlgorithms()
                .contains(certificate.getSigAlgName());
    return Fault.of(
        signature ? Cause.CERT_WEAK_ALGORITHM : Cause.CERT_WEAK_KEY,
        Fault.Enforcer.TRUST_MANAGER,
        position,
        examination.called(position)
            + (signature
                ? " is signed with "
                    + Words.shortened(certificate.getSigAlgName())
                    + ", which this side does not accept in TLS."
                : " has "
                    + Words.withArticle(certificate.getPublicKey().getAlgorithm())
                    + " key that this side does not accept in TLS."),
        "Let the certificate be issued again with an RSA key of 2048 bits or an EC key of 256 bits"
            + " and a SHA-256 signature.",
        Fixes.ca("algorithm"));
  }

  /** A fault that the JDK states and none of the rules explains. */
  static Fault stated(Examination examination, Cause cause, int position, String message) {
    return Fault.of(
        cause,
        Fault.Enforcer.VALIDATOR,
        position,
        examination.called(position) + " breaks a rule: " + Words.shortened(message) + ".",
        "Show this sentence to whoever issued the certificate.",
        Fixes.ca("certificate"));
  }

  private static String issuedBelow(Examination examination, int position) {
    return Words.certificate(examination.certificate(position - 1));
  }
}
