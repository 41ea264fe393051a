package io.tlswhy.weave.capture;

import io.tlswhy.evidence.Carrier;
import io.tlswhy.evidence.Ending;
import io.tlswhy.evidence.Waiting;
import io.tlswhy.weave.Harmless;
import io.tlswhy.weave.WeakIdentitySet;
import io.tlswhy.weave.lookup.SlowWatch;
import io.tlswhy.weave.lookup.ThreadText;
import io.tlswhy.weave.read.Connection;
import io.tlswhy.weave.read.Mirror;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The handshakes that this JVM began as a client a short while ago: those that have not ended when
 * they should have are told while they hang, and so is how they end.
 *
 * <p>A handshake that passes leaves a weak reference here and tells nobody of its end: an agent's
 * thread looks at its state when the {@code slow} time is over.
 */
final class BegunHandshakes {
  private static final int MOST_YOUNG = 4_096;
  private static final int MOST_LATE = 256;
  private static final long SHORTEST_LOOK_MILLIS = 50;
  private static final long LONGEST_LOOK_MILLIS = 500;
  private static final long FORGOTTEN_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final int TOP_FRAMES = 12;
  private static final String CLIENTS = "sun.security.ssl.ClientHandshakeContext";

  private final Reporter reporter;
  private final SlowHandshakes slow;
  private final OpenLookups lookups;
  private final SlowWatch watch;
  private final Harmless harmless;
  private final WeakIdentitySet told = new WeakIdentitySet();
  private final Queue<Begun> young = new ConcurrentLinkedQueue<Begun>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicBoolean looking = new AtomicBoolean();

  /** Only touched by the watch's thread. */
  private final List<Begun> late = new ArrayList<Begun>();

  BegunHandshakes(
      Reporter reporter,
      SlowHandshakes slow,
      OpenLookups lookups,
      SlowWatch watch,
      Harmless harmless) {
    this.reporter = reporter;
    this.slow = slow;
    this.lookups = lookups;
    this.watch = watch;
    this.harmless = harmless;
  }

  /** A {@code HandshakeContext} is about to send its first message. */
  void begun(Object handshake) {
    if (size.get() >= MOST_YOUNG || !handshake.getClass().getName().equals(CLIENTS)) {
      return;
    }
    size.incrementAndGet();
    young.add(new Begun(handshake, Thread.currentThread(), System.nanoTime()));
    if (!looking.get() && looking.compareAndSet(false, true)) {
      lookLater();
    }
  }

  private void lookLater() {
    long quarter = watch.slowMillis() / 4;
    watch.after(
        Math.max(SHORTEST_LOOK_MILLIS, Math.min(quarter, LONGEST_LOOK_MILLIS)),
        new Runnable() {
          @Override
          public void run() {
            look();
          }
        });
  }

  private void look() {
    try {
      long now = System.nanoTime();
      for (Begun next = young.peek();
          next != null && watch.isSlow(now - next.nanos);
          next = young.peek()) {
        young.poll();
        size.decrementAndGet();
        if (late.size() < MOST_LATE && isRunning(next.get())) {
          late.add(next);
        }
      }
      for (Iterator<Begun> each = late.iterator(); each.hasNext(); ) {
        if (isDone(each.next(), now)) {
          each.remove();
        }
      }
    } catch (Throwable fault) {
      harmless.swallow(fault);
    }
    if (!young.isEmpty() || !late.isEmpty()) {
      lookLater();
    } else {
      looking.set(false);
      if (!young.isEmpty() && looking.compareAndSet(false, true)) {
        lookLater();
      }
    }
  }

  /** Looks after one that is late; true when there is nothing more to tell of it. */
  private boolean isDone(Begun begun, long now) {
    Object handshake = begun.get();
    long took = now - begun.nanos;
    if (!isRunning(handshake)) {
      if (begun.told == null) {
        return true;
      }
      if (begun.endedAfter == 0) {
        // What fails is reported at about this time: the next look knows.
        begun.endedAfter = took;
        return false;
      }
      slow.ended(begun.told, ending(handshake), begun.endedAfter);
      return true;
    }
    if (handshake != null) {
      begun.told = told(begun, handshake);
      if (begun.told == null && !lookups.isIn(handshake)) {
        begun.told = tell(begun, handshake, took);
        if (begun.told != null) {
          told.add(handshake);
        }
      }
    }
    return took > FORGOTTEN_NANOS;
  }

  /** What was told of it: by this watch, or of a look-up in it. */
  private SlowHandshakes.@Nullable Told told(Begun begun, Object handshake) {
    SlowHandshakes.Told ofLookup = lookups.told(handshake);
    return ofLookup == null ? begun.told : ofLookup;
  }

  private SlowHandshakes.@Nullable Told tell(Begun begun, Object handshake, long took) {
    Connection connection = Connection.ofHandshake(handshake).orElse(null);
    if (connection == null) {
      return null;
    }
    boolean socket = connection.carrier() == Carrier.SOCKET;
    boolean task =
        Mirror.of(handshake).field("taskDelegated").isTrue()
            || (socket ? !begun.isWaitingForInput() : begun.isInJsse());
    if (task && !begun.isLongInTask(took, watch)) {
      // The first handshake of a JVM loads its classes, and revocation may be asked for next.
      return null;
    }
    return slow.hanging(
        connection,
        task ? Waiting.TASK : Waiting.PEER,
        socket ? ThreadText.of(begun.thread) : "",
        took);
  }

  private static boolean isRunning(@Nullable Object handshake) {
    Connection connection = Connection.ofHandshake(handshake).orElse(null);
    return connection != null
        && connection.isRunning(handshake)
        && !connection.isBroken()
        && !connection.isGivenUp();
  }

  private Ending ending(@Nullable Object handshake) {
    Connection connection = Connection.ofHandshake(handshake).orElse(null);
    if (connection != null && connection.isNegotiated()) {
      return Ending.PASSED;
    }
    return connection != null && reporter.isReported(connection) ? Ending.FAILED : Ending.GIVEN_UP;
  }

  /** Whether it was told that the handshake hangs: how it ends is told too, and nowhere else. */
  boolean isTold(Mirror handshake) {
    return told.contains(handshake.as(Object.class).orElse(this));
  }

  /** One that was begun; it keeps no connection alive. */
  private static final class Begun extends WeakReference<Object> {
    private final Thread thread;
    private final long nanos;
    private long inTaskSince;
    private long endedAfter;
    private SlowHandshakes.@Nullable Told told;

    Begun(Object handshake, Thread thread, long nanos) {
      super(handshake);
      this.thread = thread;
      this.nanos = nanos;
    }

    /** Whether it was seen in a task before, and that time was slow by itself. */
    boolean isLongInTask(long took, SlowWatch watch) {
      if (inTaskSince == 0) {
        inTaskSince = took;
      }
      return watch.isSlow(took - inTaskSince);
    }

    /** Whether its thread, which may be an event loop, is busy in JSSE: then not with waiting. */
    boolean isInJsse() {
      for (StackTraceElement frame : thread.getStackTrace()) {
        if (frame.getClassName().startsWith("sun.security.ssl.")) {
          return true;
        }
      }
      return false;
    }

    /** Whether its thread is blocked where sockets are read. */
    boolean isWaitingForInput() {
      StackTraceElement[] frames = thread.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, TOP_FRAMES); i++) {
        String name = frames[i].getClassName();
        if (name.startsWith("sun.nio.ch.") || name.startsWith("java.net.SocketInputStream")) {
          return true;
        }
      }
      return false;
    }
  }
}
