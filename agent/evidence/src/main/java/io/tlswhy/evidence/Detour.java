package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;

/** The way past a proxy: whom a second handshake asked directly, where the first went through. */
@AutoValue
public abstract class Detour {
  Detour() {}

  /**
   * A way past a proxy.
   *
   * @param proxy the proxy's host and port
   * @param address the peer's own address and port; empty if it has none or may not be asked
   * @param portKnown whether that is the very port that the proxy was asked for; a socket over a
   *     tunnel knows the proxy's port only, and 443 is assumed
   */
  public static Detour of(String proxy, String address, boolean portKnown) {
    return new AutoValue_Detour(proxy, address, portKnown);
  }

  /** The proxy that the first handshake went through, as host and port. */
  public abstract String proxy();

  /** The peer's own address and port; empty if it was not asked. */
  public abstract String address();

  /** Whether the port is the one that the proxy was asked for, and not assumed. */
  public abstract boolean portKnown();
}
