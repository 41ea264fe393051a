package io.tlswhy.probe.proxy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Reads a proxy from the URL that a setting gives; its credentials are dropped. */
final class ProxyUrl {
  private ProxyUrl() {}

  /** The proxy; empty if there is none that a JVM can use. */
  static Optional<ProxyServer> parse(String text, String namedBy) {
    String value = text.trim();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI proxy = new URI(value.contains("://") ? value : "http://" + value);
      String host = proxy.getHost();
      // Without a scheme where "://" stands in the path only.
      String scheme = proxy.getScheme() == null ? "" : proxy.getScheme().toLowerCase(Locale.ROOT);
      boolean socks = scheme.startsWith("socks");
      // A proxy that is itself spoken to over TLS is none that a JVM can use.
      if (host == null || !(socks || scheme.equals("http"))) {
        return Optional.empty();
      }
      int port = proxy.getPort() >= 0 ? proxy.getPort() : socks ? 1080 : 80;
      return Optional.of(ProxyServer.of(bare(host), port, socks, namedBy));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
