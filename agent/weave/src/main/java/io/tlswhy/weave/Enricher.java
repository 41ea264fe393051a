package io.tlswhy.weave;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Adds a text to an exception without making it another one: class, identity, cause and stack trace
 * stay.
 *
 * <p>JSSE keeps a failure's exception and throws it again, so that a replacement would be lost. An
 * exception that makes its message itself gets the text as a suppressed exception instead.
 */
public final class Enricher {
  private final @Nullable Field message;
  private final WeakIdentitySet enriched = new WeakIdentitySet();

  /** An enricher; it needs {@code java.lang} to be open for messages to be extended. */
  public Enricher() {
    this.message = messageField();
  }

  /** Adds the text, once: an exception that has one already stays as it is. */
  public void enrich(Throwable exception, String text) {
    if (text.isEmpty() || !enriched.add(exception)) {
      return;
    }
    if (message != null && hasPlainMessage(exception)) {
      try {
        Object own = message.get(exception);
        message.set(exception, own == null ? text : own + " | " + text);
        return;
      } catch (IllegalAccessException e) {
        // Then it goes the other way.
      }
    }
    exception.addSuppressed(explanation(text));
  }

  private static boolean hasPlainMessage(Throwable exception) {
    try {
      return exception.getClass().getMethod("getMessage").getDeclaringClass() == Throwable.class;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static @Nullable Field messageField() {
    try {
      Field field = Throwable.class.getDeclaredField("detailMessage");
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException | RuntimeException e) {
      return null;
    }
  }

  // A JDK exception and none of ours, so that whoever receives it serialised can read it.
  private static Exception explanation(String text) {
    Exception explanation = new Exception(text);
    explanation.setStackTrace(new StackTraceElement[0]);
    return explanation;
  }
}
