package io.tlswhy.diagnosis.path;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares a name asked for with one in a certificate, as the JDK does for HTTPS (RFC 2818). */
final class HostNames {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final int IPV6_GROUPS = 8;

  private HostNames() {}

  /** Whether a text is an IP address, and not a name. */
  static boolean isAddress(String text) {
    return address(text).isPresent();
  }

  /** Whether two texts are the same IP address, however written. */
  static boolean sameAddress(String one, String other) {
    Optional<int[]> first = address(one);
    Optional<int[]> second = address(other);
    return first.isPresent() && second.isPresent() && Arrays.equals(first.get(), second.get());
  }

  /** Whether a certificate's DNS name, with or without a wildcard, covers a host name. */
  static boolean covers(String pattern, String host) {
    String wanted = host.toLowerCase(Locale.ROOT);
    String offered = pattern.toLowerCase(Locale.ROOT);
    int wantedDot = labelEnd(wanted);
    int offeredDot = labelEnd(offered);
    if (offered.indexOf('*') < 0) {
      return offered.equals(wanted);
    }
    return offered.indexOf('*', offeredDot) < 0
        && offeredDot < offered.length()
        && offered.substring(offeredDot).equals(wanted.substring(wantedDot))
        && coversLabel(offered.substring(0, offeredDot), wanted.substring(0, wantedDot));
  }

  private static int labelEnd(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name.length() : dot;
  }

  private static boolean coversLabel(String pattern, String label) {
    String[] parts = pattern.split("\\*", -1);
    if (!label.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = label.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    String tail = parts[parts.length - 1];
    return label.length() - at >= tail.length() && label.endsWith(tail);
  }

  private static Optional<int[]> address(String text) {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    if (IPV4.matcher(bare).matches()) {
      return ipv4(bare);
    }
    return bare.indexOf(':') >= 0 ? ipv6(bare) : Optional.empty();
  }

  private static Optional<int[]> ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    int[] octets = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      octets[i] = Integer.parseInt(parts[i]);
      if (octets[i] > 255) {
        return Optional.empty();
      }
    }
    return Optional.of(octets);
  }

  private static Optional<int[]> ipv6(String text) {
    String bare = text.indexOf('%') < 0 ? text : text.substring(0, text.indexOf('%'));
    int gap = bare.indexOf("::");
    String[] head = groups(gap < 0 ? bare : bare.substring(0, gap));
    String[] tail = gap < 0 ? new String[0] : groups(bare.substring(gap + 2));
    int given = head.length + tail.length;
    if (gap < 0 ? given != IPV6_GROUPS : given >= IPV6_GROUPS) {
      return Optional.empty();
    }
    int[] address = new int[IPV6_GROUPS];
    try {
      for (int i = 0; i < head.length; i++) {
        address[i] = group(head[i]);
      }
      for (int i = 0; i < tail.length; i++) {
        address[IPV6_GROUPS - tail.length + i] = group(tail[i]);
      }
    } catch (NumberFormatException noAddress) {
      return Optional.empty();
    }
    return Optional.of(address);
  }

  private static String[] groups(String text) {
    return text.isEmpty() ? new String[0] : text.split(":", -1);
  }

  private static int group(String text) {
    if (text.isEmpty() || text.length() > 4) {
      throw new NumberFormatException(text);
    }
    return Integer.parseInt(text, 16);
  }
}
