package io.tlswhy.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Answers every connection in plain HTTP, as a port without TLS does: each handshake fails at once.
 */
final class PlainServer implements AutoCloseable {
  private final ServerSocket listener;

  PlainServer() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread thread = new Thread(this::serve, "plain-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where an application that expects TLS is sent. */
  String url() {
    return "https://127.0.0.1:" + listener.getLocalPort() + "/";
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        InputStream in = socket.getInputStream();
        int first = in.read();
        if (first >= 0) {
          socket
              .getOutputStream()
              .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          socket.shutdownOutput();
          in.skipNBytes(in.available());
        }
      } catch (IOException closed) {
        continue;
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
