package io.tlswhy.weave.lookup;

/**
 * A thread that stands still, in words: its name, and what stands still with it.
 *
 * <p>Not for the way of a handshake that passes: it may take a sample of the thread's stack.
 */
public final class ThreadText {
  private static final int DEEPEST = 200;

  private ThreadText() {}

  /** The words for a thread that is blocked now. */
  public static String of(Thread thread) {
    if (isVirtual(thread)) {
      return virtual(thread);
    }
    return isEventLoop(thread)
        ? thread.getName() + ", an event loop, whose other connections stand still too"
        : thread.getName();
  }

  /** Its name; a virtual thread mostly has none, and is told by its number. */
  public static String name(Thread thread) {
    return isVirtual(thread) ? "virtual thread " + number(thread.toString()) : thread.getName();
  }

  /** {@code Thread.isVirtual()} is not there on Java 8; the classes' names are on 21 and later. */
  private static boolean isVirtual(Thread thread) {
    return thread.getClass().getName().startsWith("java.lang.")
        && thread.getClass().getName().contains("Virtual");
  }

  /** {@code VirtualThread[#31,name]/timed_waiting@ForkJoinPool-1-worker-1}, while mounted. */
  private static String virtual(Thread thread) {
    String text = thread.toString();
    int carrier = text.lastIndexOf('@');
    return carrier < 0
        ? name(thread)
        : name(thread) + ", which pins its carrier " + text.substring(carrier + 1);
  }

  private static String number(String text) {
    int start = text.indexOf('[');
    int end = text.lastIndexOf(']');
    return start < 0 || end < start ? text : text.substring(start + 1, end);
  }

  private static boolean isEventLoop(Thread thread) {
    StackTraceElement[] frames = thread.getStackTrace();
    for (int i = 0; i < Math.min(frames.length, DEEPEST); i++) {
      String name = frames[i].getClassName();
      if (name.endsWith("EventLoop") || name.endsWith("EventExecutor")) {
        return true;
      }
    }
    return false;
  }
}
