package io.tlswhy.diagnosis.path;

import java.security.cert.CertPathValidatorException;
import java.util.Optional;

/**
 * A {@code PKIXCertPathChecker} of the application's that refused a certificate: its exception was
 * thrown by a class of the application's that the platform's validator called. It is told by the
 * frames, since nothing of the application's is ever called.
 */
final class OwnCheck {
  private static final int DEEPEST = 16;
  private static final int MOST_FRAMES = 400;
  private static final String VALIDATOR = "sun.security.provider.certpath.";
  private static final String[] PLATFORM = {"java.", "javax.", "sun.", "com.sun.", "jdk."};

  private OwnCheck() {}

  /** The class of the check that threw, if one did. */
  static Optional<String> of(Throwable rejection) {
    Throwable cause = rejection;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      if (cause instanceof CertPathValidatorException) {
        Optional<String> caller = calledByValidator(cause.getStackTrace());
        if (caller.isPresent()) {
          return caller;
        }
      }
    }
    return Optional.empty();
  }

  /** The last class that is not the platform's before the validator; empty if it threw itself. */
  private static Optional<String> calledByValidator(StackTraceElement[] frames) {
    Optional<String> own = Optional.empty();
    for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
      String name = frames[i].getClassName();
      if (name.startsWith(VALIDATOR)) {
        return own;
      }
      if (isPlatform(name)) {
        return Optional.empty();
      }
      own = Optional.of(name);
    }
    return Optional.empty();
  }

  private static boolean isPlatform(String name) {
    for (String prefix : PLATFORM) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
