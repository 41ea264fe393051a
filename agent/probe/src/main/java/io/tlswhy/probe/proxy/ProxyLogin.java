package io.tlswhy.probe.proxy;

import java.net.Authenticator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Says whether this JVM could answer a proxy that wants authentication.
 *
 * <p>The JDK asks the application's {@code Authenticator} for a name and a password, never a
 * property; the agent has neither and asks for none.
 */
public final class ProxyLogin {
  /** What sun.net.www.protocol.http can answer on every system. */
  private static final Set<String> KNOWN =
      new HashSet<>(Arrays.asList("basic", "digest", "ntlm", "negotiate", "kerberos"));

  private static final String TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";
  private static final String REQUESTS = "jdk.http.auth.proxying.disabledSchemes";

  private final Properties system;
  private final Supplier<Setting> authenticator;

  /** Whether the application has set an {@code Authenticator}. */
  enum Setting {
    /** It has. */
    SET,
    /** It has not. */
    NOT_SET,
    /** Java 8 does not tell. */
    UNKNOWN
  }

  ProxyLogin(Properties system, Supplier<Setting> authenticator) {
    this.system = system;
    this.authenticator = authenticator;
  }

  /** The log-ins that this JVM could make. */
  public static ProxyLogin ofThisJvm() {
    return new ProxyLogin(System.getProperties(), ProxyLogin::setting);
  }

  /** Looks whether there is one, and leaves it alone: it is the application's code. */
  private static Setting setting() {
    try {
      Object set = Authenticator.class.getMethod("getDefault").invoke(null);
      return set == null ? Setting.NOT_SET : Setting.SET;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Setting.UNKNOWN;
    }
  }

  /**
   * What this JVM could do about it, as a clause.
   *
   * @param schemes what the proxy offers
   * @param tunnel whether a tunnel was asked for, as for https
   */
  public String possibility(Collection<String> schemes, boolean tunnel) {
    String property = tunnel ? TUNNELS : REQUESTS;
    // The default is in the JDK's net.properties: no Basic in tunnels, since it gives the password.
    Set<String> disabled =
        lower(system.getProperty(property, tunnel ? "Basic" : "").split(",", -1));
    List<String> possible = new ArrayList<>();
    List<String> off = new ArrayList<>();
    for (String scheme : schemes) {
      String name = scheme.toLowerCase(Locale.ROOT);
      if (KNOWN.contains(name)) {
        (disabled.contains(name) ? off : possible).add(scheme);
      }
    }
    if (possible.isEmpty()) {
      return off.isEmpty()
          ? "which Java does not have"
          : "which Java does not use here (" + property + " has " + String.join(", ", off) + ")";
    }
    return "which Java could answer with "
        + String.join(" or ", possible)
        + (possible.stream().allMatch("Negotiate"::equalsIgnoreCase)
            ? " and a Kerberos ticket"
            : authenticator())
        + (system.getProperty("http.proxyUser") == null
            ? ""
            : "; http.proxyUser is set, and Java does not read it");
  }

  private String authenticator() {
    switch (authenticator.get()) {
      case SET:
        return ", and the application has set an Authenticator for it";
      case NOT_SET:
        return " if the application set an Authenticator, which it has not";
      case UNKNOWN:
        return " if the application has set an Authenticator";
    }
    throw new AssertionError();
  }

  private static Set<String> lower(String[] names) {
    Set<String> lower = new HashSet<>();
    for (String name : names) {
      lower.add(name.trim().toLowerCase(Locale.ROOT));
    }
    return lower;
  }
}
