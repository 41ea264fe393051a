package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.Validation;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.util.Optional;

/** Finds the JDK's own reason in what a trust manager threw. */
final class Rejections {
  private static final int DEEPEST = 16;

  private Rejections() {}

  /** The first validator's exception with a reason, else the last without one. */
  static Optional<CertPathValidatorException> decisive(Validation validation) {
    Throwable cause = validation.rejection().orElse(null);
    CertPathValidatorException found = null;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof CertPathValidatorException) {
        found = (CertPathValidatorException) cause;
        if (found.getReason() != BasicReason.UNSPECIFIED) {
          break;
        }
      }
      cause = cause.getCause();
    }
    return Optional.ofNullable(found);
  }
}
