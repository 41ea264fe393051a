package io.tlswhy.weave.capture;

import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.Carrier;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.Validation;
import io.tlswhy.weave.read.Connection;
import io.tlswhy.weave.read.HandshakeReader;
import io.tlswhy.weave.read.ValidationReader;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/**
 * Sees every failed handshake of SunJSSE, each exactly once.
 *
 * <p>JSSE throws one failure through up to three of the hooks. The evidence is read where it is
 * still there, on entering {@code fatal}; the failure is complete where the exception leaves that
 * the application will see: behind the check of the chain, behind {@code handleException}, or
 * behind {@code fatal} itself.
 */
final class Handshakes {
  private final Reporter reporter;

  Handshakes(Reporter reporter) {
    this.reporter = reporter;
  }

  /** {@code TransportContext.fatal} begins. */
  void fatalEntered(
      ThreadState state,
      Object context,
      @Nullable Object alert,
      @Nullable String diagnostic,
      boolean received,
      @Nullable Throwable cause) {
    PendingFailure carried = state.fatal();
    if (carried != null && carried.isOf(context) && carried.thrown() == null) {
      // The check of the chain threw what is no CertificateException, and left its evidence.
      describe(carried.evidence(), alert, diagnostic, received, cause);
      return;
    }
    state.fatal(null);
    Connection connection = Connection.of(context);
    if (connection.isBroken()
        || !concernsHandshake(connection, alert, received)
        || isOwnClose(connection, cause)
        || isClosing(state, context)
        || reporter.isReported(connection)) {
      return;
    }
    HandshakeFailure.Builder evidence =
        isTimeout(cause)
            ? reporter.beginTimeout(Point.LOCAL, connection, state.check())
            : reporter.begin(
                received ? Point.ALERT_RECEIVED : Point.LOCAL, connection, state.check());
    describe(evidence, alert, diagnostic, received, cause);
    state.fatal(new PendingFailure(connection, evidence));
  }

  /** {@code TransportContext.fatal} threw. */
  void fatalThrown(ThreadState state, Throwable thrown, Object context) {
    PendingFailure pending = state.fatal();
    if (pending == null || !pending.isOf(context)) {
      return;
    }
    pending.thrown(thrown);
    if (!isInCheck(state, pending) && !isInSocket(state, pending)) {
      state.fatal(null);
      reporter.complete(pending, thrown);
    }
  }

  /** {@code SSLSocketImpl.handleException} begins. */
  void socketFailing(ThreadState state, Object socket) {
    state.failingSocket(socket);
  }

  /** {@code SSLSocketImpl.handleException} threw what the application gets. */
  void socketThrown(ThreadState state, Throwable thrown, Object socket) {
    state.failingSocket(null);
    PendingFailure pending = state.fatal();
    state.fatal(null);
    Connection connection = Connection.carrying(socket).orElse(null);
    if (connection == null) {
      return;
    }
    if (pending != null && pending.isOf(connection.context()) && pending.thrown() != null) {
      reporter.complete(pending, thrown);
    } else if (thrown instanceof SocketTimeoutException
        && connection.handshake().isPresent()
        && !connection.isNegotiated()
        && !connection.isBroken()
        && !reporter.isReported(connection)) {
      reporter.complete(
          new PendingFailure(connection, reporter.beginTimeout(Point.TIMEOUT, connection, null)),
          thrown);
    }
  }

  /** A check of the peer's chain threw. */
  void chainThrown(
      ThreadState state, Throwable thrown, Object handshake, @Nullable Object certificates) {
    ChainCheck check = state.check();
    Connection connection = Connection.ofHandshake(handshake).orElse(null);
    PendingFailure pending = state.fatal();
    if (connection == null) {
      return;
    }
    boolean ofFatal = pending != null && pending.isOf(connection.context());
    if (!ofFatal && (thrown instanceof Exception) && !(thrown instanceof RuntimeException)) {
      return;
    }
    PendingFailure failure =
        ofFatal && pending != null
            ? pending
            : new PendingFailure(connection, reporter.begin(Point.LOCAL, connection, check));
    Throwable rejection = rejection(thrown);
    Validation.Builder validation =
        ValidationReader.inHandshake(
                connection, certificates, state.rejections().managerOf(rejection))
            .lookups(state.lookups().evidence());
    failure.evidence().validation(validation.rejection(rejection).build());
    if (!ofFatal && thrown instanceof RuntimeException && isSocket(connection)) {
      // It goes through fatal next, which finds the chain here.
      state.fatal(failure);
      return;
    }
    state.fatal(null);
    reporter.complete(failure, thrown);
  }

  private static void describe(
      HandshakeFailure.Builder evidence,
      @Nullable Object alert,
      @Nullable String diagnostic,
      boolean received,
      @Nullable Throwable cause) {
    if (diagnostic != null) {
      evidence.diagnostic(diagnostic);
    } else if (cause != null && cause.getMessage() != null) {
      evidence.diagnostic(cause.getMessage());
    }
    AlertSeen seen = HandshakeReader.alert(alert, received).orElse(null);
    if (seen != null && (received || !isTransports(cause))) {
      evidence.alert(seen);
    }
  }

  /** What fails an established connection is not ours to explain, but for one case. */
  private static boolean concernsHandshake(
      Connection connection, @Nullable Object alert, boolean received) {
    return connection.handshake().isPresent()
        || !connection.isNegotiated()
        || (received && HandshakeReader.isHandshakeAlert(alert) && connection.isFreshTls13Client());
  }

  private static boolean isOwnClose(Connection connection, @Nullable Throwable cause) {
    boolean interrupted =
        cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException);
    return interrupted || connection.isClosedByApplication();
  }

  /** Whether the connection itself failed, so that the alert is a formality. */
  private static boolean isTransports(@Nullable Throwable cause) {
    return cause != null && (isNetworks(cause) || isNetworks(cause.getCause()));
  }

  private static boolean isTimeout(@Nullable Throwable cause) {
    return cause instanceof SocketTimeoutException
        || (cause != null && cause.getCause() instanceof SocketTimeoutException);
  }

  private static boolean isNetworks(@Nullable Throwable cause) {
    return cause instanceof SocketException
        || cause instanceof InterruptedIOException
        || cause instanceof EOFException;
  }

  private static boolean isClosing(ThreadState state, Object context) {
    PendingFailure closing = state.closing();
    return closing != null && closing.isOf(context);
  }

  private static boolean isInCheck(ThreadState state, PendingFailure pending) {
    Connection checked = Connection.carrying(state.handshake()).orElse(null);
    return checked != null && pending.isOf(checked.context());
  }

  private static boolean isInSocket(ThreadState state, PendingFailure pending) {
    Object socket = state.failingSocket();
    return socket != null && pending.connection().transport().is(socket);
  }

  private static boolean isSocket(Connection connection) {
    return connection.carrier() == Carrier.SOCKET;
  }

  /** What the trust manager threw, out of what JSSE made of it. */
  private static Throwable rejection(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause instanceof CertificateException ? cause : thrown;
  }
}
