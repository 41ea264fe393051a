package io.tlswhy.lab.net;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class BlackHoleTest {
  @Test
  void swallowsConnectionsToEachOfItsAddresses() throws IOException {
    InetAddress first = Addresses.next();
    InetAddress second = Addresses.next();
    try (BlackHole hole = BlackHole.at(first, second)) {
      for (InetAddress address : new InetAddress[] {first, second}) {
        try (Socket socket = new Socket()) {
          assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, hole.port()), 300))
              .isInstanceOf(SocketTimeoutException.class);
        }
      }
    }
  }
}
