package io.tlswhy.probe.proxy;

import io.tlswhy.probe.net.Urls;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** The hosts that the environment wants reached without a proxy ({@code no_proxy}). */
final class NoProxy {
  private final String list;

  private NoProxy(String list) {
    this.list = list;
  }

  static NoProxy of(Map<String, String> environment) {
    return of(environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", "")));
  }

  static NoProxy of(String list) {
    return new NoProxy(list);
  }

  /** Whether the list names the URL's host, or a domain that it is in. */
  boolean covers(URI url) {
    String host = Urls.host(url).toLowerCase(Locale.ROOT);
    for (String entry : list.toLowerCase(Locale.ROOT).split(",", -1)) {
      String name = entry.trim();
      if (name.startsWith("*")) {
        name = name.substring(1);
        if (name.isEmpty()) {
          return true;
        }
      }
      String domain = name.startsWith(".") ? name : "." + name;
      if (!name.isEmpty() && ("." + host).endsWith(domain)) {
        return true;
      }
    }
    return false;
  }
}
