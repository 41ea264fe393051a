package io.tlswhy.weave.capture;

import io.tlswhy.weave.memory.LastGoodChains;
import io.tlswhy.weave.read.Mirror;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Sees that a chain was accepted: {@code SSLSessionImpl.setPeerCertificates}.
 *
 * <p>JSSE calls it more than once in a handshake, with TLS 1.2 stapling even before the chain was
 * checked; only the call that follows a check of the same handshake counts.
 */
final class Successes {
  private final LastGoodChains lastGood;
  private final Tunnels tunnels;
  private final SlowHandshakes slow;
  private final AcceptedOnce once;

  Successes(LastGoodChains lastGood, Tunnels tunnels, SlowHandshakes slow, AcceptedOnce once) {
    this.lastGood = lastGood;
    this.tunnels = tunnels;
    this.slow = slow;
    this.once = once;
  }

  void accepted(ThreadState state, Object session, X509Certificate @Nullable [] chain) {
    Mirror handshake = Mirror.of(state.handshake());
    if (!handshake.field("handshakeSession").is(session)) {
      return;
    }
    if (state.hasLookups()) {
      ChainCheck check = state.check();
      if (check != null) {
        slow.accepted(check);
      }
    }
    boolean client = handshake.className().endsWith(".ClientHandshakeContext");
    if (client && chain != null && chain.length > 0 && session instanceof SSLSession) {
      Object running = state.handshake();
      if (remember((SSLSession) session, handshake, chain) && running != null) {
        once.accepted(running, chain);
      }
    }
    state.endCheck();
  }

  /** Whether the peer was not accepted with that certificate before. */
  private boolean remember(SSLSession session, Mirror handshake, X509Certificate[] chain) {
    String host = session.getPeerHost();
    if (host == null) {
      return false;
    }
    Socket socket = handshake.field("conContext").field("transport").as(Socket.class).orElse(null);
    int port = tunnels.port(socket);
    if (port != 0) {
      // The address is the proxy's.
      return lastGood.accepted(host, port, null, chain);
    }
    InetAddress address = socket == null ? null : socket.getInetAddress();
    return lastGood.accepted(host, session.getPeerPort(), address, chain);
  }
}
