package io.tlswhy.probe;

import io.tlswhy.probe.http.BodyBudget;
import io.tlswhy.probe.net.Connector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What all trials of a JVM share: threads, memory, the PAC file. All bounded; idle threads end. */
final class Crew {
  private static final int TRIALS_AT_ONCE = 64;
  private static final int TRIALS_WAITING = 256;

  /** Enough for four ways of each trial; where it is not, a way is left out and said to be. */
  private static final int MOST_WORKERS = 256;

  private static final int IDLE_SECONDS = 5;

  private final ThreadPoolExecutor trials;
  private final ThreadPoolExecutor workers;
  private final Connector connector;
  private final BodyBudget budget = BodyBudget.ofThisJvm();
  private final PacProxies pac = new PacProxies();

  Crew(ThreadFactory threads) {
    trials =
        new ThreadPoolExecutor(
            TRIALS_AT_ONCE,
            TRIALS_AT_ONCE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(TRIALS_WAITING),
            threads);
    trials.allowCoreThreadTimeOut(true);
    workers =
        new ThreadPoolExecutor(
            0, MOST_WORKERS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    connector = new Connector(threads);
  }

  /** Runs trials; rejects when too many wait. */
  ThreadPoolExecutor trials() {
    return trials;
  }

  /** Runs what blocks within a trial; rejects when all are blocked. */
  ThreadPoolExecutor workers() {
    return workers;
  }

  Connector connector() {
    return connector;
  }

  BodyBudget budget() {
    return budget;
  }

  PacProxies pac() {
    return pac;
  }
}
