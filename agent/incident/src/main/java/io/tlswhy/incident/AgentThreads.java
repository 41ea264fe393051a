package io.tlswhy.incident;

import java.lang.reflect.Constructor;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A daemon thread of the agent's own, with a bounded queue.
 *
 * <p>The thread is created while an application's thread fails, and must keep nothing of that
 * application alive: no context class loader, no inheritable thread locals, no access control
 * context. It ends by itself when there is nothing to do.
 */
public final class AgentThreads implements Worker {
  /** What the names of all agent threads begin with; by it the agent knows its own. */
  public static final String NAME_PREFIX = "tlswhy-";

  private static final int MAX_WAITING = 64;
  private static final int MAX_SCHEDULED = 128;
  private static final long IDLE_SECONDS = 20;

  private final ScheduledThreadPoolExecutor executor;

  private AgentThreads(ScheduledThreadPoolExecutor executor) {
    this.executor = executor;
  }

  /** One thread of that name, which must begin with {@link #NAME_PREFIX}. */
  public static Worker create(String name) {
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, factory(name));
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    executor.setRemoveOnCancelPolicy(true);
    return new AgentThreads(executor);
  }

  /** Makes threads of that name that inherit nothing from the thread that asks for them. */
  public static ThreadFactory factory(String name) {
    return task ->
        AccessController.doPrivileged(
            (PrivilegedAction<Thread>)
                () -> {
                  Thread thread = withoutThreadLocals(name, task);
                  thread.setDaemon(true);
                  thread.setContextClassLoader(null);
                  return thread;
                });
  }

  private static Thread withoutThreadLocals(String name, Runnable task) {
    ThreadGroup group = topGroup();
    Optional<Constructor<Thread>> constructor = fiveArguments();
    if (constructor.isPresent()) {
      try {
        return constructor.get().newInstance(group, task, name, 0L, false);
      } catch (ReflectiveOperationException e) {
        return new Thread(group, task, name);
      }
    }
    return new Thread(group, task, name);
  }

  /** {@code Thread(group, task, name, stackSize, inheritThreadLocals)} is there from 9 on. */
  private static Optional<Constructor<Thread>> fiveArguments() {
    try {
      return Optional.of(
          Thread.class.getConstructor(
              ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  /** A web application's own group would be kept by a thread that outlives it. */
  private static ThreadGroup topGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
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
