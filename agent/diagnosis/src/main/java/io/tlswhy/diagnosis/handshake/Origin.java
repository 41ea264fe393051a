package io.tlswhy.diagnosis.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where in the TLS provider a failure came from, and through what: its classes and frames, which
 * are the same in every release from 8 on. Its texts are never read, since they are not.
 */
final class Origin {
  private static final String JSSE = "sun.security.ssl.";
  private static final String OWN_MARK = "tlswhy[";
  private static final int DEEPEST = 16;
  private static final int MOST_FRAMES = 400;

  private final List<Throwable> chain = new ArrayList<>();

  private Origin() {}

  static Origin of(Optional<Throwable> exception) {
    Origin origin = new Origin();
    Throwable next = exception.orElse(null);
    while (next != null && origin.chain.size() < DEEPEST) {
      origin.chain.add(next);
      next = next.getCause();
    }
    return origin;
  }

  /** Whether the exception or one of its causes is of that class. */
  boolean has(Class<? extends Throwable> type) {
    for (Throwable throwable : chain) {
      if (type.isInstance(throwable)) {
        return true;
      }
    }
    return false;
  }

  /** The exception itself, if there is one, is of that class. */
  boolean is(Class<? extends Throwable> type) {
    return !chain.isEmpty() && type.isInstance(chain.get(0));
  }

  /** Whether any of them says where it was thrown; also if there is no exception at all. */
  boolean hasFrames() {
    for (Throwable throwable : chain) {
      if (throwable.getStackTrace().length > 0) {
        return true;
      }
    }
    return chain.isEmpty();
  }

  /** The innermost cause. */
  Optional<Throwable> innermost() {
    return chain.isEmpty() ? Optional.empty() : Optional.of(chain.get(chain.size() - 1));
  }

  /**
   * What the innermost cause says, without what the agent has added to its message since; empty if
   * there is none. An exception whose first diagnosis was written into it is read again afterwards.
   */
  Optional<String> reason() {
    return innermost().map(Throwable::toString).map(Origin::withoutOwn);
  }

  /** The agent's text stands behind the exception's own, or in the place of one. */
  private static String withoutOwn(String text) {
    int own = text.indexOf(" | " + OWN_MARK);
    int alone = text.indexOf(": " + OWN_MARK);
    int end = own < 0 ? alone : alone < 0 ? own : Math.min(own, alone);
    return end < 0 ? text : text.substring(0, end);
  }

  /** Whether the class of JSSE that found the fault is that one, or one nested in it. */
  boolean isFoundBy(String simpleName) {
    return finder().filter(frame -> isClass(frame, JSSE + simpleName)).isPresent();
  }

  /** Whether that method is on the stack of the exception or one of its causes. */
  boolean passedThrough(String className, String method) {
    for (Throwable throwable : chain) {
      StackTraceElement[] frames = throwable.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
        if (isClass(frames[i], className) && frames[i].getMethodName().equals(method)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The innermost frame of JSSE that is not part of how it reports failures. */
  private Optional<StackTraceElement> finder() {
    for (int i = chain.size() - 1; i >= 0; i--) {
      for (StackTraceElement frame : chain.get(i).getStackTrace()) {
        if (frame.getClassName().startsWith(JSSE)
            && !isClass(frame, JSSE + "TransportContext")
            && !isClass(frame, JSSE + "Alert")) {
          return Optional.of(frame);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isClass(StackTraceElement frame, String name) {
    return frame.getClassName().equals(name) || frame.getClassName().startsWith(name + "$");
  }
}
