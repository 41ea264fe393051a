package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Fix;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The sentences for dates, signatures and distrusted authorities on a path. */
final class ChainSentences {
  static final String REVOCATION_OFF = "Revocation is not the matter: it is not checked here.";

  private ChainSentences() {}

  static String pathPasses(Examination examination) {
    return "The chain to "
        + examination.anchorName()
        + " is not the matter: validated again, it passes.";
  }

  static Fault expired(Examination examination, int position) {
    X509Certificate certificate = examination.certificate(position);
    Instant end = certificate.getNotAfter().toInstant();
    String when =
        " expired on "
            + Words.time(end)
            + ", "
            + Words.duration(Duration.between(end, examination.at()))
            + " before this validation";
    if (position == 0) {
      return Fault.ofPeer(
          Cause.CHAIN_EXPIRED,
          Fault.Enforcer.VALIDATOR,
          "The certificate "
              + Words.certificate(certificate)
              + " of "
              + examination.peer()
              + when
              + ".",
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
        examination.called(position)
            + ", which leads to "
            + examination.anchorName()
            + ","
            + when
            + ".",
        "Let the operator of "
            + examination.peer()
            + " replace "
            + Words.name(certificate.getSubjectX500Principal())
            + " in the chain that it sends by the one that its certification authority offers now.",
        Fixes.server("chain", Words.name(certificate.getSubjectX500Principal())));
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
            + ", and the root "
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
        Fixes.server("chain", Words.subject(certificate)));
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
        Fixes.server("chain", Words.subject(examination.certificate(position))));
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
            + examination.anchorName()
            + ", from which Java accepts no server certificate issued since "
            + Words.time(firstRefused)
            + " ("
            + policy
            + ").",
        "Let the operator of "
            + examination.peer()
            + " get its certificate from another certification authority.",
        Fixes.server("certificate", Words.subject(examination.path().leaf())));
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
        Fixes.server("certificate", Words.subject(examination.certificate(position))));
  }
}
