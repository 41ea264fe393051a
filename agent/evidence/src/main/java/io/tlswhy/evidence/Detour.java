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
   * @param surelyThrough whether the first handshake is known to have gone through that proxy to
   *     that very host and port; of an engine's only the settings of this JVM tell it
   */
  public static Detour of(String proxy, String address, boolean surelyThrough) {
    return new AutoValue_Detour(proxy, address, surelyThrough);
  }

  /** The proxy that the first handshake went through, as host and port. */
  public abstract String proxy();

  /** The peer's own address and port; empty if it was not asked. */
  public abstract String address();

  /** Whether the first handshake is known to have gone through it, and that is not assumed. */
  public abstract boolean surelyThrough();
}
