package io.tlswhy.e2e.app;

import java.io.IOException;
import java.net.InetAddress;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;

/**
 * A TLS server with a thread for each connection and no time-out for handshakes, until standard
 * input ends. It says what it sees on standard error, where the agent says what it knows.
 */
public final class BlockingServer {
  private BlockingServer() {}

  /** The argument is the port, on loopback. */
  public static void main(String[] arguments) throws IOException {
    SSLServerSocket server =
        (SSLServerSocket)
            SSLServerSocketFactory.getDefault()
                .createServerSocket(
                    Integer.parseInt(arguments[0]), 50, InetAddress.getByName("127.0.0.1"));
    Thread acceptor = new Thread(() -> accept(server), "acceptor");
    acceptor.setDaemon(true);
    acceptor.start();
    while (System.in.read() >= 0) {
      continue;
    }
    System.err.println("done");
  }

  private static void accept(SSLServerSocket server) {
    for (int number = 1; true; number++) {
      try {
        SSLSocket connection = (SSLSocket) server.accept();
        System.err.println("accepted");
        Thread worker = new Thread(() -> handshake(connection), "worker-" + number);
        worker.setDaemon(true);
        worker.start();
      } catch (IOException e) {
        System.err.println("not accepted " + e);
        return;
      }
    }
  }

  private static void handshake(SSLSocket connection) {
    try (SSLSocket socket = connection) {
      socket.startHandshake();
      System.err.println("passed");
    } catch (IOException e) {
      System.err.println("failed " + e.getClass().getSimpleName());
    }
  }
}
