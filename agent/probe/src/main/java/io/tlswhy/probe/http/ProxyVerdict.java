package io.tlswhy.probe.http;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells an error that the proxy made from one that it only carried. */
public final class ProxyVerdict {
  /** Headers that only a proxy's own answer has. */
  private static final List<String> OWN_HEADERS =
      Collections.unmodifiableList(
          Arrays.asList("X-Squid-Error", "Proxy-Status", "Proxy-Authenticate"));

  /** What proxies call themselves in the Server header of the pages that they make. */
  private static final List<String> OWN_NAMES =
      Collections.unmodifiableList(
          Arrays.asList(
              "squid", "tinyproxy", "privoxy", "bluecoat", "zscaler", "mcafee", "forcepoint"));

  private ProxyVerdict() {}

  /** Whether the proxy itself refused or failed; the status is an error's. */
  public static boolean madeByProxy(HttpReply reply) {
    if (reply.status() == 407 || OWN_HEADERS.stream().anyMatch(h -> reply.header(h).isPresent())) {
      return true;
    }
    String server = reply.header("Server").orElse("").toLowerCase(Locale.ROOT);
    if (OWN_NAMES.stream().anyMatch(server::contains)) {
      return true;
    }
    // What a proxy carries bears its Via (RFC 9110 section 7.6.3), and the Date that the origin
    // gave
    // it (section 6.6.1); a gateway's failure is its own.
    boolean carried =
        reply.header("Date").isPresent()
            && (reply.header("Via").isPresent() || reply.header("Age").isPresent());
    switch (reply.status()) {
      case 502:
      case 504:
        return true;
      case 403:
      case 503:
        return !carried;
      default:
        return false;
    }
  }

  /** The schemes of authentication that the proxy asks for. */
  public static Set<String> schemes(HttpReply reply) {
    Set<String> schemes = new LinkedHashSet<>();
    for (String challenge : reply.headers("Proxy-Authenticate")) {
      schemes.add(challenge.trim().split("[\\s,]", 2)[0]);
    }
    return schemes;
  }

  /** The proxy's own word for the error, if it gives one. */
  public static Optional<String> reason(HttpReply reply) {
    for (String header : OWN_HEADERS.subList(0, 2)) {
      if (reply.header(header).isPresent()) {
        return reply.header(header);
      }
    }
    return Optional.empty();
  }
}
