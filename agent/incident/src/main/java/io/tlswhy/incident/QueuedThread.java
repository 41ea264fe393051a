package io.tlswhy.incident;

import io.tlswhy.evidence.AgentThreads;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread of the agent's own with a bounded queue; it ends when there is nothing to do. */
final class QueuedThread implements Worker {
  private static final int MAX_WAITING = 64;

  /** What is scheduled ends investigations, and has to find room behind those that wait. */
  private static final int MAX_SCHEDULED = 2 * MAX_WAITING;

  private static final long IDLE_SECONDS = 20;

  private final ScheduledThreadPoolExecutor executor;

  /** A thread for that purpose, which is in its name. */
  QueuedThread(String purpose) {
    executor = new ScheduledThreadPoolExecutor(1, AgentThreads.of(purpose));
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  @Override
  public boolean offer(Runnable task) {
    return run(task, Duration.ZERO, MAX_WAITING);
  }

  @Override
  public void after(Duration delay, Runnable task) {
    run(task, delay, MAX_SCHEDULED);
  }

  private boolean run(Runnable task, Duration delay, int limit) {
    if (executor.getQueue().size() >= limit) {
      return false;
    }
    try {
      executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }
}
