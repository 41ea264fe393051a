package io.tlswhy.e2e.components;

import java.util.List;

/**
 * Two hosts and a cable between them: one for the application, one for all that it talks to. Every
 * network is a world of its own, so all have the same addresses.
 *
 * <p>Which of several addresses a JVM tries first is the C library's choice. It puts those first
 * that have more leading bits in common with its own, so {@link #REVOCATION}, {@link #SECOND} and
 * {@link #THIRD} come in this order whatever the name server's was.
 */
final class Network implements AutoCloseable {
  static final String APPLICATION = "10.203.0.1";
  static final String PARTNER = "10.203.0.2";
  static final String REVOCATION = "10.203.0.3";
  static final String SECOND = "10.203.0.4";
  static final String THIRD = "10.203.0.8";
  static final String REVOCATION_IPV6 = "fd00:203::3";
  static final String PORTAL = "10.203.0.9";
  static final String PROXY = "10.203.0.16";
  static final String NAMES = "10.203.0.53";
  static final String UPSTREAM_NAMES = "10.203.0.54";

  /** What the partner is called. */
  static final String PARTNER_HOST = "api.partner.test";

  private static final List<String> SERVERS =
      List.of(PARTNER, REVOCATION, SECOND, THIRD, PORTAL, PROXY, NAMES, UPSTREAM_NAMES);

  private final Namespace application = new Namespace("a");
  private final Namespace servers = new Namespace("s");

  Network() {
    Namespace.connect(application, servers);
    application.address(APPLICATION + "/24");
    application.address("fd00:203::1/64");
    for (String address : SERVERS) {
      servers.address(address + "/24");
    }
    servers.address(REVOCATION_IPV6 + "/64");
    application.etc("resolv.conf", "nameserver " + NAMES + "\noptions timeout:1 attempts:1\n");
    application.etc("hosts", "127.0.0.1 localhost\n" + PARTNER + " " + PARTNER_HOST + "\n");
  }

  /** The application's host. */
  Namespace application() {
    return application;
  }

  /** The host of everything else. */
  Namespace servers() {
    return servers;
  }

  /** What reaches that address at that TCP port, as a packet filter's rule says it. */
  static String to(String address, int port) {
    return (address.contains(":") ? "ip6" : "ip") + " daddr " + address + " tcp dport " + port;
  }

  /** Drops what the application sends there; other servers still reach it. */
  void drop(String address, int port) {
    servers.filterInput(fromApplication(address, port) + " drop");
  }

  /** Answers what the application sends there with that. */
  void reject(String address, int port, String with) {
    servers.filterInput(fromApplication(address, port) + " reject with " + with);
  }

  /** Lets the application connect there, and resets the connection as soon as it sends. */
  void resetRequests(String address, int port) {
    servers.filterInput(
        fromApplication(address, port)
            + " tcp flags & (psh | ack) == psh | ack reject with tcp reset");
  }

  private static String fromApplication(String address, int port) {
    return "iifname wire " + to(address, port);
  }

  @Override
  public void close() {
    try (application) {
      servers.close();
    }
  }
}
