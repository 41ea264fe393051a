package io.tlswhy.weave.capture;

import io.tlswhy.evidence.Carrier;
import io.tlswhy.evidence.Ending;
import io.tlswhy.evidence.Stall;
import io.tlswhy.evidence.Waiting;
import io.tlswhy.weave.lookup.SlowWatch;
import io.tlswhy.weave.read.Connection;
import io.tlswhy.weave.read.HandshakeReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells of handshakes of a server that are late: each that this side itself keeps waiting, and
 * those that wait for their clients once there are three at one port.
 *
 * <p>A client that sends nothing, or not all, is what a server on a network sees all day: a health
 * check that keeps its connection, a browser that connects in advance, a scanner. Several at once
 * are no accident, and where each holds a thread they are how a server stands still. An engine of
 * which no ClientHello is known holds nothing, and is passed over.
 */
final class LateServers implements BegunHandshakes.Late {
  private static final int FEWEST_AT_ONCE = 3;
  private static final String NOTHING_HELD = "an engine";
  private static final long FORGOTTEN_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Reporter reporter;
  private final SlowHandshakes slow;
  private final OpenLookups lookups;
  private final Staplings staplings;
  private final SlowWatch watch;

  /**
   * Those that were seen to wait for their clients in this look, by where and how far they came.
   */
  private final Map<String, List<Begun>> waiting = new LinkedHashMap<String, List<Begun>>();

  LateServers(
      Reporter reporter,
      SlowHandshakes slow,
      OpenLookups lookups,
      Staplings staplings,
      SlowWatch watch) {
    this.reporter = reporter;
    this.slow = slow;
    this.lookups = lookups;
    this.staplings = staplings;
    this.watch = watch;
  }

  @Override
  public boolean isRunning(Begun begun) {
    return begun.isRunning(reporter);
  }

  @Override
  public boolean isDone(Begun begun, long now) {
    Object handshake = begun.get();
    long took = now - begun.nanos();
    if (handshake == null || !isRunning(begun)) {
      SlowHandshakes.Told notice = begun.told();
      if (notice != null) {
        slow.ended(notice, isPassed(handshake) ? Ending.PASSED : Ending.GIVEN_UP, took);
      }
      return true;
    }
    Connection connection = Connection.ofHandshake(handshake).orElse(null);
    if (connection == null || lookups.isIn(handshake)) {
      return took > FORGOTTEN_NANOS;
    }
    String place = place(connection);
    if (begun.isSeenToWaitAt(place)) {
      group(begun, place);
    } else if (begun.told() != null) {
      return took > FORGOTTEN_NANOS;
    } else if (!begun.isInTask(connection)) {
      begun.waitsAt(place);
      group(begun, place);
    } else if (isStapling(begun, connection)) {
      begun.isTakenUp();
    } else if (begun.isLongInTask(took, watch)) {
      begun.told(slow.hanging(connection, Waiting.TASK, begun.threadOf(connection), took));
    }
    return took > FORGOTTEN_NANOS;
  }

  private static boolean isPassed(@Nullable Object handshake) {
    Connection connection = Connection.ofHandshake(handshake).orElse(null);
    return connection != null && connection.isNegotiated();
  }

  /** That is told with the look-up; an engine's task may run in any thread. */
  private boolean isStapling(Begun begun, Connection connection) {
    return connection.carrier() == Carrier.SOCKET
        ? staplings.isIn(begun.thread())
        : staplings.isAny();
  }

  /** Where clients are waited for, and whether they have begun. */
  private static String place(Connection connection) {
    boolean answered = HandshakeReader.hasPeerAnswered(connection);
    return connection.carrier() == Carrier.ENGINE && !answered
        ? NOTHING_HELD
        : connection.localPort() + (answered ? " begun" : " silent");
  }

  private void group(Begun begun, String place) {
    if (place.equals(NOTHING_HELD)) {
      return;
    }
    List<Begun> same = waiting.get(place);
    if (same == null) {
      same = new ArrayList<Begun>();
      waiting.put(place, same);
    }
    same.add(begun);
  }

  @Override
  public void looked(long now) {
    for (Iterator<List<Begun>> each = waiting.values().iterator(); each.hasNext(); ) {
      List<Begun> same = each.next();
      each.remove();
      if (same.size() >= FEWEST_AT_ONCE) {
        tell(same, now);
      }
    }
  }

  private void tell(List<Begun> same, long now) {
    Connection last = Connection.ofHandshake(same.get(same.size() - 1).get()).orElse(null);
    String client = last == null ? "" : last.peer().address();
    for (Begun begun : same) {
      Connection connection = Connection.ofHandshake(begun.get()).orElse(null);
      if (connection != null && begun.told() == null) {
        begun.told(
            slow.stalled(
                connection,
                Stall.of(same.size(), connection.localPort(), client),
                begun.threadOf(connection),
                now - begun.nanos()));
      }
    }
  }
}
