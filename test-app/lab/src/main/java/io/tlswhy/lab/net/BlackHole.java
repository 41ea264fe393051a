package io.tlswhy.lab.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A port whose connections time out: it listens, but its accept queue is full and nobody accepts,
 * so that the kernel drops every further SYN, as a firewall would.
 */
public final class BlackHole implements AutoCloseable {
  private static final int ATTEMPTS = 20;
  // A backlog of 1 holds two connections: the kernel accepts while the queue is not longer than it.
  private static final int CONNECTIONS_THAT_FILL = 2;

  private final List<ServerSocket> listeners = new ArrayList<>();
  private final List<Socket> fillers = new ArrayList<>();

  private BlackHole() {}

  /** Swallows connections to one port, the same on each of these addresses. */
  public static BlackHole at(InetAddress... addresses) throws IOException {
    IOException last = new IOException("no address given");
    for (int i = 0; i < ATTEMPTS; i++) {
      BlackHole hole = new BlackHole();
      try {
        hole.open(addresses);
        return hole;
      } catch (IOException e) {
        hole.close();
        last = e;
      }
    }
    throw last;
  }

  private void open(InetAddress... addresses) throws IOException {
    int port = 0;
    for (InetAddress address : addresses) {
      ServerSocket listener = new ServerSocket(port, 1, address);
      listeners.add(listener);
      port = listener.getLocalPort();
      for (int i = 0; i < CONNECTIONS_THAT_FILL; i++) {
        fillers.add(new Socket(address, port));
      }
    }
  }

  /** The port. */
  public int port() {
    return listeners.get(0).getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (Socket filler : fillers) {
      filler.close();
    }
    for (ServerSocket listener : listeners) {
      listener.close();
    }
  }
}
