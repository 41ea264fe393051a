package io.tlswhy.e2e.components;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts, in the packet filter of a host, the connections that it begins to one address. */
final class ConnectionCounter {
  private static final Pattern PACKETS = Pattern.compile("packets (\\d+)");

  private final Namespace host;

  /** A counter of what that host sends there from now on. */
  ConnectionCounter(Namespace host, String address, int port) {
    this.host = host;
    host.run("nft", "add table inet count; add counter inet count begun");
    host.run(
        "nft",
        "add chain inet count output { type filter hook output priority 0; };"
            + " add rule inet count output "
            + Network.to(address, port)
            + " tcp flags & (syn | ack) == syn counter name begun");
  }

  /** How many it began. */
  int begun() {
    Matcher packets = PACKETS.matcher(host.run("nft", "list counter inet count begun"));
    if (!packets.find()) {
      throw new IllegalStateException("the counter counts nothing");
    }
    return Integer.parseInt(packets.group(1));
  }
}
