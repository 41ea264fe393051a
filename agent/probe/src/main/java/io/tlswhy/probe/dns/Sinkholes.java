package io.tlswhy.probe.dns;

import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Recognises addresses that a resolver hands out instead of the real one, to block a name. */
public final class Sinkholes {
  private static final Map<String, String> KNOWN = known();

  private Sinkholes() {}

  private static Map<String, String> known() {
    Map<String, String> known = new LinkedHashMap<>();
    for (int last = 104; last <= 110; last++) {
      known.put("146.112.61." + last, "a block page of Cisco Umbrella");
    }
    known.put("72.5.65.111", "the DNS sinkhole of Palo Alto Networks");
    known.put("208.91.112.55", "the block portal of FortiGuard");
    return Collections.unmodifiableMap(known);
  }

  /** What the address stands for, if it stands for a block. */
  public static Optional<String> describe(InetAddress address) {
    byte[] octets = address.getAddress();
    if (address.isAnyLocalAddress() || (octets.length == 4 && octets[0] == 0)) {
      return Optional.of("no host's address");
    }
    if (address.isLoopbackAddress()) {
      return Optional.of("this machine itself");
    }
    return Optional.ofNullable(KNOWN.get(address.getHostAddress()));
  }
}
