package io.tlswhy.probe.http;

import io.tlswhy.evidence.Stage;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads why a proxy did not get through to a host, from what it says in headers for machines. */
final class GatewayError {
  /** The error of a {@code Proxy-Status} (RFC 9209 section 2.1.1). */
  private static final Pattern STANDARD = Pattern.compile(";\\s*error\\s*=\\s*([a-z_]{1,60})");

  /** Squid's own, with the system's error number where a call failed. */
  private static final Pattern SQUIDS = Pattern.compile("\\s*(ERR_[A-Z_]{1,60})\\s+([0-9]{1,5})");

  private static final Map<String, Stage.Result> RESULTS = results();
  private static final Map<Integer, Stage.Result> NUMBERS = numbers();

  private GatewayError() {}

  private static Map<String, Stage.Result> results() {
    Map<String, Stage.Result> results = new HashMap<>();
    // RFC 9209 section 2.3.
    results.put("dns_timeout", Stage.Result.PROXY_NO_NAME);
    results.put("dns_error", Stage.Result.PROXY_NO_NAME);
    results.put("destination_not_found", Stage.Result.PROXY_NO_NAME);
    results.put("destination_ip_prohibited", Stage.Result.PROXY_DENIED);
    results.put("destination_ip_unroutable", Stage.Result.PROXY_UNREACHABLE);
    results.put("connection_refused", Stage.Result.PROXY_REFUSED);
    results.put("connection_timeout", Stage.Result.PROXY_TIMEOUT);
    results.put("connection_read_timeout", Stage.Result.PROXY_TIMEOUT);
    results.put("http_response_timeout", Stage.Result.PROXY_TIMEOUT);
    results.put("http_request_denied", Stage.Result.PROXY_DENIED);
    results.put("ERR_DNS_FAIL", Stage.Result.PROXY_NO_NAME);
    results.put("ERR_READ_TIMEOUT", Stage.Result.PROXY_TIMEOUT);
    return Collections.unmodifiableMap(results);
  }

  /** As Linux and the BSDs number them (errno.h). */
  private static Map<Integer, Stage.Result> numbers() {
    Map<Integer, Stage.Result> numbers = new HashMap<>();
    numbers.put(110, Stage.Result.PROXY_TIMEOUT);
    numbers.put(60, Stage.Result.PROXY_TIMEOUT);
    numbers.put(111, Stage.Result.PROXY_REFUSED);
    numbers.put(61, Stage.Result.PROXY_REFUSED);
    numbers.put(101, Stage.Result.PROXY_UNREACHABLE);
    numbers.put(51, Stage.Result.PROXY_UNREACHABLE);
    numbers.put(113, Stage.Result.PROXY_UNREACHABLE);
    numbers.put(65, Stage.Result.PROXY_UNREACHABLE);
    return Collections.unmodifiableMap(numbers);
  }

  /** Why; empty if the proxy does not say. */
  static Optional<Stage.Result> of(HttpReply reply) {
    Matcher standard = STANDARD.matcher(reply.header("Proxy-Status").orElse(""));
    if (standard.find()) {
      Stage.Result known = RESULTS.get(standard.group(1).toLowerCase(Locale.ROOT));
      if (known != null) {
        return Optional.of(known);
      }
    }
    Matcher squids = SQUIDS.matcher(reply.header("X-Squid-Error").orElse(""));
    if (!squids.lookingAt()) {
      return Optional.empty();
    }
    return squids.group(1).equals("ERR_CONNECT_FAIL")
        ? Optional.ofNullable(NUMBERS.get(Integer.valueOf(squids.group(2))))
        : Optional.ofNullable(RESULTS.get(squids.group(1)));
  }
}
