package io.tlswhy.incident;

import java.time.Duration;

/** Where the agent does its own work, away from the application's threads. */
public interface Worker {
  /**
   * Takes a task on, unless too many wait already.
   *
   * @return whether it will run
   */
  boolean offer(Runnable task);

  /** Runs a task after a while; dropped when too many wait already. */
  void after(Duration delay, Runnable task);
}
