package io.tlswhy.lab.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;

/** Loopback addresses: each host of the lab has its own, as hosts have. */
public final class Addresses {
  private static final AtomicInteger NEXT = new AtomicInteger(1);

  private Addresses() {}

  /** An address that no other host of this lab has. */
  public static InetAddress next() {
    int number = NEXT.getAndIncrement();
    byte[] address = {127, 77, (byte) (number / 250), (byte) (number % 250 + 1)};
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /** A port at which nobody listens, so that a connection is refused. */
  public static InetSocketAddress closedPort(InetAddress address) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, address)) {
      return new InetSocketAddress(address, socket.getLocalPort());
    }
  }
}
