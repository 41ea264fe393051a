package io.tlswhy.weave.capture;

import io.tlswhy.weave.Harmless;
import io.tlswhy.weave.lookup.SlowWatch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The handshakes that were begun a short while ago: those that have not ended when they should have
 * are looked at until they have.
 *
 * <p>A handshake that passes leaves a weak reference here and tells nobody of its end: an agent's
 * thread looks at its state when the {@code slow} time is over.
 */
final class BegunHandshakes {
  private static final int MOST_YOUNG = 4_096;
  private static final int MOST_LATE = 256;
  private static final long SHORTEST_LOOK_MILLIS = 50;
  private static final long LONGEST_LOOK_MILLIS = 500;
  private static final String CLIENTS = "sun.security.ssl.ClientHandshakeContext";
  private static final String SERVERS = "sun.security.ssl.ServerHandshakeContext";

  private final Side clients;
  private final Side servers;
  private final SlowWatch watch;
  private final Harmless harmless;
  private final AtomicBoolean looking = new AtomicBoolean();

  BegunHandshakes(Late clients, Late servers, SlowWatch watch, Harmless harmless) {
    this.clients = new Side(clients);
    this.servers = new Side(servers);
    this.watch = watch;
    this.harmless = harmless;
  }

  /** What is told of the handshakes of one side that are late; runs on the watch's thread. */
  interface Late {
    /** Whether it has not ended. */
    boolean isRunning(Begun begun);

    /** Looks after one that is late; true when there is nothing more to tell of it. */
    boolean isDone(Begun begun, long now);

    /** All have been looked after. */
    void looked(long now);
  }

  /** A {@code HandshakeContext} is there, and its first message is to be sent or awaited. */
  void begun(Object handshake) {
    String type = handshake.getClass().getName();
    Side side = type.equals(CLIENTS) ? clients : servers;
    if (side == servers && !type.equals(SERVERS)) {
      return;
    }
    if (side.take(handshake) && !looking.get() && looking.compareAndSet(false, true)) {
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
    long now = System.nanoTime();
    clients.look(now);
    servers.look(now);
    if (clients.hasAny() || servers.hasAny()) {
      lookLater();
    } else {
      looking.set(false);
      if ((clients.hasAny() || servers.hasAny()) && looking.compareAndSet(false, true)) {
        lookLater();
      }
    }
  }

  /** Those of this JVM's handshakes that it began as a client, or as a server. */
  private final class Side {
    private final Queue<Begun> young = new ConcurrentLinkedQueue<Begun>();
    private final AtomicInteger size = new AtomicInteger();
    private final Late teller;

    /** Only touched by the watch's thread. */
    private final List<Begun> late = new ArrayList<Begun>();

    Side(Late teller) {
      this.teller = teller;
    }

    boolean take(Object handshake) {
      if (size.get() >= MOST_YOUNG) {
        return false;
      }
      size.incrementAndGet();
      return young.add(new Begun(handshake, Thread.currentThread(), System.nanoTime()));
    }

    void look(long now) {
      try {
        for (Begun next = young.peek();
            next != null && watch.isSlow(now - next.nanos());
            next = young.peek()) {
          young.poll();
          size.decrementAndGet();
          if (late.size() < MOST_LATE && teller.isRunning(next)) {
            late.add(next);
          }
        }
        for (Iterator<Begun> each = late.iterator(); each.hasNext(); ) {
          if (teller.isDone(each.next(), now)) {
            each.remove();
          }
        }
        teller.looked(now);
      } catch (Throwable fault) {
        harmless.swallow(fault);
      }
    }

    boolean hasAny() {
      return !young.isEmpty() || !late.isEmpty();
    }
  }
}
