package io.tlswhy.probe.http;

import io.tlswhy.evidence.Stage;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** A word at the beginning or after a comma, and no parameter's name (RFC 9110 section 11.3). */
  private static final Pattern SCHEME =
      Pattern.compile("(?:^|,)\\s*([A-Za-z][A-Za-z0-9._-]{0,30})(?=\\s|,|$)(?!\\s*=)");

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

  /** What the proxy's own error means; the status is an error's. */
  public static Stage.Result result(HttpReply reply) {
    if (reply.status() == 407) {
      return Stage.Result.PROXY_AUTHENTICATION;
    }
    Optional<Stage.Result> said = GatewayError.of(reply);
    if (said.isPresent()) {
      return said.get();
    }
    // A gateway that waited in vain says 504 (RFC 9110 section 15.6.5); one that reached nobody 502
    // or 503, tinyproxy 500.
    if (reply.status() == 504) {
      return Stage.Result.PROXY_TIMEOUT;
    }
    return reply.status() >= 500 ? Stage.Result.PROXY_FAILED : Stage.Result.PROXY_DENIED;
  }

  /** The schemes of authentication that the proxy asks for. */
  public static Set<String> schemes(HttpReply reply) {
    Set<String> schemes = new LinkedHashSet<>();
    for (String challenges : reply.headers("Proxy-Authenticate")) {
      // One header may have several; what is quoted may have commas.
      Matcher scheme = SCHEME.matcher(challenges.replaceAll("\"[^\"]*\"", "\"\""));
      while (scheme.find()) {
        schemes.add(scheme.group(1));
      }
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
