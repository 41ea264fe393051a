package io.tlswhy.e2e.app;

import java.io.IOException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A client that makes one TLS handshake after the other, and prints when and how each ended. */
public final class Repeating {
  private Repeating() {}

  /** The arguments are host, port, how many handshakes, and the milliseconds between them. */
  public static void main(String[] arguments) throws InterruptedException {
    int times = Integer.parseInt(arguments[2]);
    for (int i = 0; i < times; i++) {
      if (i > 0) {
        Thread.sleep(Long.parseLong(arguments[3]));
      }
      String ended = handshake(arguments[0], Integer.parseInt(arguments[1]));
      System.out.println(System.currentTimeMillis() + " " + ended);
    }
  }

  private static String handshake(String host, int port) {
    try (SSLSocket socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket(host, port)) {
      socket.startHandshake();
      return "passed";
    } catch (IOException e) {
      return "failed " + e;
    }
  }
}
