package io.tlswhy.e2e.components;

import static io.tlswhy.e2e.components.Network.REVOCATION;

import io.tlswhy.lab.pki.CrlSpec;
import java.time.Duration;
import java.util.List;

/** A CRL in a directory. */
final class DirectoryCases {
  private static final String URL =
      "ldap://ldap.partner.test/cn=ca,dc=partner,dc=test?certificateRevocationList;binary?base?objectClass=cRLDistributionPoint";

  private DirectoryCases() {}

  private static void serve(World world, CrlSpec crl)
      throws java.io.IOException, InterruptedException {
    world.names().knows("ldap.partner.test", REVOCATION);
    new Slapd(world.network(), world.folder()).start(REVOCATION, crl.encoded());
  }

  static List<Case> all() {
    return List.of(
        Case.ofCrl(
                "directory dropped",
                URL,
                world -> {
                  serve(world, CrlSpec.of(world.root()));
                  world.network().drop(REVOCATION, 389);
                  // The JDK sets no limit: the system's ends it, after two minutes unless told
                  // otherwise.
                  world.network().application().run("sysctl", "-qw", "net.ipv4.tcp_syn_retries=2");
                })
            .code("revocation.blocked")
            .stage("connect jvm direct 10.203.0.3 timeout"),
        Case.ofCrl(
                "directory dropped, told while the JVM hangs",
                URL,
                world -> {
                  serve(world, CrlSpec.of(world.root()));
                  world.agent("slow", "2s").network().drop(REVOCATION, 389);
                })
            .code("revocation.blocked")
            .stage("connect jvm direct 10.203.0.3 timeout")
            .fix("Allow TCP from this host to ldap.partner.test port 389 (10.203.0.3)."),
        Case.ofCrl(
                "directory's port closed",
                URL,
                world -> {
                  serve(world, CrlSpec.of(world.root()));
                  world.network().reject(REVOCATION, 389, "tcp reset");
                })
            .code("revocation.blocked")
            .stage("connect jvm direct 10.203.0.3 refused"),
        Case.ofCrl(
                "CRL in a directory expired",
                URL,
                world -> serve(world, CrlSpec.of(world.root()).stale(Duration.ofDays(3))))
            .code("revocation.response-stale")
            .stage("content jvm direct 10.203.0.3 stale"));
  }
}
