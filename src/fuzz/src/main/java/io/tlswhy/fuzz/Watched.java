package io.tlswhy.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * What the fuzzer drives: one target, with a bound on the processor time that an input may take. By
 * the clock on the wall every input is slow now and then on a busy machine.
 */
public final class Watched {
  private static final Duration LONGEST = Duration.ofMillis(250);

  /** So many executions are not measured: the code is not compiled yet. */
  private static final int WARMING_UP = 5_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static Target target = input -> {};
  private static long executions;

  private Watched() {}

  /** Takes the target's name. */
  public static void fuzzerInitialize(String[] arguments) {
    target = Targets.named(arguments[0]).target();
  }

  /** Feeds the target; what was slow once is fed again, since a collector's pause is no finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    long took = feed(input);
    if (++executions > WARMING_UP && took > LONGEST.toNanos()) {
      took = Math.min(took, feed(input));
      if (took > LONGEST.toNanos()) {
        throw new IllegalStateException("a slow input: " + took / 1_000_000 + " ms");
      }
    }
  }

  private static long feed(byte[] input) {
    long before = THREADS.getCurrentThreadCpuTime();
    target.feed(input);
    return THREADS.getCurrentThreadCpuTime() - before;
  }
}
