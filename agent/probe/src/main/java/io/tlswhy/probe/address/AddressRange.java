package io.tlswhy.probe.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Neighbouring addresses in CIDR notation, with one port or all. */
public final class AddressRange {
  /** Only what can be nothing but a literal reaches the JDK's parser: no name is ever resolved. */
  private static final Pattern IPV4 =
      Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final int ANY_PORT = -1;

  private final byte[] network;
  private final int prefix;
  private final int port;

  private AddressRange(byte[] network, int prefix, int port) {
    this.network = network;
    this.prefix = prefix;
    this.port = port;
  }

  /** The range that a literal names, such as {@code 10.0.0.0/8}; for constants. */
  static AddressRange of(String cidr) {
    return parse(cidr).orElseThrow(() -> new IllegalArgumentException(cidr));
  }

  static List<AddressRange> listOf(String... cidrs) {
    List<AddressRange> ranges = new ArrayList<>();
    for (String cidr : cidrs) {
      ranges.add(of(cidr));
    }
    return Collections.unmodifiableList(ranges);
  }

  /**
   * The ranges of a list such as {@code 10.1.0.0/16:8080,[fd00::/8]:80}. What cannot be read is
   * left out, since a mistake must never widen what is allowed.
   */
  public static List<AddressRange> parseList(String text) {
    List<AddressRange> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      parse(part.trim()).ifPresent(ranges::add);
    }
    return Collections.unmodifiableList(ranges);
  }

  /** The range that the text names: an address or CIDR, IPv6 in brackets where a port follows. */
  public static Optional<AddressRange> parse(String text) {
    String cidr = text;
    int port = ANY_PORT;
    int colon = text.lastIndexOf(':');
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      if (close < 0) {
        return Optional.empty();
      }
      cidr = text.substring(1, close);
      if (close + 1 < text.length()) {
        port = text.charAt(close + 1) == ':' ? number(text.substring(close + 2), 65_535) : -2;
      }
    } else if (colon >= 0 && text.indexOf(':') == colon) {
      cidr = text.substring(0, colon);
      port = number(text.substring(colon + 1), 65_535);
    }
    if (port < ANY_PORT || port == 0) {
      return Optional.empty();
    }
    return parseCidr(cidr, port);
  }

  private static Optional<AddressRange> parseCidr(String cidr, int port) {
    int slash = cidr.indexOf('/');
    Optional<InetAddress> address = literal(slash < 0 ? cidr : cidr.substring(0, slash));
    if (!address.isPresent()) {
      return Optional.empty();
    }
    byte[] octets = address.get().getAddress();
    int bits = octets.length * 8;
    int prefix = slash < 0 ? bits : number(cidr.substring(slash + 1), bits);
    return prefix < 0 ? Optional.empty() : Optional.of(new AddressRange(octets, prefix, port));
  }

  /** The address that a literal means; empty if the text is anything else, such as a name. */
  public static Optional<InetAddress> literal(String text) {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    boolean ipv6 = IPV6.matcher(bare).matches();
    if (!ipv6 && !IPV4.matcher(bare).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(ipv6 ? "[" + bare + "]" : bare));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static int number(String text, int most) {
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -2;
    }
    int number = Integer.parseInt(text);
    return number > most ? -2 : number;
  }

  /** Whether the address lies in the range, on any port. */
  boolean contains(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((octets[bit / 8] & mask) != (network[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the address lies in the range and the port is one of it. */
  boolean contains(InetAddress address, int port) {
    return (this.port == ANY_PORT || this.port == port) && contains(address);
  }
}
