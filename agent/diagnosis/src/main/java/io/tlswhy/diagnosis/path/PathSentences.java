package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.Role;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sentences for what is wrong with a certificate or with the name it is for. */
final class PathSentences {
  static final String NEAR_ADDRESS =
      " It names hosts only, and the connection was made to an address: use the host name.";
  static final String NEAR_TRAILING_DOT = " Without the dot at the end the name would match.";
  static final String NEAR_WITHOUT_WWW = " Without \"www.\" the name would match.";
  static final String NEAR_WITH_WWW = " With \"www.\" before it the name would match.";

  static final String REVOCATION_OFF = "Revocation is not the matter: it is not checked here.";

  private PathSentences() {}

  static String pathPasses(Examination examination) {
    return "The chain to "
        + anchor(examination)
        + " is not the matter: validated again, it passes.";
  }

  static String nameFits(Examination examination) {
    return "The name is not the matter: the certificate is for "
        + Words.shortened(examination.validation().expectedName())
        + ".";
  }

  static String nearBareDomain(String pattern) {
    return " The wildcard " + Words.shortened(pattern) + " does not cover the domain itself.";
  }

  static String nearDepth(String pattern) {
    return " The wildcard " + Words.shortened(pattern) + " covers one level of names only.";
  }

  static String nearShortName(String name) {
    return " The full name " + Words.shortened(name) + " would match.";
  }

  static Fault expired(Examination examination, int position) {
    X509Certificate certificate = examination.certificate(position);
    Instant end = certificate.getNotAfter().toInstant();
    String when =
        " expired on "
            + Words.time(end)
            + ", "
            + Words.duration(Duration.between(end, examination.at()))
            + " before this validation.";
    if (position == 0) {
      return peers(
          Cause.CHAIN_EXPIRED,
          Fault.Enforcer.VALIDATOR,
          "The certificate " + Words.certificate(certificate) + " of " + examination.peer() + when,
          "Renew the certificate on " + examination.peer() + " and have it load the new one.");
    }
    Optional<PublicRoot> crossSigned =
        Knowledge.publicRoots()
            .like(certificate)
            .filter(root -> !Examination.selfIssued(certificate));
    if (crossSigned.isPresent()) {
      return expiredCrossSign(examination, position, when, crossSigned.get());
    }
    return Fault.of(
        Cause.CHAIN_EXPIRED_CA,
        Fault.Enforcer.VALIDATOR,
        position,
        examination.called(position) + ", which leads to " + anchor(examination) + "," + when,
        "Let the operator of "
            + examination.peer()
            + " replace "
            + Words.name(certificate.getSubjectX500Principal())
            + " in the chain that it sends by the one that its certification authority offers now.",
        server("chain", Words.name(certificate.getSubjectX500Principal())));
  }

  private static Fault expiredCrossSign(
      Examination examination, int position, String when, PublicRoot root) {
    X509Certificate certificate = examination.certificate(position);
    return Fault.of(
        Cause.CHAIN_EXPIRED_CA,
        Fault.Enforcer.VALIDATOR,
        position,
        "The CA certificate "
            + root.name()
            + " (serial "
            + Words.serial(certificate)
            + "), cross-signed by "
            + Words.name(certificate.getIssuerX500Principal())
            + ","
            + when
            + " The root "
            + root.name()
            + " itself, to which another path leads, is not trusted here.",
        "Update this Java or its trust store, or add the root "
            + root.name()
            + ", SHA-256 "
            + root.readableFingerprint()
            + ", as its certification authority publishes it; "
            + examination.peer()
            + " should no longer send the expired certificate.",
        Fix.of(Fix.Kind.TRUSTSTORE, "add", root.readableFingerprint(), true),
        server("chain", Words.subject(certificate)));
  }

  static Fault notYetValid(Examination examination, int position) {
    X509Certificate certificate = examination.certificate(position);
    Instant start = certificate.getNotBefore().toInstant();
    return Fault.of(
        Cause.CHAIN_NOT_YET_VALID,
        Fault.Enforcer.VALIDATOR,
        position,
        examination.called(position)
            + " is valid only from "
            + Words.time(start)
            + ", "
            + Words.duration(Duration.between(examination.at(), start))
            + " after the time of this validation, "
            + Words.time(examination.at())
            + ".",
        "Compare this machine's clock with a time server; if it is right, "
            + examination.peer()
            + " must use its earlier certificate until then.",
        Fix.of(Fix.Kind.OTHER, "clock", Words.time(start), false));
  }

  static Fault badSignature(Examination examination, int position) {
    String issuer =
        examination.path().issuerOf(position).map(Words::certificate).orElse("its issuer");
    return Fault.of(
        Cause.CERT_BAD_SIGNATURE,
        Fault.Enforcer.VALIDATOR,
        position,
        "The signature of "
            + Words.certificate(examination.certificate(position))
            + " does not verify with the key of "
            + issuer
            + ": the certificate was changed, or another key issued it.",
        "Let the operator of "
            + examination.peer()
            + " send the certificates as its certification authority issued them, with the"
            + " issuer's certificate that belongs to them.",
        server("chain", Words.subject(examination.certificate(position))));
  }

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
        ca("basicConstraints"));
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
            + Words.counted(limiting.getBasicConstraints(), "CA certificate")
            + " below it (path length constraint).",
        "Ask the certification authority "
            + Words.name(limiting.getSubjectX500Principal())
            + " for a path that keeps to its own limit.",
        ca("pathLenConstraint"));
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
        ca("keyUsage"));
  }

  static Fault mayNotDo(Examination examination, String usage) {
    return peers(
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
    return peers(
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
    return Fault.of(
        Cause.CERT_CRITICAL_EXTENSION,
        Fault.Enforcer.VALIDATOR,
        position,
        examination.called(position)
            + " has the critical extension "
            + Words.list(oids)
            + ", which Java does not know and so must refuse.",
        "Ask whoever issued "
            + Words.name(examination.certificate(position).getSubjectX500Principal())
            + " for a certificate without that extension, or with it marked as not critical.",
        ca("criticalExtension"));
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
        ca("nameConstraints"));
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
        ca(extension));
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
        ca("signatureAlgorithm"));
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
            + " has an "
            + algorithm
            + " key of "
            + Words.counted(size, "bit")
            + ", which the entry \""
            + Words.shortened(entry.entry())
            + "\" of "
            + entry.property()
            + " disables.",
        "Let the certificate be issued again for a key of today's size (RSA 2048, EC 256 bits).",
        ca("keySize"));
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
        ca("certificatePolicies"));
  }

  static Fault distrusted(
      Examination examination, String policy, String brand, Instant firstRefused) {
    return Fault.of(
        Cause.CHAIN_DISTRUSTED_CA,
        Fault.Enforcer.TRUST_MANAGER,
        examination.certificates().size(),
        examination.called(0)
            + " was issued on "
            + Words.time(examination.path().leaf().getNotBefore().toInstant())
            + " under the "
            + brand
            + " root "
            + anchor(examination)
            + ", from which Java accepts no server certificate issued since "
            + Words.time(firstRefused)
            + " ("
            + policy
            + ").",
        "Let the operator of "
            + examination.peer()
            + " get its certificate from another certification authority.",
        server("certificate", Words.subject(examination.path().leaf())));
  }

  static Fault blocked(Examination examination, int position) {
    return Fault.of(
        Cause.CHAIN_DISTRUSTED_CA,
        Fault.Enforcer.VALIDATOR,
        position,
        examination.called(position)
            + " is on the list of certificates that Java never accepts (blocked.certs): its key"
            + " was misused.",
        "Let the operator of "
            + examination.peer()
            + " get its certificate from another certification authority.",
        server("certificate", Words.subject(examination.certificate(position))));
  }

  static Fault nameMismatch(
      Examination examination, CertificateNames names, String wanted, Optional<String> nearMiss) {
    return peers(
        Cause.NAME_MISMATCH,
        Fault.Enforcer.NAME_CHECK,
        "The name asked for is "
            + Words.shortened(wanted)
            + ", but the certificate "
            + Words.certificate(examination.path().leaf())
            + " is for "
            + (names.all().isEmpty() ? "no host name" : Words.list(names.all()))
            + "."
            + nearMiss.orElse(""),
        "Connect by a name that the certificate is for, or let the operator of "
            + examination.peer()
            + " have "
            + Words.shortened(wanted)
            + " added to its subjectAltNames.");
  }

  static Fault noAlternativeNames(Examination examination, CertificateNames names, String wanted) {
    return peers(
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

  private static String issuedBelow(Examination examination, int position) {
    return Words.certificate(examination.certificate(position - 1));
  }

  private static String anchor(Examination examination) {
    return examination.path().anchor().map(Words::anchor).orElse("no trusted root");
  }

  private static Fault peers(Cause cause, Fault.Enforcer enforcer, String summary, String fix) {
    return Fault.of(cause, enforcer, 0, summary, fix, server("certificate", ""));
  }

  private static Fix server(String key, String value) {
    return Fix.of(Fix.Kind.SERVER, key, value, false);
  }

  private static Fix ca(String key) {
    return Fix.of(Fix.Kind.CA, key, "", false);
  }

  /** A fault that the JDK states and none of the rules explains. */
  static Fault stated(Examination examination, Cause cause, int position, String message) {
    return Fault.of(
        cause,
        Fault.Enforcer.VALIDATOR,
        position,
        examination.called(position) + " breaks a rule: " + Words.shortened(message) + ".",
        "Show this sentence to whoever issued the certificate.",
        ca("certificate"));
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
                : " has an "
                    + certificate.getPublicKey().getAlgorithm()
                    + " key that this side does not accept in TLS."),
        "Let the certificate be issued again with an RSA key of 2048 bits or an EC key of 256 bits"
            + " and a SHA-256 signature.",
        ca("algorithm"));
  }
}
