package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.EllipticCurvesFix;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.util.Locale;

/**
 * A certificate is signed with an algorithm that no security provider of this JVM has, so its
 * signature could not be verified, whatever it is: no SunEC, or Ed25519 and Ed448 before Java 15
 * (JEP 339; seen on 8 and 11).
 */
final class MissingSignature {
  private static final int EDWARDS_CURVES = 15;
  private static final String ED25519 = "1.3.101.112";
  private static final String ED448 = "1.3.101.113";

  private MissingSignature() {}

  /** Whether no provider can verify the signature of the certificate at that position. */
  static boolean at(Examination examination, int position) {
    try {
      Signature.getInstance(examination.certificate(position).getSigAlgName());
      return false;
    } catch (NoSuchAlgorithmException missing) {
      return true;
    }
  }

  static Fault fault(Examination examination, int position) {
    String name = name(examination, position);
    boolean edwards = name.startsWith("Ed") && examination.jvm().feature() < EDWARDS_CURVES;
    return Fault.of(
        Cause.JVM_CONFIG,
        Fault.Enforcer.VALIDATOR,
        position,
        "This JVM cannot verify the signature of "
            + Words.certificate(examination.certificate(position))
            + ", since none of its security providers has "
            + name
            + (edwards
                ? ", which came with Java 15 (this is " + examination.jvm().version() + ")."
                : "."),
        fix(examination, name, edwards));
  }

  private static String fix(Examination examination, String name, boolean edwards) {
    if (AlgorithmNames.ofSignature(name).contains("EC")) {
      return EllipticCurvesFix.of(examination.jvm());
    }
    return (edwards
            ? "Run on Java 15 or later"
            : "Install a security provider for this JVM that has " + name)
        + " (restart needed), or ask the operator of "
        + examination.peer()
        + " for a certificate whose chain is signed with RSA or ECDSA.";
  }

  private static String name(Examination examination, int position) {
    switch (examination.certificate(position).getSigAlgOID()) {
      case ED25519:
        return "Ed25519";
      case ED448:
        return "Ed448";
      default:
        String name = examination.certificate(position).getSigAlgName();
        return name.toLowerCase(Locale.ROOT).contains("with") ? name : "the algorithm " + name;
    }
  }
}
