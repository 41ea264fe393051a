package io.tlswhy.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Connects that are begun at any moment of another's. */
class ConnectorTest {
  private static final int PAIRS = 8_000;
  private static final int LONGEST_BETWEEN_NANOS = 200_000;

  /** Shorter than what an idle selector waits, so that one that is forgotten fails. */
  private static final Duration TIME_OUT = Duration.ofSeconds(4);

  private final Connector connector = new Connector(ConnectorTest::daemon);
  private final Random random = new Random(1);

  @Test
  void noneIsForgottenWhileAnotherSucceeds() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      daemon(() -> acceptAll(server)).start();
      InetSocketAddress address =
          new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
      for (int i = 0; i < PAIRS; i++) {
        CompletableFuture<SocketChannel> one = connect(address);
        spin(random.nextInt(LONGEST_BETWEEN_NANOS));
        CompletableFuture<SocketChannel> other = connect(address);
        one.get().close();
        other.get().close();
      }
    }
  }

  @Test
  void aClosedPortFails() throws Exception {
    InetSocketAddress closed;
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      closed = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    assertThat(connect(closed))
        .failsWithin(TIME_OUT)
        .withThrowableThat()
        .withCauseInstanceOf(ConnectException.class);
  }

  private CompletableFuture<SocketChannel> connect(InetSocketAddress address) {
    return connector.connect(address, TIME_OUT);
  }

  private static void spin(int nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static void acceptAll(ServerSocket server) {
    try {
      while (true) {
        server.accept().close();
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "test");
    thread.setDaemon(true);
    return thread;
  }
}
