package io.tlswhy.e2e.components;

import static io.tlswhy.e2e.components.Network.REVOCATION;
import static io.tlswhy.e2e.components.Network.REVOCATION_IPV6;
import static io.tlswhy.e2e.components.Network.SECOND;
import static io.tlswhy.e2e.components.Network.THIRD;

import java.util.List;

/** The way to the CRL's host. */
final class ConnectCases {
  private ConnectCases() {}

  static List<Case> all() {
    return List.of(
        Case.ofCrl("CRL host dropped", world -> world.freshCrl().network().drop(REVOCATION, 80))
            .code("revocation.blocked")
            .stage("dns jvm direct - ok")
            .stage("connect jvm direct 10.203.0.3 timeout")
            .saysNotFetched(
                "crl.partner.test port 80 cannot be reached from this host (10.203.0.3: no answer"
                    + " within TIME)")
            .fix("Allow TCP from this host to crl.partner.test port 80 (10.203.0.3)."),
        Case.ofCrlWithDefaults(
                "CRL host dropped, every time-out the default",
                world -> world.freshCrl().network().drop(REVOCATION, 80))
            .code("revocation.blocked")
            .stage("connect jvm direct 10.203.0.3 timeout")
            .says(
                "The TLS handshake with api.partner.test port 443 has been waiting TIME for the CRL"
                    + " http://crl.partner.test/ca.crl of CN=api.partner.test (thread main):"
                    + " crl.partner.test port 80 cannot be reached from this host (10.203.0.3: no"
                    + " answer within TIME).")
            .fix("Allow TCP from this host to crl.partner.test port 80 (10.203.0.3)."),
        Case.ofCrl(
                "CRL host rejected by a firewall",
                world -> world.freshCrl().network().reject(REVOCATION, 80, "icmp admin-prohibited"))
            .code("revocation.blocked")
            .stage("connect jvm direct 10.203.0.3 unreachable")
            .saysNotFetched(
                "crl.partner.test port 80 cannot be reached from this host (10.203.0.3: there is no"
                    + " route, or a firewall forbids it, for the system says \"No route to host\")")
            .fix("Allow TCP from this host to crl.partner.test port 80 (10.203.0.3)."),
        Case.ofCrl(
                "CRL host's port closed",
                world -> world.freshCrl().network().reject(REVOCATION, 80, "tcp reset"))
            .code("revocation.blocked")
            .stage("connect jvm direct 10.203.0.3 refused")
            .saysNotFetched(
                "crl.partner.test port 80 cannot be reached from this host (10.203.0.3: refused)"),
        Case.ofCrl(
                "request reset", world -> world.freshCrl().network().resetRequests(REVOCATION, 80))
            .code("revocation.blocked")
            .stage("connect jvm direct 10.203.0.3 ok")
            .stage("http jvm direct 10.203.0.3 reset")
            .saysNotFetched(
                "crl.partner.test port 80 (10.203.0.3) accepts the connection and then resets it")
            .fix("let what is sent over it pass; the connection itself is accepted (10.203.0.3)"),
        Case.ofCrl(
                "one of three addresses dead",
                world -> {
                  world.freshCrlAt(REVOCATION, SECOND, THIRD);
                  world.network().drop(REVOCATION, 80);
                })
            .code("revocation.blocked")
            .stage("connect jvm direct 10.203.0.3 timeout")
            .stage("connect alternative direct 10.203.0.4 ok")
            .stage("content alternative direct 10.203.0.4 ok")
            .stage("content alternative direct 10.203.0.8 ok")
            .saysNotFetched(
                "crl.partner.test port 80 cannot be reached on the address that Java tries, its"
                    + " first (10.203.0.3: no answer within TIME; 10.203.0.4: connected;"
                    + " 10.203.0.8: connected)")
            .fix("(10.203.0.3). (10.203.0.4, 10.203.0.8 can be reached.)"),
        Case.ofCrl(
                "IPv6 dead",
                world -> {
                  world.freshCrlAt(REVOCATION, REVOCATION_IPV6);
                  world.jvm("-Djava.net.preferIPv6Addresses=true");
                  world.network().drop(REVOCATION_IPV6, 80);
                })
            .code("revocation.blocked")
            .stage("connect jvm direct fd00:203:0:0:0:0:0:3 timeout")
            .stage("content alternative direct 10.203.0.3 ok")
            .stage("dns alternative direct 10.203.0.53 ok")
            .saysNotFetched(
                "crl.partner.test port 80 cannot be reached on the address that Java tries, its"
                    + " first (fd00:203:0:0:0:0:0:3: no answer within TIME; 10.203.0.3: connected):"
                    + " IPv6 does not work from here and IPv4 does, and Java takes IPv6 first since"
                    + " java.net.preferIPv6Addresses=true")
            .fix("Start this JVM with -Djava.net.preferIPv6Addresses=false (restart needed)"));
  }
}
