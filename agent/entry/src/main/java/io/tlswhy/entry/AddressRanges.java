package io.tlswhy.entry;

import java.util.Locale;

/**
 * The syntax of {@code allow}: {@code ADDRESS/PREFIX[:PORT]} with commas between, IPv6 in brackets
 * or not.
 *
 * <p>Read by hand: {@code InetAddress} would fix the application's resolver settings before its own
 * code could set them.
 */
final class AddressRanges {
  private AddressRanges() {}

  /**
   * The ranges in one spelling: an address alone gets the prefix length of a single address, and
   * IPv6 stands in brackets where a port follows.
   */
  static String normalise(String value) {
    StringBuilder normal = new StringBuilder();
    for (String part : value.split(",")) {
      String range = part.trim();
      if (!range.isEmpty()) {
        normal.append(normal.length() == 0 ? "" : ",").append(range(range));
      }
    }
    return normal.toString();
  }

  private static String range(String range) {
    String cidr = range;
    String port = "";
    int bracket = range.indexOf(']');
    if (range.startsWith("[") && bracket > 0) {
      // A port follows the bracket, or the prefix length that stands outside of it.
      int colon = range.indexOf(':', bracket);
      int end = colon < 0 ? range.length() : colon;
      String behind = range.substring(bracket + 1, end);
      cidr = behind.isEmpty() || behind.startsWith("/") ? range.substring(1, bracket) + behind : "";
      port = range.substring(end);
    } else {
      int slash = range.indexOf('/');
      int colon = slash < 0 ? range.indexOf(':') : range.indexOf(':', slash);
      if (colon >= 0 && (slash >= 0 || colon == range.lastIndexOf(':'))) {
        cidr = range.substring(0, colon);
        port = range.substring(colon);
      }
    }
    int slash = cidr.indexOf('/');
    String address = slash < 0 ? cidr : cidr.substring(0, slash);
    boolean v6 = isV6(address);
    int longest = v6 ? 128 : isV4(address) ? 32 : -1;
    int prefix = slash < 0 ? longest : number(cidr.substring(slash + 1), longest);
    if (prefix < 0 || (!port.isEmpty() && number(port.substring(1), 65_535) <= 0)) {
      throw new IllegalArgumentException(
          "accepted are address ranges with or without a port, such as 10.0.0.0/8,"
              + " 127.0.0.1/32:8080 or [fd00::/8]:80");
    }
    String normal = address.toLowerCase(Locale.ROOT) + "/" + prefix;
    return v6 && !port.isEmpty() ? "[" + normal + "]" + port : normal + port;
  }

  private static boolean isV4(String address) {
    String[] parts = address.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      if (number(part, 255) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isV6(String address) {
    int gap = address.indexOf("::");
    if (gap < 0) {
      return groups(address) == 8;
    }
    int before = gap == 0 ? 0 : groups(address.substring(0, gap));
    String behind = address.substring(gap + 2);
    int after = behind.isEmpty() ? 0 : groups(behind);
    return before >= 0 && after >= 0 && before + after <= 7;
  }

  /** The number of 16-bit groups written there, -1 if it is something else. */
  private static int groups(String text) {
    String[] groups = text.split(":", -1);
    for (String group : groups) {
      if (!isHexadecimal(group)) {
        return -1;
      }
    }
    return groups.length;
  }

  private static boolean isHexadecimal(String group) {
    for (int i = 0; i < group.length(); i++) {
      if (Character.digit(group.charAt(i), 16) < 0) {
        return false;
      }
    }
    return !group.isEmpty() && group.length() <= 4;
  }

  /** The number written in decimal, -1 if it is none or too large. */
  private static int number(String text, int largest) {
    if (text.isEmpty() || text.length() > 5) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number <= largest ? number : -1;
  }
}
