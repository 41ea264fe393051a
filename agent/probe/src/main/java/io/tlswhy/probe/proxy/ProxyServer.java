package io.tlswhy.probe.proxy;

import com.google.auto.value.AutoValue;

/** A proxy that this machine knows, and from where it is known. */
@AutoValue
public abstract class ProxyServer {
  ProxyServer() {}

  /** A proxy. */
  public static ProxyServer of(String host, int port, boolean socks, String namedBy) {
    return new AutoValue_ProxyServer(host, port, socks, namedBy, true);
  }

  /**
   * A proxy that a PAC file names.
   *
   * @param local whether the file is this machine's own
   */
  static ProxyServer ofPac(String host, int port, boolean socks, String namedBy, boolean local) {
    return new AutoValue_ProxyServer(host, port, socks, namedBy, local);
  }

  /** Its name or address. */
  public abstract String host();

  /** Its port. */
  public abstract int port();

  /** Whether it speaks SOCKS and not HTTP. */
  public abstract boolean socks();

  /** The setting that names it, such as {@code https.proxyHost}. */
  public abstract String namedBy();

  /**
   * Whether this machine's own settings name it; what came over the network may have been changed
   * on the way, so that the address rules hold for it.
   */
  public abstract boolean isOfThisMachine();

  /** Host and port, as a stage names its way; of a SOCKS server with its scheme before it. */
  public final String name() {
    return (socks() ? "socks5://" : "")
        + (host().indexOf(':') >= 0 ? "[" + host() + "]" : host())
        + ":"
        + port();
  }

  /** Whether both are the same server, whatever named them. */
  public final boolean sameServer(ProxyServer other) {
    return host().equalsIgnoreCase(other.host())
        && port() == other.port()
        && socks() == other.socks();
  }
}
