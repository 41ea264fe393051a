package io.tlswhy.entry;

import java.util.Locale;

/**
 * The syntax of {@code allow}: {@code ADDRESS/PREFIX[:PORT]} with commas between.
 *
 * <p>Read by hand: {@code InetAddress} would fix the application's resolver settings before its own
 * code could set them.
 */
final class AddressRanges {
  private AddressRanges() {}

  /**
   * The ranges in one spelling: an address alone gets the prefix length of a single address,
   * brackets around IPv6 are dropped.
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
    String address;
    String rest;
    int bracket = range.indexOf(']');
    int slash = range.indexOf('/');
    if (range.startsWith("[") && bracket > 0) {
      address = range.substring(1, bracket);
      rest = range.substring(bracket + 1);
    } else if (slash >= 0) {
      address = range.substring(0, slash);
      rest = range.substring(slash);
    } else if (range.indexOf(':') == range.lastIndexOf(':') && range.indexOf(':') >= 0) {
      address = range.substring(0, range.indexOf(':'));
      rest = range.substring(range.indexOf(':'));
    } else {
      address = range;
      rest = "";
    }
    int longest = isV4(address) ? 32 : isV6(address) ? 128 : -1;
    int colon = rest.indexOf(':');
    String prefix = colon < 0 ? rest : rest.substring(0, colon);
    int length = prefix.isEmpty() ? longest : number(prefix.substring(1), longest);
    int port = colon < 0 ? 0 : number(rest.substring(colon + 1), 65_535);
    boolean slashed = prefix.isEmpty() || prefix.charAt(0) == '/';
    if (longest < 0 || !slashed || length < 0 || port < 0 || (colon >= 0 && port == 0)) {
      throw new IllegalArgumentException(
          "accepted are address ranges with or without a port, such as 10.0.0.0/8,"
              + " 127.0.0.1/32:8080 or fd00::/8:80");
    }
    return address.toLowerCase(Locale.ROOT) + "/" + length + (colon < 0 ? "" : ":" + port);
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
    int count = 0;
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i == parts.length - 1 && isV4(parts[i])) {
        count += 2;
      } else if (isHexadecimal(parts[i])) {
        count++;
      } else {
        return -1;
      }
    }
    return count;
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
