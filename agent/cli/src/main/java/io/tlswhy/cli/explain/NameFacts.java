package io.tlswhy.cli.explain;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a host name and a certificate's names say about each other; looks nothing up. */
final class NameFacts {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("\\[?[0-9a-fA-F:]*:[0-9a-fA-F:.]*\\]?");
  private static final Pattern PUBLIC_SUFFIX =
      Pattern.compile(
          ".*\\.(?:com|org|net|io|dev|app|cloud|ai|co|eu|de|uk|fr|nl|ch|at|it|es|se|no|jp|cn|in|br|us"
              + "|gov|edu|info|me|tech)");
  private static final Pattern INTERNAL_LABEL =
      Pattern.compile(
          ".*(?:\\.|-|^)(?:svc|cluster|local|internal|intern|intranet|corp|lan|home|localdomain"
              + "|private|test|lab)(?:[.-].*|$)");

  private NameFacts() {}

  /** Whether it is an IP address. */
  static boolean isAddress(String host) {
    return IPV4.matcher(host).matches() || isIpv6(host);
  }

  /** Whether the name can only mean a machine of the reader's own network. */
  static boolean isInternal(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return isAddress(lower)
        || lower.indexOf('.') < 0
        || INTERNAL_LABEL.matcher(lower).matches()
        || !PUBLIC_SUFFIX.matcher(lower).matches();
  }

  /** Whether one of the names is the host's IPv6 address in another notation. */
  static boolean sameAddress(String host, String names) {
    Optional<String> wanted = canonical(host);
    if (!wanted.isPresent()) {
      return false;
    }
    for (String name : names.split(",", -1)) {
      if (canonical(name.trim()).equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a wildcard among the names ends as the host does, but stands for one label only. */
  static boolean wildcardTooShort(String host, String names) {
    String lower = host.toLowerCase(Locale.ROOT);
    for (String name : names.split(",", -1)) {
      String trimmed = name.trim().toLowerCase(Locale.ROOT);
      if (trimmed.startsWith("*.") && lower.endsWith(trimmed.substring(1))) {
        String left = lower.substring(0, lower.length() - trimmed.length() + 1);
        if (left.indexOf('.') >= 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the host stands among the names. */
  static boolean listed(String host, String names) {
    for (String name : names.split(",", -1)) {
      if (!host.isEmpty() && name.trim().equalsIgnoreCase(host)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIpv6(String host) {
    return host.length() <= 47 && host.indexOf(':') >= 0 && IPV6.matcher(host).matches();
  }

  /** The eight groups of an IPv6 address without leading zeros. */
  private static Optional<String> canonical(String text) {
    String host = text.replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
    if (!isIpv6(host) || host.indexOf('.') >= 0) {
      return Optional.empty();
    }
    int gap = host.indexOf("::");
    String head = gap < 0 ? host : host.substring(0, gap);
    String tail = gap < 0 ? "" : host.substring(gap + 2);
    String[] left = head.isEmpty() ? new String[0] : head.split(":", -1);
    String[] right = tail.isEmpty() ? new String[0] : tail.split(":", -1);
    int missing = 8 - left.length - right.length;
    if (gap < 0 ? missing != 0 : missing < 1) {
      return Optional.empty();
    }
    StringBuilder canonical = new StringBuilder();
    for (String group : left) {
      append(canonical, group);
    }
    for (int i = 0; i < missing; i++) {
      append(canonical, "0");
    }
    for (String group : right) {
      append(canonical, group);
    }
    return Optional.of(canonical.toString());
  }

  private static void append(StringBuilder canonical, String group) {
    int from = 0;
    while (from < group.length() - 1 && group.charAt(from) == '0') {
      from++;
    }
    canonical.append(group.substring(from)).append(':');
  }
}
