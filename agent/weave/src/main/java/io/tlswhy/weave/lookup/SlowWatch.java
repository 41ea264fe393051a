package io.tlswhy.weave.lookup;

import io.tlswhy.evidence.AgentThreads;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells of what still runs after the time that the {@code slow} option names. */
public final class SlowWatch implements AutoCloseable {
  private static final long IDLE_SECONDS = 20;

  private final long slowMillis;
  private @Nullable ScheduledThreadPoolExecutor executor;
  private boolean closed;

  /** A watch; its one thread is started by the first thing that it watches. */
  public SlowWatch(long slowMillis) {
    this.slowMillis = slowMillis;
  }

  /** Whether something that took so long is slow. */
  public boolean isSlow(long nanos) {
    return nanos >= TimeUnit.MILLISECONDS.toNanos(slowMillis);
  }

  /** The time after which something is slow, in milliseconds. */
  public long slowMillis() {
    return slowMillis;
  }

  /** Has the task run on an agent's thread when the time is up, unless it is cancelled before. */
  @Nullable Future<?> begin(Runnable late) {
    return after(slowMillis, late);
  }

  /** Has the task run on an agent's thread after a while. */
  public synchronized @Nullable Future<?> after(long millis, Runnable late) {
    if (closed) {
      return null;
    }
    if (executor == null) {
      executor = new ScheduledThreadPoolExecutor(1, AgentThreads.of("slow"));
      executor.setRemoveOnCancelPolicy(true);
      executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
      executor.allowCoreThreadTimeOut(true);
    }
    return executor.schedule(late, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (executor != null) {
      executor.shutdownNow();
    }
  }
}
