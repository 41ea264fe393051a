package io.tlswhy.weave.memory;

import org.jspecify.annotations.Nullable;

/** A peer as the application names it. */
final class PeerKey {
  private final String host;
  private final int port;

  PeerKey(String host, int port) {
    this.host = host;
    this.port = port;
  }

  @Override
  public int hashCode() {
    return 31 * host.hashCode() + port;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PeerKey
        && port == ((PeerKey) other).port
        && host.equals(((PeerKey) other).host);
  }
}
