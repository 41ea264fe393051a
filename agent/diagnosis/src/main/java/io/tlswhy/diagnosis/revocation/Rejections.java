package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.Validation;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.util.Optional;

/** Finds the JDK's own reason in what a trust manager threw. */
final class Rejections {
  private static final int DEEPEST = 16;

  private Rejections() {}

  /**
   * The first of the validator's exceptions with a reason, else the first: it is the outermost that
   * names the certificate.
   */
  static Optional<CertPathValidatorException> decisive(Validation validation) {
    Throwable cause = validation.rejection().orElse(null);
    CertPathValidatorException found = null;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof CertPathValidatorException) {
        CertPathValidatorException exception = (CertPathValidatorException) cause;
        if (exception.getReason() != BasicReason.UNSPECIFIED) {
          return Optional.of(exception);
        }
        found = found == null ? exception : found;
      }
      cause = cause.getCause();
    }
    return Optional.ofNullable(found);
  }
}
