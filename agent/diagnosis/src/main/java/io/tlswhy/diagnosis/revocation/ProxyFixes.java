package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What to change of a proxy, or of this JVM's way through one, so that look-ups pass. */
final class ProxyFixes {
  private final JvmProxies proxies;

  ProxyFixes(JvmProxies proxies) {
    this.proxies = proxies;
  }

  /** How to make this JVM go through the proxy that reaches the endpoint. */
  String ifRequired(Obstacle obstacle) {
    String way = obstacle.workingWay().orElse("");
    String scheme = scheme(obstacle.pointer());
    if (proxies.configured(scheme).filter(way::equals).isPresent()
        && proxies.isExempt(obstacle.pointer().host())) {
      return "Take "
          + obstacle.pointer().host()
          + " out of -Dhttp.nonProxyHosts, so that this JVM goes through "
          + way
          + " (restart needed).";
    }
    return "Start this JVM with -D"
        + scheme
        + ".proxyHost="
        + hostOf(way)
        + " -D"
        + scheme
        + ".proxyPort="
        + portOf(way)
        + " (restart needed), with the hosts that must stay direct in -Dhttp.nonProxyHosts; or allow"
        + " TCP from this host to "
        + obstacle.pointer().place()
        + ".";
  }

  /** The properties that make this JVM go through the proxy that reaches the endpoint. */
  static List<Fix> properties(Obstacle obstacle) {
    String way = obstacle.workingWay().orElse("");
    String scheme = scheme(obstacle.pointer());
    return Arrays.asList(
        Fix.of(Fix.Kind.PROPERTY, scheme + ".proxyHost", hostOf(way), true),
        Fix.of(Fix.Kind.PROPERTY, scheme + ".proxyPort", portOf(way), true));
  }

  /** What to do about the proxy through which this JVM goes. */
  static String ifFailing(Obstacle obstacle) {
    Pointer pointer = obstacle.pointer();
    StringBuilder words = new StringBuilder(atProxy(obstacle));
    if (obstacle.workingWay().filter(way -> !isProxy(way)).isPresent()) {
      words
          .append("; or, since ")
          .append(pointer.place())
          .append(" can be reached directly, add ")
          .append(pointer.host())
          .append(" to -Dhttp.nonProxyHosts (restart needed)");
    } else if (obstacle
        .workingWay()
        .filter(way -> !obstacle.proxy().equals(Optional.of(way)))
        .isPresent()) {
      words
          .append("; or use the proxy ")
          .append(obstacle.workingWay().get())
          .append(", through which it works");
    }
    return words.append('.').toString();
  }

  /** What the proxy's operator is to do, by what the proxy said. */
  private static String atProxy(Obstacle obstacle) {
    String proxy = "the proxy " + obstacle.proxy().orElse("");
    String place = obstacle.pointer().place();
    switch (obstacle.proxyStage().map(Stage::result).orElse(Stage.Result.SKIPPED)) {
      case PROXY_DENIED:
        return "Have the operator of "
            + proxy
            + " take "
            + place
            + " out of the rule or category that blocks it";
      case PROXY_AUTHENTICATION:
        return "Have the operator of "
            + proxy
            + " let "
            + place
            + " through without a log-in, or, if Java has a scheme that it asks for, have the"
            + " application set a java.net.Authenticator that logs in";
      case PROXY_FAILED:
        return "Allow TCP from "
            + proxy
            + ", not from this host, to "
            + place
            + ", and make sure that the name resolves there";
      default:
        return "Make sure that "
            + proxy
            + " is up, and have it let "
            + place
            + " through without authentication";
    }
  }

  /** Whether a way that a trial names goes through a proxy. */
  static boolean isProxy(String way) {
    return !way.startsWith("direct");
  }

  private static String scheme(Pointer pointer) {
    return pointer.scheme().equals("https") ? "https" : "http";
  }

  private static String hostOf(String way) {
    int colon = way.lastIndexOf(':');
    return colon < 0 ? way : way.substring(0, colon);
  }

  private static String portOf(String way) {
    int colon = way.lastIndexOf(':');
    return colon < 0 ? "" : way.substring(colon + 1);
  }
}
