package io.tlswhy.fuzz;

import io.tlswhy.probe.net.SocksClient;
import java.io.IOException;
import java.net.InetAddress;

/** A SOCKS server's answers. */
public final class SocksTarget {
  private SocksTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      SocksClient.connect(new FedSocket(input), InetAddress.getLoopbackAddress(), 80);
    } catch (IOException cutShort) {
      // An answer that ends early is the network's fault, and handled as such by the caller.
      return;
    }
  }
}
