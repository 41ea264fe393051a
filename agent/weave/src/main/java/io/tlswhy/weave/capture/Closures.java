package io.tlswhy.weave.capture;

import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.weave.read.Connection;
import io.tlswhy.weave.read.Mirror;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sees the end of a connection during the handshake of an engine, which itself knows of none.
 *
 * <p>{@code closeInbound} says that no more will come: the peer, or the network, has closed. {@code
 * closeOutbound} is the application's own wish and tells nothing.
 */
final class Closures {
  private final Reporter reporter;
  private final LateClients late;

  Closures(Reporter reporter, LateClients late) {
    this.reporter = reporter;
    this.late = late;
  }

  /** {@code SSLEngineImpl.closeInbound} begins. */
  void engineClosing(ThreadState state, Object engine) {
    state.closing(pending(engine));
  }

  /** {@code SSLEngineImpl.closeInbound} returned: there was nothing to complain of. */
  void engineClosed(ThreadState state) {
    state.closing(null);
  }

  /** {@code SSLEngineImpl.closeInbound} threw. */
  void engineThrown(ThreadState state, Throwable thrown) {
    PendingFailure closing = state.closing();
    state.closing(null);
    if (closing != null && !late.isTold(closing.connection().handshake())) {
      reporter.complete(closing, thrown);
    }
  }

  /** java.net.http has found that the connection ended, and made an exception for it. */
  void httpFailing(@Nullable Throwable thrown, @Nullable Object engine) {
    if (!(thrown instanceof SSLException) || isOwnClose(thrown)) {
      if (thrown != null) {
        late.givenUp(engine);
      }
      return;
    }
    PendingFailure pending = pending(engine);
    if (pending != null) {
      reporter.complete(pending, thrown);
    }
  }

  private @Nullable PendingFailure pending(@Nullable Object engine) {
    Connection connection = Connection.carrying(engine).orElse(null);
    if (connection == null
        || !connection.handshake().isPresent()
        || connection.isNegotiated()
        || connection.isBroken()
        || Mirror.of(engine).field("conContext").field("delegatedThrown").isPresent()
        || reporter.isReported(connection)) {
      return null;
    }
    return new PendingFailure(connection, reporter.begin(Point.CLOSED, connection, null));
  }

  /**
   * Whether the client itself closed the connection, as at the end of its time-out: then the cause
   * was made where {@code SocketTube} says so.
   */
  private static boolean isOwnClose(Throwable thrown) {
    Throwable cause = thrown.getCause();
    if (cause instanceof ClosedChannelException) {
      return true;
    }
    StackTraceElement[] made = cause == null ? new StackTraceElement[0] : cause.getStackTrace();
    return made.length > 0 && made[0].getMethodName().equals("signalClosed");
  }
}
