package io.tlswhy.weave.capture;

import io.tlswhy.evidence.Carrier;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sees that the connection for a handshake did not come about at all: no address, no TCP
 * connection, no tunnel through the proxy.
 *
 * <p>Only where JSSE or {@code HttpsURLConnection} makes the connection: whoever connects a plain
 * socket first, or works with an engine, has no TLS yet when that fails.
 */
final class Connects {
  private static final String TUNNELLING = "sun.net.www.protocol.http.HttpURLConnection";
  private static final int DEEPEST_FRAME = 20;
  private static final int HTTPS = 443;

  private final Reporter reporter;

  Connects(Reporter reporter) {
    this.reporter = reporter;
  }

  /** {@code SSLSocket.connect} threw; its time-out in milliseconds is 0 for none. */
  void connectThrown(
      ThreadState state, Throwable thrown, @Nullable SocketAddress address, int timeout) {
    if (!state.isChecking() && isOfNetwork(thrown) && address instanceof InetSocketAddress) {
      reporter.report(
          evidence(Point.CONNECT, thrown, peer((InetSocketAddress) address))
              .elapsed(Duration.ofNanos(System.nanoTime() - state.connectStart()))
              .limit(Duration.ofMillis(timeout)),
          thrown);
    }
  }

  /** Whether the network, and not the application, kept the connection from being made. */
  private static boolean isOfNetwork(Throwable thrown) {
    return thrown instanceof UnknownHostException
        || thrown instanceof ConnectException
        || thrown instanceof NoRouteToHostException
        || thrown instanceof SocketTimeoutException;
  }

  private static Peer peer(InetSocketAddress endpoint) {
    InetAddress address = endpoint.getAddress();
    // Never the reverse look-up that getHostName() may make.
    return Peer.of(
        endpoint.getHostString(),
        endpoint.getPort(),
        address == null ? "" : address.getHostAddress());
  }

  /** {@code HttpsURLConnection.connect} threw; its own failures are told elsewhere. */
  void tunnelThrown(ThreadState state, Throwable thrown, Object connection) {
    if (state.isChecking() || !(connection instanceof HttpURLConnection)) {
      return;
    }
    if (thrown.getClass() == IOException.class && isTunnelling(thrown)) {
      reporter.report(
          evidence(Point.CONNECT, thrown, peer(((HttpURLConnection) connection).getURL())), thrown);
    } else if (RefusedSetting.isOfHttps(thrown)) {
      reporter.report(
          evidence(Point.DEFAULT_CONTEXT, thrown, peer(((HttpURLConnection) connection).getURL())),
          thrown);
    }
  }

  private static Peer peer(URL url) {
    return Peer.of(url.getHost(), url.getPort() < 0 ? HTTPS : url.getPort(), "");
  }

  private static boolean isTunnelling(Throwable thrown) {
    StackTraceElement[] frames = thrown.getStackTrace();
    for (int i = 0; i < Math.min(frames.length, DEEPEST_FRAME); i++) {
      if (frames[i].getClassName().equals(TUNNELLING)
          && frames[i].getMethodName().startsWith("doTunneling")) {
        return true;
      }
    }
    return false;
  }

  private static HandshakeFailure.Builder evidence(Point point, Throwable thrown, Peer peer) {
    HandshakeFailure.Builder evidence =
        HandshakeFailure.builder(point, Role.CLIENT, Instant.now())
            .carrier(Carrier.SOCKET)
            .peer(peer)
            .thread(Thread.currentThread().getName());
    if (thrown.getMessage() != null) {
      evidence.diagnostic(thrown.getMessage());
    }
    return evidence;
  }
}
