package io.tlswhy.probe;

import com.google.auto.value.AutoValue;
import io.tlswhy.probe.address.AddressRange;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the agent's options say about the connections that it may open. */
@AutoValue
public abstract class ProbeSettings {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  ProbeSettings() {}

  /** Which connections the agent may open. */
  public enum Scope {
    /** None. */
    OFF,
    /** To the endpoints that certificates name, their proxies and name servers. */
    ENDPOINTS,
    /** Also to the failed peer itself. */
    ALL
  }

  /** Settings. */
  public static ProbeSettings of(Scope scope, List<AddressRange> allowed, Duration timeout) {
    return new AutoValue_ProbeSettings(scope, allowed, timeout);
  }

  /** The settings in validated options: {@code probe}, {@code allow}, {@code timeout} (in ms). */
  public static ProbeSettings from(Map<String, String> options) {
    String allow = options.getOrDefault("allow", "off");
    String timeout = options.get("timeout");
    return of(
        Scope.valueOf(options.getOrDefault("probe", "endpoints").toUpperCase(Locale.ROOT)),
        allow.equals("off") ? Collections.<AddressRange>emptyList() : AddressRange.parseList(allow),
        timeout == null ? DEFAULT_TIMEOUT : Duration.ofMillis(Long.parseLong(timeout)));
  }

  /** Which connections may be opened. */
  public abstract Scope scope();

  /** The exceptions from the address rules. */
  public abstract List<AddressRange> allowed();

  /** The whole time for one endpoint, DNS included. */
  public abstract Duration timeout();
}
