package io.tlswhy.entry;

import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM starts the agent, at its own start or later.
 *
 * <p>Nothing is thrown from here: an exception would end the JVM before the application started.
 */
public final class Agent {
  private static final String DETACH = "detach";

  /** The gate of this JVM; one, however often the jar is attached. Guarded by this class. */
  private static @Nullable Gate active;

  private Agent() {}

  /** Called by the JVM for {@code -javaagent}. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  /** Called by the JVM when the jar is attached to it while it runs; {@code detach} undoes it. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    if (arguments != null && arguments.trim().equals(DETACH)) {
      stop();
    } else {
      start(arguments, instrumentation);
    }
  }

  private static synchronized void start(
      @Nullable String arguments, Instrumentation instrumentation) {
    try {
      Options options = Options.read(arguments, System.getProperties(), environment());
      if (!options.enabled()) {
        return;
      }
      if (active != null) {
        say("already attached to this JVM; the options given now are not used (detach it first).");
        return;
      }
      for (String complaint : options.complaints()) {
        say(complaint);
      }
      Gate gate = new Gate(instrumentation, options.values());
      instrumentation.addTransformer(gate, true);
      active = gate;
      gate.retransformLoaded();
    } catch (Throwable fault) {
      say("could not be started (" + fault + "); the application is not affected.");
    }
  }

  private static synchronized void stop() {
    Gate gate = active;
    if (gate == null) {
      say("not attached to this JVM; there is nothing to detach.");
      return;
    }
    try {
      active = null;
      gate.close();
    } catch (Throwable fault) {
      say("could not be detached (" + fault + "); the application is not affected.");
    }
  }

  private static void say(String line) {
    new StandardError().say(line);
  }

  private static Map<String, String> environment() {
    try {
      return System.getenv();
    } catch (SecurityException forbidden) {
      return Collections.emptyMap();
    }
  }
}
