package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.JvmFacts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The proxies that a JVM's properties and environment name, and which of them it would use. */
final class JvmProxies {
  private static final String[] VARIABLES = {
    "http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"
  };

  /** The hosts whose URLs are reached without a proxy, be it one of HTTP or of SOCKS. */
  static final String EXEMPT = "http.nonProxyHosts";

  /** What stands before the host and port of a SOCKS server. */
  static final String SOCKS = "socks5://";

  /** What the JDK takes where the property is not set. */
  private static final String DEFAULT_EXEMPT = "localhost|127.*|[::1]|0.0.0.0|[::0]";

  private final Map<String, String> properties;
  private final Map<String, String> environment;

  JvmProxies(JvmFacts jvm) {
    this.properties = jvm.systemProperties();
    this.environment = jvm.environment();
  }

  /**
   * The proxy that the properties choose for an endpoint, as {@code host:port}, with {@code
   * socks5://} before them for SOCKS, which is taken where there is no other; empty for a direct
   * connection. An application's own {@code ProxySelector} is not seen here.
   */
  Optional<String> chosenFor(Pointer pointer) {
    boolean secure = pointer.scheme().equals("https");
    Optional<String> proxy = secure ? ofScheme("https", "443") : ofScheme("http", "80");
    if (!proxy.isPresent() && (secure || pointer.scheme().equals("http"))) {
      proxy = ofProperties("socksProxyHost", "socksProxyPort", "1080").map(SOCKS::concat);
    }
    return proxy.isPresent() && isExempt(pointer.host()) ? Optional.empty() : proxy;
  }

  /** What {@code http.nonProxyHosts} has to be for the host to be reached directly as well. */
  String exemptWith(String host) {
    return exempt().isEmpty() ? host : exempt() + "|" + host;
  }

  private String exempt() {
    return properties.getOrDefault(EXEMPT, DEFAULT_EXEMPT);
  }

  /** Whether {@code http.nonProxyHosts} names the host. */
  boolean isExempt(String host) {
    for (String pattern : exempt().split("\\|", 256)) {
      if (!pattern.isEmpty() && matches(pattern, host)) {
        return true;
      }
    }
    return false;
  }

  /** Every proxy that the properties or the environment name, as {@code host:port}, once each. */
  List<String> known() {
    List<String> proxies = new ArrayList<>();
    ofScheme("http", "80").ifPresent(proxies::add);
    ofScheme("https", "443").filter(p -> !proxies.contains(p)).ifPresent(proxies::add);
    for (String variable : VARIABLES) {
      ofVariable(environment.get(variable))
          .filter(p -> !proxies.contains(p))
          .ifPresent(proxies::add);
    }
    return proxies;
  }

  /** The proxy that the properties name for a scheme, whatever the host. */
  Optional<String> configured(String scheme) {
    return ofScheme(scheme, scheme.equals("https") ? "443" : "80");
  }

  private Optional<String> ofScheme(String scheme, String defaultPort) {
    return ofProperties(scheme + ".proxyHost", scheme + ".proxyPort", defaultPort);
  }

  private Optional<String> ofProperties(
      String hostProperty, String portProperty, String defaultPort) {
    String host = properties.get(hostProperty);
    if (host == null || host.isEmpty()) {
      return Optional.empty();
    }
    String port = properties.get(portProperty);
    return Optional.of(host + ":" + (port == null || port.isEmpty() ? defaultPort : port));
  }

  private static Optional<String> ofVariable(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(value.contains("://") ? value : "http://" + value);
      return uri.getHost() == null
          ? Optional.empty()
          : Optional.of(uri.getHost() + ":" + (uri.getPort() < 0 ? 80 : uri.getPort()));
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  /** As {@code sun.net.spi.DefaultProxySelector} matches: a star at either end only. */
  private static boolean matches(String pattern, String host) {
    String regex =
        (pattern.startsWith("*") ? ".*" : "")
            + Pattern.quote(pattern.replaceAll("^\\*|\\*$", "").toLowerCase(Locale.ROOT))
            + (pattern.endsWith("*") ? ".*" : "");
    return host.toLowerCase(Locale.ROOT).matches(regex);
  }
}
