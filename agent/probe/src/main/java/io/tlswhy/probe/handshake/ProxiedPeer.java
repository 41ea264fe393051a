package io.tlswhy.probe.handshake;

import com.google.auto.value.AutoValue;

/** A peer that was reached through a proxy, and the port at which it can be asked directly. */
@AutoValue
abstract class ProxiedPeer {
  ProxiedPeer() {}

  static ProxiedPeer of(String proxy, int port, boolean portKnown) {
    return new AutoValue_ProxiedPeer(proxy, port, portKnown);
  }

  /** The proxy's host and port. */
  abstract String proxy();

  /** The peer's own port. */
  abstract int port();

  /** Whether the proxy was asked for that port, and it is not assumed. */
  abstract boolean portKnown();
}
