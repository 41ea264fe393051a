package io.tlswhy.weave.lookup;

import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Copies an exception without its stack trace.
 *
 * <p>A trace keeps the classes of the application's frames alive, and what is remembered of a
 * look-up must not keep a web application from being unloaded.
 */
final class ErrorCopy {
  private static final int DEEPEST = 6;

  private ErrorCopy() {}

  /** The same class, message and causes, as far as a JDK class can be made with a message. */
  static Throwable of(Throwable original) {
    return copy(original, DEEPEST);
  }

  /** The same of what a store's own exceptions are wrapped around. */
  static Throwable ofCause(Throwable original) {
    Throwable at = original;
    for (int depth = 0; depth < DEEPEST && at instanceof CertStoreException; depth++) {
      Throwable cause = at.getCause();
      if (cause == null) {
        break;
      }
      at = cause;
    }
    return copy(at, DEEPEST);
  }

  private static Throwable copy(Throwable original, int depth) {
    Throwable cause = original.getCause();
    Throwable causeCopy =
        cause == null || cause == original || depth == 1 ? null : copy(cause, depth - 1);
    Throwable copy = make(original, causeCopy);
    copy.setStackTrace(new StackTraceElement[0]);
    return copy;
  }

  private static Throwable make(Throwable original, @Nullable Throwable cause) {
    String message = original.getMessage();
    if (original.getClass() == CertPathValidatorException.class) {
      CertPathValidatorException.Reason reason =
          ((CertPathValidatorException) original).getReason();
      return new CertPathValidatorException(message, cause, null, -1, reason);
    }
    Throwable copy = sameClass(original.getClass(), message);
    if (copy == null) {
      copy = new IOException(original.getClass().getName() + ": " + message);
    }
    if (cause != null) {
      try {
        copy.initCause(cause);
      } catch (IllegalStateException e) {
        copy.addSuppressed(cause);
      }
    }
    return copy;
  }

  private static @Nullable Throwable sameClass(Class<?> type, @Nullable String message) {
    if (type.getClassLoader() != null) {
      return null;
    }
    try {
      return (Throwable) type.getConstructor(String.class).newInstance(message);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
