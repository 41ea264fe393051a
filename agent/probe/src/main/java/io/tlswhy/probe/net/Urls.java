package io.tlswhy.probe.net;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the parts of a URL that a connection needs.
 *
 * <p>{@code java.net.URI} takes no host with an underscore for a host, {@code java.net.URL},
 * through which the JVM goes, does: it is read from the authority then.
 */
public final class Urls {
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[^@]*@)?([A-Za-z0-9_.-]+)(?::([0-9]{1,5}))?");

  private Urls() {}

  /** The scheme in lower case, empty if there is none. */
  public static String scheme(URI url) {
    return url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
  }

  /** Whether HTTP is spoken there, over TLS or not. */
  public static boolean isHttp(URI url) {
    return scheme(url).equals("http") || isHttps(url);
  }

  /** Whether HTTP is spoken there over TLS. */
  public static boolean isHttps(URI url) {
    return scheme(url).equals("https");
  }

  /** Whether LDAP is spoken there, over TLS or not. */
  public static boolean isLdap(URI url) {
    return scheme(url).equals("ldap") || scheme(url).equals("ldaps");
  }

  /** Whether the endpoint's own TLS comes before everything else there. */
  public static boolean isTls(URI url) {
    return isHttps(url) || scheme(url).equals("ldaps");
  }

  /** The host without brackets; empty if there is none. */
  public static String host(URI url) {
    Matcher authority = matcher(url);
    if (url.getHost() == null && !authority.matches()) {
      return "";
    }
    String host = url.getHost() == null ? authority.group(1) : url.getHost();
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static Matcher matcher(URI url) {
    return AUTHORITY.matcher(url.getRawAuthority() == null ? "" : url.getRawAuthority());
  }

  /** The port, the scheme's own if none is named. */
  public static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    Matcher authority = matcher(url);
    if (url.getHost() == null && authority.matches() && authority.group(2) != null) {
      return Integer.parseInt(authority.group(2));
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

  /** Host and port as a Host header has them: the port only where it is not the scheme's own. */
  public static String hostHeader(URI url) {
    String host = host(url).indexOf(':') >= 0 ? "[" + host(url) + "]" : host(url);
    boolean usual = port(url) == (isHttps(url) ? 443 : 80);
    return usual ? host : host + ":" + port(url);
  }

  /** Host and port, as one text. */
  public static String authority(URI url) {
    return host(url).toLowerCase(Locale.ROOT) + ":" + port(url);
  }
}
