package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.util.Optional;

/** Who is at the other end of a connection, as far as this JVM knows. */
@AutoValue
public abstract class Peer {
  Peer() {}

  /** Nothing is known of the peer. */
  public static Peer unknown() {
    return of("", -1, "");
  }

  /**
   * A peer.
   *
   * @param host the name that was asked for, as the application gave it; empty if it gave none
   * @param port the TCP port, -1 if not known
   * @param address the IP address connected to, as text; empty if not known (an engine has none)
   */
  public static Peer of(String host, int port, String address) {
    return new AutoValue_Peer(host, port, address, Optional.empty());
  }

  /** The same peer behind a tunnel, whose own address nobody here knows. */
  public final Peer through(Tunnel tunnel) {
    return new AutoValue_Peer(host(), port(), "", Optional.of(tunnel));
  }

  /** The same peer by another name. */
  public final Peer named(String name) {
    return new AutoValue_Peer(name, port(), address(), tunnel());
  }

  /** The name that was asked for; empty if none. Not escaped: it may be the network's text. */
  public abstract String host();

  /** The TCP port, -1 if not known. */
  public abstract int port();

  /** The IP address as text, empty if not known. */
  public abstract String address();

  /** What the connection leads to, where it goes through a tunnel to the peer. */
  public abstract Optional<Tunnel> tunnel();

  /** The best name there is for the peer: host, else address, else an empty text. */
  public final String name() {
    return host().isEmpty() ? address() : host();
  }
}
