package io.tlswhy.probe.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Finds the IPv4 addresses that an IPv6 address leads to: mapped, compatible and translated ones,
 * 6to4, Teredo, NAT64 and ISATAP.
 */
final class EmbeddedAddress {
  private static final AddressRange TRANSLATED = AddressRange.of("::ffff:0:0:0/96");
  private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");
  private static final AddressRange LOCAL_NAT64 = AddressRange.of("64:ff9b:1::/48");
  private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");
  private static final AddressRange TEREDO = AddressRange.of("2001::/32");
  private static final int COMPATIBLE_ZEROS = 12;

  private EmbeddedAddress() {}

  static List<InetAddress> in(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length != 16) {
      return Collections.emptyList();
    }
    List<InetAddress> found = new ArrayList<>();
    if (zeros(octets, COMPATIBLE_ZEROS)
        || isMapped(octets)
        || TRANSLATED.contains(address)
        || NAT64.contains(address)
        || LOCAL_NAT64.contains(address)
        || isIsatap(octets)) {
      found.add(at(octets, 12));
    }
    if (SIX_TO_FOUR.contains(address)) {
      found.add(at(octets, 2));
    }
    if (TEREDO.contains(address)) {
      found.add(at(octets, 4));
      byte[] client = octets.clone();
      for (int i = 12; i < 16; i++) {
        client[i] ^= (byte) 0xff;
      }
      found.add(at(client, 12));
    }
    return found;
  }

  /** {@code ::ffff:a.b.c.d}, which the JDK turns into an IPv4 address itself in most ways in. */
  private static boolean isMapped(byte[] octets) {
    return zeros(octets, 10) && octets[10] == (byte) 0xff && octets[11] == (byte) 0xff;
  }

  /** An interface identifier 0000:5efe or 0200:5efe before the IPv4 address (RFC 5214). */
  private static boolean isIsatap(byte[] octets) {
    return (octets[8] & ~0x02) == 0
        && octets[9] == 0
        && octets[10] == 0x5e
        && octets[11] == (byte) 0xfe;
  }

  private static boolean zeros(byte[] octets, int count) {
    for (int i = 0; i < count; i++) {
      if (octets[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress at(byte[] octets, int offset) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(octets, offset, offset + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four octets are an IPv4 address", e);
    }
  }
}
