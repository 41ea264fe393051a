package io.tlswhy.probe.proxy;

import com.google.auto.value.AutoValue;

/** A proxy that this machine knows, and from where it is known. */
@AutoValue
public abstract class ProxyServer {
  ProxyServer() {}

  /** A proxy. */
  public static ProxyServer of(String host, int port, boolean socks, String namedBy) {
    return new AutoValue_ProxyServer(host, port, socks, namedBy);
  }

  /** Its name or address. */
  public abstract String host();

  /** Its port. */
  public abstract int port();

  /** Whether it speaks SOCKS and not HTTP. */
  public abstract boolean socks();

  /** The setting that names it, such as {@code https.proxyHost}. */
  public abstract String namedBy();

  /** Host and port, as a stage names its way. */
  public final String name() {
    return (host().indexOf(':') >= 0 ? "[" + host() + "]" : host()) + ":" + port();
  }

  /** Whether both are the same server, whatever named them. */
  final boolean sameServer(ProxyServer other) {
    return host().equalsIgnoreCase(other.host())
        && port() == other.port()
        && socks() == other.socks();
  }
}
