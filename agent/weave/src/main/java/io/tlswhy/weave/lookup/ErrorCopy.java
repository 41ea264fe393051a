package io.tlswhy.weave.lookup;

import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Copies an exception without what a stack trace holds on to.
 *
 * <p>A trace keeps the classes of the application's frames alive, and what is remembered of a
 * look-up must not keep a web application from being unloaded: only names of JDK frames stay.
 */
final class ErrorCopy {
  private static final int DEEPEST = 6;
  private static final int MOST_FRAMES = 12;

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
    copy.setStackTrace(innermostOfJdk(original.getStackTrace()));
    return copy;
  }

  /** Where in the JDK it was thrown, which tells a connect from a read; names only. */
  private static StackTraceElement[] innermostOfJdk(StackTraceElement[] trace) {
    int count = 0;
    while (count < Math.min(trace.length, MOST_FRAMES) && isJdk(trace[count].getClassName())) {
      count++;
    }
    StackTraceElement[] names = new StackTraceElement[count];
    for (int i = 0; i < count; i++) {
      StackTraceElement frame = trace[i];
      names[i] =
          new StackTraceElement(
              frame.getClassName(),
              frame.getMethodName(),
              frame.getFileName(),
              frame.getLineNumber());
    }
    return names;
  }

  private static boolean isJdk(String className) {
    return className.startsWith("java.") || className.startsWith("sun.");
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
