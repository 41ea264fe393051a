package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;

/**
 * Where a connection really leads that TLS for another host and port runs over: mostly a proxy that
 * was asked for a tunnel to them (RFC 9110 section 9.3.6).
 */
@AutoValue
public abstract class Tunnel {
  Tunnel() {}

  /**
   * A tunnel.
   *
   * @param host the name that was connected to; empty if an address was
   * @param address the IP address connected to, as text
   * @param port the TCP port
   */
  public static Tunnel of(String host, String address, int port) {
    return new AutoValue_Tunnel(host, address, port);
  }

  /** The name that was connected to; empty if an address was. Not escaped. */
  public abstract String host();

  /** The IP address as text. */
  public abstract String address();

  /** The TCP port. */
  public abstract int port();

  /** Host, or else address, and port. */
  public final String name() {
    String name = host().isEmpty() ? address() : host();
    return (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":" + port();
  }
}
