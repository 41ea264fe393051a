package io.tlswhy.evidence;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.security.AccessControlContext;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the agent's own threads and tells them from the application's.
 *
 * <p>They are daemons and hold nothing of the thread that happened to start them: no context class
 * loader, no inheritable thread locals, no access control context. One of those would keep a web
 * application that was redeployed from ever being unloaded.
 */
public final class AgentThreads implements ThreadFactory {
  private static final String PREFIX = "tlswhy-";

  private final String purpose;
  private final AtomicInteger count = new AtomicInteger();

  private AgentThreads(String purpose) {
    this.purpose = purpose;
  }

  /** A factory of threads that are named {@code tlswhy-purpose-1} and on. */
  public static AgentThreads of(String purpose) {
    return new AgentThreads(Objects.requireNonNull(purpose, "purpose"));
  }

  /** Whether that thread is the agent's own, whose handshakes are never diagnosed. */
  public static boolean isAgents(Thread thread) {
    return thread.getName().startsWith(PREFIX);
  }

  @Override
  public Thread newThread(Runnable work) {
    String name = PREFIX + purpose + "-" + count.incrementAndGet();
    AccessControlContext nothing = new AccessControlContext(new ProtectionDomain[0]);
    PrivilegedAction<Thread> create =
        new PrivilegedAction<Thread>() {
          @Override
          public Thread run() {
            return create(work, name);
          }
        };
    Thread thread = AccessController.doPrivileged(create, nothing);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  private static Thread create(Runnable work, String name) {
    ThreadGroup group = rootGroup();
    try {
      // Java 9 and later: the last argument forbids inheriting thread locals.
      Constructor<Thread> constructor =
          Thread.class.getConstructor(
              ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class);
      return constructor.newInstance(group, work, name, 0L, false);
    } catch (ReflectiveOperationException e) {
      Thread thread = new Thread(group, work, name);
      dropThreadLocals(thread);
      return thread;
    }
  }

  private static void dropThreadLocals(Thread thread) {
    try {
      Field field = Thread.class.getDeclaredField("inheritableThreadLocals");
      field.setAccessible(true);
      field.set(thread, null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ThreadGroup rootGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    for (@Nullable ThreadGroup up = group; up != null; up = up.getParent()) {
      group = up;
    }
    return group;
  }
}
