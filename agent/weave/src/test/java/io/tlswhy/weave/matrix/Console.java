package io.tlswhy.weave.matrix;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** What the scenarios share: a line for each thing that happens, and threads. */
final class Console {
  /** Threads for the other sides. */
  static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
          });

  private Console() {}

  static void scenario(String name) {
    System.out.println("scenario " + name);
  }

  static void say(String line) {
    System.out.println(line);
  }

  /** Does the work and tells how it ended, with the messages of all causes. */
  static void attempt(String who, Callable<?> work) {
    try {
      work.call();
      say(who + " passed");
    } catch (Throwable thrown) {
      say(who + " threw" + describe(thrown));
    }
  }

  static String describe(Throwable thrown) {
    StringBuilder line = new StringBuilder();
    for (@Nullable Throwable t = thrown; t != null; t = t.getCause()) {
      line.append(" <- ").append(t.getClass().getSimpleName());
      line.append(": ").append(t.getMessage());
      for (Throwable suppressed : t.getSuppressed()) {
        line.append(" [suppressed ").append(suppressed.getMessage()).append(']');
      }
    }
    return line.toString();
  }
}
