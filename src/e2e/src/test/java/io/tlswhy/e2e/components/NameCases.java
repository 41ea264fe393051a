package io.tlswhy.e2e.components;

import static io.tlswhy.e2e.components.Network.NAMES;
import static io.tlswhy.e2e.components.Network.REVOCATION;
import static io.tlswhy.e2e.components.Network.UPSTREAM_NAMES;
import static io.tlswhy.e2e.components.World.CRL_HOST;

import java.util.List;

/** The name of the CRL's host. */
final class NameCases {
  private NameCases() {}

  static List<Case> all() {
    return List.of(
        Case.ofCrl("no such name", world -> world.names().denies(CRL_HOST))
            .code("revocation.dns")
            .stage("dns jvm direct - nxdomain")
            .stage("dns alternative direct 10.203.0.53 nxdomain")
            .saysNotFetched(
                "the name crl.partner.test does not resolve on this host (there is no such name: crl.partner.test)"),
        Case.ofCrl("a name without an address", world -> world.names().knowsNoAddressOf(CRL_HOST))
            .code("revocation.dns")
            .stage("dns jvm direct - nodata")
            .stage("dns alternative direct 10.203.0.53 nodata")
            .saysNotFetched(
                "the name crl.partner.test does not resolve on this host (the name has no address: crl.partner.test)"),
        Case.ofCrl(
                "name server fails",
                world -> {
                  world.names().distrusts(UPSTREAM_NAMES);
                  new Dnsmasq(world.network(), world.folder(), UPSTREAM_NAMES)
                      .knows(CRL_HOST, REVOCATION)
                      .start();
                })
            .code("revocation.dns")
            .stage("dns jvm direct - servfail")
            .stage("dns alternative direct 10.203.0.53 servfail")
            .saysNotFetched(
                "the name crl.partner.test does not resolve on this host (the name server failed: crl.partner.test)"),
        Case.ofCrl(
                "name server declines",
                world -> {
                  // It knows nothing of the name and nobody whom to ask.
                })
            .code("revocation.dns")
            .stage("dns jvm direct - refused")
            .stage("dns alternative direct 10.203.0.53 refused")
            .saysNotFetched(
                "the name crl.partner.test does not resolve on this host (the name server declined: crl.partner.test)"),
        Case.ofCrl(
                "name server silent",
                world -> {
                  world.names().knows(CRL_HOST, REVOCATION);
                  world
                      .network()
                      .servers()
                      .filterInput("iifname wire ip daddr " + NAMES + " udp dport 53 drop");
                })
            .code("revocation.dns")
            .stage("dns jvm direct - timeout")
            .stage("dns alternative direct 10.203.0.53 timeout")
            .fix("Make the name crl.partner.test resolvable for this host"),
        Case.ofCrl("a sinkhole's address", world -> world.names().knows(CRL_HOST, "0.0.0.0"))
            .code("revocation.dns")
            .stage("dns jvm direct - sinkhole")
            .stage("dns alternative direct 10.203.0.53 sinkhole")
            .saysNotFetched(
                "the name crl.partner.test does not resolve on this host (the name server gave an address that stands for a block: 0.0.0.0, no host's address)"));
  }
}
