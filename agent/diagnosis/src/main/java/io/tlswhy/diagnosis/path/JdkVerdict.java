package io.tlswhy.diagnosis.path;

import com.google.auto.value.AutoValue;
import io.tlswhy.diagnosis.Cause;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXReason;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the trust manager's exception states by its classes, reason and index; its text is never
 * read, since texts differ between releases.
 */
@AutoValue
abstract class JdkVerdict {
  private static final int DEEPEST = 16;
  private static final String VALIDATOR_EXCEPTION = "sun.security.validator.ValidatorException";

  JdkVerdict() {}

  /** What that exception states. */
  static JdkVerdict of(Throwable rejection) {
    Optional<CertPathValidatorException> validator = Optional.empty();
    Optional<CertificateRevokedException> revoked = Optional.empty();
    boolean built = false;
    boolean trustManager = false;
    Throwable cause = rejection;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      if (cause instanceof CertPathValidatorException && !validator.isPresent()) {
        validator = Optional.of((CertPathValidatorException) cause);
      }
      if (cause instanceof CertificateRevokedException) {
        revoked = Optional.of((CertificateRevokedException) cause);
      }
      built |= cause instanceof CertPathBuilderException;
      trustManager |= VALIDATOR_EXCEPTION.equals(cause.getClass().getName());
    }
    boolean nameCheck =
        rejection instanceof CertificateException
            && !validator.isPresent()
            && !built
            && !trustManager;
    return new AutoValue_JdkVerdict(validator, revoked, built, nameCheck);
  }

  /** What the certification path validator said. */
  abstract Optional<CertPathValidatorException> validator();

  /** The revocation, if that is what it said. */
  abstract Optional<CertificateRevokedException> revoked();

  /** Whether the builder gave up, which hides why. */
  abstract boolean built();

  /**
   * Whether the path was accepted and the comparison of names, or another check after the path,
   * refused.
   */
  abstract boolean nameCheck();

  /** Whether it is revocation that failed, or could not be decided. */
  final boolean revocation() {
    return revoked().isPresent()
        || hasReason(BasicReason.REVOKED)
        || hasReason(BasicReason.UNDETERMINED_REVOCATION_STATUS);
  }

  final boolean hasReason(CertPathValidatorException.Reason reason) {
    return validator().isPresent() && validator().get().getReason() == reason;
  }

  /** The causes that a validator's reason can stand for; none if it leaves them open. */
  static Set<Cause> causes(CertPathValidatorException.Reason reason) {
    if (reason == BasicReason.EXPIRED) {
      return EnumSet.of(Cause.CHAIN_EXPIRED, Cause.CHAIN_EXPIRED_CA);
    }
    if (reason == BasicReason.NOT_YET_VALID) {
      return EnumSet.of(Cause.CHAIN_NOT_YET_VALID);
    }
    if (reason == BasicReason.INVALID_SIGNATURE) {
      return EnumSet.of(Cause.CERT_BAD_SIGNATURE);
    }
    if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
      return EnumSet.of(Cause.CERT_WEAK_ALGORITHM, Cause.CERT_WEAK_KEY);
    }
    if (reason == PKIXReason.INVALID_KEY_USAGE) {
      return EnumSet.of(Cause.CERT_KEY_USAGE);
    }
    if (reason == PKIXReason.INVALID_POLICY) {
      return EnumSet.of(Cause.CERT_POLICY);
    }
    if (reason == PKIXReason.UNRECOGNIZED_CRIT_EXT) {
      return EnumSet.of(Cause.CERT_CRITICAL_EXTENSION);
    }
    if (reason == PKIXReason.NOT_CA_CERT) {
      return EnumSet.of(Cause.CERT_NOT_A_CA);
    }
    if (reason == PKIXReason.PATH_TOO_LONG) {
      return EnumSet.of(Cause.CERT_PATH_LENGTH);
    }
    if (reason == PKIXReason.INVALID_NAME) {
      return EnumSet.of(Cause.CERT_NAME_CONSTRAINTS);
    }
    return EnumSet.noneOf(Cause.class);
  }
}
