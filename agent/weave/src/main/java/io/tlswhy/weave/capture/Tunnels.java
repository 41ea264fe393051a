package io.tlswhy.weave.capture;

import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Tunnel;
import io.tlswhy.weave.WeakIdentityMap;
import io.tlswhy.weave.read.Connection;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * The ports that sockets are meant for whose TLS runs over a connection to somewhere else, such as
 * a proxy.
 *
 * <p>{@code SSLSocketFactory.createSocket(Socket, String, int, boolean)} is told host and port of
 * the peer, but JSSE keeps the host only: its socket, and so its session, has the proxy's port.
 * Nothing is kept of a socket that is connected to that very port.
 */
final class Tunnels {
  private static final int MOST = 10_000;

  private final WeakIdentityMap<Integer> ports = new WeakIdentityMap<Integer>(MOST);

  /** A {@code SSLSocketImpl} was made over a connected socket, for that port of its peer. */
  void layered(Object socket, Socket under, int port) {
    // A class of the application's is not asked: the difference shows when the port is needed.
    boolean foreign = under.getClass().getClassLoader() != null;
    if (port > 0 && (foreign || under.getPort() != port)) {
      ports.putIfAbsent(socket, port);
    }
  }

  /** The port that the socket is meant for, 0 if it is the one that it is connected to. */
  int port(@Nullable Object socket) {
    Integer port = socket == null ? null : ports.get(socket);
    return port == null ? 0 : port;
  }

  /** The other end of that connection, with its own port. */
  Peer peer(Connection connection) {
    Peer peer = connection.peer();
    Socket socket = connection.transport().as(Socket.class).orElse(null);
    int port = port(socket);
    if (socket == null || port == 0 || port == peer.port()) {
      return peer;
    }
    Tunnel tunnel = Tunnel.of(Connection.nameGiven(socket), peer.address(), peer.port());
    return Peer.of(peer.host(), port, "").through(tunnel);
  }
}
