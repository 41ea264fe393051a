package io.tlswhy.probe.handshake;

import com.google.auto.value.AutoValue;
import io.tlswhy.evidence.Tunnel;
import io.tlswhy.probe.proxy.ProxyServer;

/** The proxy that a peer was reached through, and the peer's own port. */
@AutoValue
abstract class ProxiedPeer {
  ProxiedPeer() {}

  /**
   * A connection that is known to go through a tunnel.
   *
   * @param ofThisMachine whether this machine's own settings name the proxy
   */
  static ProxiedPeer tunnelled(Tunnel tunnel, int port, boolean ofThisMachine) {
    return new AutoValue_ProxiedPeer(
        tunnel.name(), tunnel.host(), tunnel.address(), tunnel.port(), port, true, ofThisMachine);
  }

  /**
   * A connection to a peer for which the settings name that proxy.
   *
   * @param address the proxy's address, empty if not known
   * @param sure whether the connection is known to go through it
   */
  static ProxiedPeer configured(ProxyServer proxy, String address, int port, boolean sure) {
    return new AutoValue_ProxiedPeer(
        proxy.name(), proxy.host(), address, proxy.port(), port, sure, true);
  }

  /** The proxy's host and port. */
  abstract String proxy();

  /** The proxy's name or address; may be empty where the address is known. */
  abstract String host();

  /** The proxy's address; empty if not known. */
  abstract String address();

  /** The proxy's port. */
  abstract int proxyPort();

  /** The peer's own port. */
  abstract int port();

  /** Whether the connection is known to go through it, and not only the settings say so. */
  abstract boolean sure();

  /** Whether this machine's settings, or the user, name the proxy: it passes no rule then. */
  abstract boolean ofThisMachine();
}
