package io.tlswhy.weave.capture;

import io.tlswhy.evidence.Carrier;
import io.tlswhy.weave.lookup.SlowWatch;
import io.tlswhy.weave.lookup.ThreadText;
import io.tlswhy.weave.read.Connection;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A handshake that was begun, and what was told of it; it keeps no connection alive. Only the
 * watch's thread changes it.
 */
final class Begun extends WeakReference<Object> {
  private static final int TOP_FRAMES = 12;

  private final Thread thread;
  private final long nanos;
  private long inTaskSince;
  private long endedAfter;
  private String waitsAt = "";
  private SlowHandshakes.@Nullable Told told;

  Begun(Object handshake, Thread thread, long nanos) {
    super(handshake);
    this.thread = thread;
    this.nanos = nanos;
  }

  /** The thread that began it. */
  Thread thread() {
    return thread;
  }

  /** When it was begun. */
  long nanos() {
    return nanos;
  }

  /** Whether it has neither ended nor been given up. */
  boolean isRunning(Reporter reporter) {
    Object handshake = get();
    Connection connection = Connection.ofHandshake(handshake).orElse(null);
    return connection != null
        && connection.isRunning(handshake)
        && !connection.isBroken()
        && !connection.isGivenUp()
        && !reporter.isReported(connection);
  }

  /** Whether it is this side that has something to do, and not the peer. */
  boolean isInTask(Connection connection) {
    return connection.handshake().field("taskDelegated").isTrue()
        || (connection.carrier() == Carrier.SOCKET ? !isWaitingForInput() : isInJsse());
  }

  /** The thread that stands still with it; that of an engine is not known. */
  String threadOf(Connection connection) {
    return connection.carrier() == Carrier.SOCKET ? ThreadText.of(thread) : "";
  }

  /** What was told of it; absent if nothing was. */
  SlowHandshakes.@Nullable Told told() {
    return told;
  }

  void told(SlowHandshakes.@Nullable Told notice) {
    told = notice;
  }

  /** It was seen to have ended; true if that was seen before as well. */
  boolean isEndSeenAgain(long took) {
    boolean again = endedAfter != 0;
    if (!again) {
      endedAfter = took;
    }
    return again;
  }

  /** How long it took until its end was seen. */
  long endedAfter() {
    return endedAfter;
  }

  /** Whether it was seen in a task before, and that time was slow by itself. */
  boolean isLongInTask(long took, SlowWatch watch) {
    if (inTaskSince == 0) {
      inTaskSince = took;
    }
    return watch.isSlow(took - inTaskSince);
  }

  /** What it has been doing until now is told by itself. */
  void isTakenUp() {
    inTaskSince = 0;
  }

  /** It waits for its peer there, and is not in a task. */
  void waitsAt(String place) {
    waitsAt = place;
    inTaskSince = 0;
  }

  /** Whether it was seen to wait for its peer there: looking at its thread again costs more. */
  boolean isSeenToWaitAt(String place) {
    return waitsAt.equals(place);
  }

  /** Whether its thread, which may be an event loop, is busy in JSSE: then not with waiting. */
  private boolean isInJsse() {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().startsWith("sun.security.ssl.")) {
        return true;
      }
    }
    return false;
  }

  /** Whether its thread is blocked where sockets are read. */
  private boolean isWaitingForInput() {
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
