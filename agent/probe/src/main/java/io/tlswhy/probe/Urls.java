package io.tlswhy.probe;

import java.net.URI;
import java.util.Locale;

/** Reads the parts of a URL that a connection needs. */
final class Urls {
  private Urls() {}

  static String scheme(URI url) {
    return url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
  }

  static boolean isHttp(URI url) {
    return scheme(url).equals("http") || isHttps(url);
  }

  static boolean isHttps(URI url) {
    return scheme(url).equals("https");
  }

  static boolean isLdap(URI url) {
    return scheme(url).equals("ldap") || scheme(url).equals("ldaps");
  }

  /** The host without brackets; empty if there is none. */
  static String host(URI url) {
    String host = url.getHost() == null ? "" : url.getHost();
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    switch (scheme(url)) {
      case "https":
        return 443;
      case "ldap":
        return 389;
      case "ldaps":
        return 636;
      default:
        return 80;
    }
  }

  /** Host and port, as one text. */
  static String authority(URI url) {
    return host(url).toLowerCase(Locale.ROOT) + ":" + port(url);
  }
}
