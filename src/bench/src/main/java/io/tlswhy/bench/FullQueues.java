package io.tlswhy.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports of this machine that answer a connection request with nothing, as behind a firewall that
 * drops: their queues are full. Needs no rights; Linux only.
 */
final class FullQueues implements AutoCloseable {
  private final List<ServerSocket> servers = new ArrayList<>();
  private final List<Socket> waiting = new ArrayList<>();

  FullQueues(int ports) throws IOException {
    for (int i = 0; i < ports; i++) {
      ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
      servers.add(server);
      for (int k = 0; k < 2; k++) {
        waiting.add(new Socket(server.getInetAddress(), server.getLocalPort()));
      }
    }
  }

  /** The address of a CRL at each. */
  List<String> urls() {
    return servers.stream()
        .map(server -> "http://127.0.0.1:" + server.getLocalPort() + "/ca.crl")
        .toList();
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : waiting) {
      socket.close();
    }
    for (ServerSocket server : servers) {
      server.close();
    }
  }
}
