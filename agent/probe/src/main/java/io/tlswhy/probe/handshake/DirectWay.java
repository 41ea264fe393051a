package io.tlswhy.probe.handshake;

import io.tlswhy.probe.net.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Straight to an address. */
final class DirectWay implements Way {
  private final InetSocketAddress address;
  private final String words;

  DirectWay(InetSocketAddress address, String words) {
    this.address = address;
    this.words = words;
  }

  /** Address and port, as sentences name them. */
  String addressAndPort() {
    return address.getAddress().getHostAddress() + " port " + address.getPort();
  }

  @Override
  public Line open(Deadline deadline) throws IOException {
    return Line.open(address, deadline);
  }

  @Override
  public String words() {
    return words;
  }
}
