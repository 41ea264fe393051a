package io.tlswhy.e2e.app;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A client whose TLS handshakes are late or never end. It says what it sees on standard error,
 * where the agent says what it knows, so that one can be seen to come before the other.
 */
public final class SlowClient {
  private SlowClient() {}

  /**
   * The first argument is what to do, the others are host, port, and for {@code closed} after how
   * many milliseconds another thread closes the socket; for {@code several} how many threads; for
   * {@code stays} for how many milliseconds.
   */
  public static void main(String[] arguments) throws Exception {
    String host = arguments[1];
    int port = Integer.parseInt(arguments[2]);
    switch (arguments[0]) {
      case "closed":
        closed(host, port, Long.parseLong(arguments[3]));
        break;
      case "several":
        several(host, port, Integer.parseInt(arguments[3]));
        break;
      case "stays":
        handshake(host, port);
        Thread.sleep(Long.parseLong(arguments[3]));
        break;
      case "virtual":
        virtual(host, port);
        break;
      default:
        handshake(host, port);
    }
    // The agent tells on threads of its own.
    Thread.sleep(3_000);
    System.err.println("done");
  }

  private static void handshake(String host, int port) {
    try (SSLSocket socket = connect(host, port)) {
      socket.startHandshake();
      System.err.println("passed");
    } catch (IOException e) {
      System.err.println("failed " + e);
    }
  }

  private static SSLSocket connect(String host, int port) throws IOException {
    return (SSLSocket) SSLSocketFactory.getDefault().createSocket(host, port);
  }

  private static void closed(String host, int port, long millis) throws IOException {
    SSLSocket socket = connect(host, port);
    Thread closer =
        new Thread(
            () -> {
              try {
                Thread.sleep(millis);
                socket.close();
                System.err.println("closed");
              } catch (IOException | InterruptedException e) {
                System.err.println("not closed " + e);
              }
            });
    closer.start();
    try {
      socket.startHandshake();
      System.err.println("passed");
    } catch (IOException e) {
      System.err.println("ended");
    }
  }

  private static void several(String host, int port, int threads) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      new Thread(
              () -> {
                handshake(host, port);
                ended.countDown();
              },
              "caller-" + i)
          .start();
    }
    ended.await();
  }

  private static void virtual(String host, int port)
      throws InterruptedException, ReflectiveOperationException {
    Runnable task = () -> handshake(host, port);
    try {
      Thread thread =
          (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
      thread.join();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
