package io.tlswhy.weave;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Where everything ends that goes wrong inside the agent: counted, and told once.
 *
 * <p>It must never throw, and never use anything of the application's to tell.
 */
public final class Harmless {
  private final AtomicLong faults = new AtomicLong();

  /** Takes a fault; the first one is told on standard error. */
  public void swallow(Throwable fault) {
    try {
      if (faults.incrementAndGet() == 1) {
        System.err.println(
            "tlswhy: could not look at a TLS failure ("
                + fault
                + "); the application is not affected. Further ones are only counted.");
      }
    } catch (Throwable again) {
      // There is no one left to tell: the stack or the memory is used up.
      return;
    }
  }

  /** How many there were. */
  public long faults() {
    return faults.get();
  }
}
