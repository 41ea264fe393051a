package io.tlswhy.weave.capture;

import io.tlswhy.evidence.Ending;
import io.tlswhy.evidence.Waiting;
import io.tlswhy.weave.WeakIdentitySet;
import io.tlswhy.weave.lookup.SlowWatch;
import io.tlswhy.weave.read.Connection;
import io.tlswhy.weave.read.Mirror;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells of each handshake that this JVM began as a client and that is late, while it hangs, what it
 * waits for, and how it ended.
 */
final class LateClients implements BegunHandshakes.Late {
  private static final long FORGOTTEN_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Reporter reporter;
  private final SlowHandshakes slow;
  private final OpenLookups lookups;
  private final SlowWatch watch;
  private final WeakIdentitySet told = new WeakIdentitySet();
  private final WeakIdentitySet givenUp = new WeakIdentitySet();

  LateClients(Reporter reporter, SlowHandshakes slow, OpenLookups lookups, SlowWatch watch) {
    this.reporter = reporter;
    this.slow = slow;
    this.lookups = lookups;
    this.watch = watch;
  }

  @Override
  public boolean isRunning(Begun begun) {
    Object handshake = begun.get();
    return handshake != null && begun.isRunning(reporter) && !givenUp.contains(handshake);
  }

  /** The client closed the connection of that engine, which it does not tell the engine. */
  void givenUp(@Nullable Object engine) {
    Connection connection = Connection.carrying(engine).orElse(null);
    if (connection != null && !connection.isNegotiated()) {
      Object handshake = connection.handshake().as(Object.class).orElse(null);
      if (handshake != null) {
        givenUp.add(handshake);
      }
    }
  }

  @Override
  public boolean isDone(Begun begun, long now) {
    Object handshake = begun.get();
    long took = now - begun.nanos();
    if (handshake == null || !isRunning(begun)) {
      SlowHandshakes.Told notice = begun.told();
      if (notice == null) {
        return true;
      }
      if (!begun.isEndSeenAgain(took)) {
        // What fails is reported at about this time: the next look knows.
        return false;
      }
      slow.ended(notice, ending(handshake), begun.endedAfter());
      return true;
    }
    begun.told(notice(begun, handshake));
    if (begun.told() == null && !lookups.isIn(handshake)) {
      begun.told(tell(begun, handshake, took));
      if (begun.told() != null) {
        told.add(handshake);
      }
    }
    return took > FORGOTTEN_NANOS;
  }

  @Override
  public void looked(long now) {
    // Each handshake stands for itself.
  }

  /** What was told of it: by this watch, or of a look-up in it. */
  private SlowHandshakes.@Nullable Told notice(Begun begun, Object handshake) {
    SlowHandshakes.Told ofLookup = lookups.told(handshake);
    return ofLookup == null ? begun.told() : ofLookup;
  }

  private SlowHandshakes.@Nullable Told tell(Begun begun, Object handshake, long took) {
    Connection connection = Connection.ofHandshake(handshake).orElse(null);
    if (connection == null) {
      return null;
    }
    boolean task = begun.isInTask(connection);
    if (task && !begun.isLongInTask(took, watch)) {
      // The first handshake of a JVM loads its classes, and revocation may be asked for next.
      return null;
    }
    return slow.hanging(
        connection, task ? Waiting.TASK : Waiting.PEER, begun.threadOf(connection), took);
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
}
