package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.Stage;
import java.util.ArrayList;
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
    String orAllow = "; or allow TCP from this host to " + obstacle.pointer().place() + ".";
    if (isSocks(way)) {
      return "Start this JVM with -DsocksProxyHost="
          + hostOf(way)
          + " -DsocksProxyPort="
          + portOf(way)
          + " (restart needed), which all its connections take then, with the hosts that must stay"
          + " direct in -Dhttp.nonProxyHosts and -DsocksNonProxyHosts"
          + orAllow;
    }
    return "Start this JVM with -D"
        + scheme
        + ".proxyHost="
        + hostOf(way)
        + " -D"
        + scheme
        + ".proxyPort="
        + portOf(way)
        + " (restart needed), with the hosts that must stay direct in -Dhttp.nonProxyHosts"
        + orAllow;
  }

  /** The properties that make this JVM go through the proxy that reaches the endpoint. */
  static List<Fix> properties(Obstacle obstacle) {
    String way = obstacle.workingWay().orElse("");
    String scheme = scheme(obstacle.pointer());
    return Arrays.asList(
        Fix.of(
            Fix.Kind.PROPERTY,
            isSocks(way) ? "socksProxyHost" : scheme + ".proxyHost",
            hostOf(way),
            true),
        Fix.of(
            Fix.Kind.PROPERTY,
            isSocks(way) ? "socksProxyPort" : scheme + ".proxyPort",
            portOf(way),
            true));
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
      case PROXY_NO_NAME:
        return "Make the name "
            + obstacle.pointer().host()
            + " resolvable for "
            + proxy
            + ", by whose name servers it is looked up, not by those of this host";
      case PROXY_TIMEOUT:
      case PROXY_UNREACHABLE:
        return allowFromProxy(proxy, place);
      case PROXY_REFUSED:
        return allowFromProxy(proxy, place)
            + ", or have its operator find out why it refuses connections";
      case PROXY_FAILED:
        return allowFromProxy(proxy, place) + ", and make sure that the name resolves there";
      default:
        return "Make sure that "
            + proxy
            + " is up and takes connections from this host, and that it lets "
            + place
            + " through";
    }
  }

  private static String allowFromProxy(String proxy, String place) {
    return "Allow TCP from " + proxy + ", not from this host, to " + place;
  }

  /** The same as {@link #ifFailing} for a machine. */
  List<Fix> ifFailingForMachines(Obstacle obstacle) {
    List<Fix> fixes = new ArrayList<>();
    fixes.add(atProxyForMachines(obstacle));
    String host = obstacle.pointer().host();
    if (obstacle.workingWay().filter(way -> !isProxy(way)).isPresent()) {
      if (Words.isPlainHost(host)) {
        fixes.add(Fix.of(Fix.Kind.PROPERTY, JvmProxies.EXEMPT, proxies.exemptWith(host), true));
      }
    } else if (obstacle
        .workingWay()
        .filter(way -> !obstacle.proxy().equals(Optional.of(way)))
        .isPresent()) {
      fixes.addAll(properties(obstacle));
    }
    return fixes;
  }

  private static Fix atProxyForMachines(Obstacle obstacle) {
    String proxy = obstacle.proxy().orElse("");
    Pointer pointer = obstacle.pointer();
    Optional<Stage> stage = obstacle.proxyStage();
    switch (stage.map(Stage::result).orElse(Stage.Result.SKIPPED)) {
      case PROXY_NO_NAME:
        return Fix.of(Fix.Kind.PROXY, "resolve", pointer.host(), false);
      case PROXY_TIMEOUT:
      case PROXY_UNREACHABLE:
      case PROXY_REFUSED:
      case PROXY_FAILED:
        return Fix.of(Fix.Kind.PROXY, "reach", pointer.hostPort(), false);
      case NXDOMAIN:
      case NODATA:
      case SERVFAIL:
      case SINKHOLE:
        return Fix.of(Fix.Kind.OTHER, "resolve", hostOf(proxy), false);
      case REFUSED:
      case UNREACHABLE:
        return Fix.of(Fix.Kind.EGRESS, "allow", hostPort(proxy), false);
      case TIMEOUT:
        // Before the request it is the proxy itself that is silent.
        return stage.get().kind() == Stage.Kind.HTTP
            ? Fix.of(Fix.Kind.PROXY, "allow", pointer.hostPort(), false)
            : Fix.of(Fix.Kind.EGRESS, "allow", hostPort(proxy), false);
      default:
        return Fix.of(Fix.Kind.PROXY, "allow", pointer.hostPort(), false);
    }
  }

  /** Whether a way that a trial names goes through a proxy. */
  static boolean isProxy(String way) {
    return !way.startsWith("direct");
  }

  private static String scheme(Pointer pointer) {
    return pointer.scheme().equals("https") ? "https" : "http";
  }

  private static boolean isSocks(String way) {
    return way.startsWith(JvmProxies.SOCKS);
  }

  private static String hostOf(String way) {
    String place = hostPort(way);
    int colon = place.lastIndexOf(':');
    return colon < 0 ? place : place.substring(0, colon);
  }

  private static String portOf(String way) {
    int colon = way.lastIndexOf(':');
    return colon < 0 ? "" : way.substring(colon + 1);
  }

  private static String hostPort(String way) {
    return isSocks(way) ? way.substring(JvmProxies.SOCKS.length()) : way;
  }
}
