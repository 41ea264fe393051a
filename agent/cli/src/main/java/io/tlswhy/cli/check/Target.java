package io.tlswhy.cli.check;

import io.tlswhy.diagnosis.path.NameCheck;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SNIHostName;

/** A host and a port, as {@code HOST}, {@code HOST:PORT}, {@code [IPV6]:PORT} or a URL. */
final class Target {
  private static final int HTTPS = 443;

  private final String host;
  private final int port;

  private Target(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Reads a target. */
  static Target parse(String text) throws CheckException {
    String authority = text.trim();
    int scheme = authority.indexOf("://");
    if (scheme >= 0) {
      authority = authority.substring(scheme + 3);
      int path = authority.indexOf('/');
      authority = path < 0 ? authority : authority.substring(0, path);
    }
    boolean bareIpv6 = authority.indexOf(':') != authority.lastIndexOf(':');
    if (bareIpv6 && !authority.startsWith("[")) {
      authority = "[" + authority + "]";
    }
    int bracket = authority.lastIndexOf(']');
    int colon = authority.indexOf(':', bracket < 0 ? 0 : bracket);
    String host = colon < 0 ? authority : authority.substring(0, colon);
    host = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try {
      int port = colon < 0 ? HTTPS : Integer.parseInt(authority.substring(colon + 1));
      if (!host.isEmpty() && port > 0 && port < 65536) {
        return new Target(host.toLowerCase(Locale.ROOT), port);
      }
    } catch (NumberFormatException noPort) {
      // Said below.
    }
    throw CheckException.usage("not a host and port: " + text);
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  /**
   * The server name (SNI) that JSSE sends for the host: none for an address or a name without a
   * dot.
   */
  List<String> serverNames() {
    boolean none = host.indexOf('.') <= 0 || host.endsWith(".") || NameCheck.isAddress(host);
    try {
      return none
          ? Collections.<String>emptyList()
          : Collections.singletonList(new SNIHostName(host).getAsciiName());
    } catch (IllegalArgumentException notForSni) {
      return Collections.emptyList();
    }
  }

  /** What a proxy selector is asked for. */
  URI uri() {
    return URI.create("https://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
