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

  private final Map<String, String> properties;
  private final Map<String, String> environment;

  JvmProxies(JvmFacts jvm) {
    this.properties = jvm.systemProperties();
    this.environment = jvm.environment();
  }

  /**
   * The proxy that the properties choose for an endpoint, as {@code host:port}; empty for a direct
   * connection. An application's own {@code ProxySelector} is not seen here.
   */
  Optional<String> chosenFor(Pointer pointer) {
    boolean secure = pointer.scheme().equals("https");
    Optional<String> proxy = secure ? ofScheme("https", "443") : ofScheme("http", "80");
    return proxy.isPresent() && isExempt(pointer.host()) ? Optional.empty() : proxy;
  }

  /** Whether {@code http.nonProxyHosts} names the host. */
  boolean isExempt(String host) {
    String exempt = properties.get("http.nonProxyHosts");
    for (String pattern :
        (exempt == null ? "localhost|127.*|[::1]|0.0.0.0|[::0]" : exempt).split("\\|", 256)) {
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
    String host = properties.get(scheme + ".proxyHost");
    if (host == null || host.isEmpty()) {
      return Optional.empty();
    }
    String port = properties.get(scheme + ".proxyPort");
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
