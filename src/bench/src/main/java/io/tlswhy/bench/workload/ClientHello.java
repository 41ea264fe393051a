package io.tlswhy.bench.workload;

import java.io.IOException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connects to a port that says nothing and writes its first ClientHello. */
public final class ClientHello {
  private ClientHello() {}

  /** The port is the only argument. */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    try (SSLSocket socket =
        (SSLSocket) SSLSocketFactory.getDefault().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
    } catch (IOException expected) {
      // The other end closes as soon as it has seen the ClientHello.
      return;
    }
  }
}
