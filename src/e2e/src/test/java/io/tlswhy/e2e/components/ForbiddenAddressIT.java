package io.tlswhy.e2e.components;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.Jdk;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A peer whose certificate leads the agent to where it must not go, as seen by the packet filter of
 * the application's host: the agent opens no connection there.
 */
@Tag("components")
@Execution(ExecutionMode.CONCURRENT)
class ForbiddenAddressIT {
  private static final String METADATA = "169.254.169.254";
  private static final String METADATA_IPV6 = "fd00:ec2::254";
  private static final String LOOPBACK = "127.0.0.1";

  /** One of the internet's, which exists in the test's network only. */
  private static final String PUBLIC = "93.184.215.14";

  private static final String TRAP = "trap.partner.test";
  private static final Duration AT_MOST = Duration.ofSeconds(30);

  /**
   * A trap.
   *
   * @param name what it is
   * @param url the pointer in the peer's certificate
   * @param forbidden where the agent must not go
   * @param setup what makes it one
   * @param seen a stage that shows that the agent has met it
   */
  private record Trap(String name, String url, String forbidden, Case.Setup setup, String seen) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Trap> OF_STRANGERS =
      List.of(
          literal("a cloud's metadata", METADATA, METADATA),
          literal("a cloud's metadata over IPv6", "[" + METADATA_IPV6 + "]", METADATA_IPV6),
          literal("this host", LOOPBACK, LOOPBACK),
          literal("this host within an IPv6 address", "[::ffff:127.0.0.1]", LOOPBACK),
          literal("a private network", Network.REVOCATION, Network.REVOCATION),
          new Trap(
              "a name of a cloud's metadata",
              "http://" + TRAP + "/ca.der",
              METADATA,
              world -> world.names().knows(TRAP, METADATA),
              "connect jvm direct 169.254.169.254 forbidden"),
          new Trap(
              "a redirect to a cloud's metadata",
              "http://" + TRAP + "/ca.der",
              METADATA,
              world -> {
                world.names().knows(TRAP, PUBLIC);
                world.web().redirect(PUBLIC, "/", "http://" + METADATA + "/");
              },
              "http jvm direct 93.184.215.14 redirect"),
          new Trap(
              "a name that is rebound to this host",
              "http://" + TRAP + "/ca.der",
              LOOPBACK,
              world -> {
                rebind(world);
                world.web().redirect(PUBLIC, "/ca.der", "http://" + TRAP + "/again");
                world.web().status(PUBLIC, "/again", 404);
              },
              "http jvm direct 93.184.215.14 status"));

  private static final List<Trap> OF_TRUSTED_PEERS =
      List.of(
          new Trap(
              "a CRL at a cloud's metadata",
              "http://" + METADATA + "/ca.crl",
              METADATA,
              world -> world.web().status(METADATA, "/", 404),
              "connect jvm direct 169.254.169.254 forbidden"),
          new Trap(
              "a CRL redirected to a cloud's metadata",
              "http://" + TRAP + "/ca.crl",
              METADATA,
              world -> {
                world.names().knows(TRAP, Network.REVOCATION);
                world.web().redirect(Network.REVOCATION, "/", "http://" + METADATA + "/");
                world.web().status(METADATA, "/", 404);
              },
              "connect jvm direct 169.254.169.254 forbidden"));

  private static Trap literal(String name, String host, String forbidden) {
    return new Trap(
        name,
        "http://" + host + "/ca.der",
        forbidden,
        world -> {},
        "connect jvm direct "
            + (forbidden.contains(":") ? "fd00:ec2:0:0:0:0:0:254" : forbidden)
            + " forbidden");
  }

  /** The first question for the name leads to the internet, every further one to this host. */
  private static void rebind(World world) throws IOException, InterruptedException {
    world.names().knows(TRAP, PUBLIC);
    new Dnsmasq(world.network(), world.folder(), Network.UPSTREAM_NAMES)
        .knows(TRAP, LOOPBACK)
        .start();
    world
        .network()
        .servers()
        .run(
            "nft",
            "add table ip rebind;"
                + " add chain ip rebind in { type nat hook prerouting priority -100; };"
                + " add rule ip rebind in udp dport 53 dnat to numgen inc mod 1000 map"
                + " { 0 : %s, 1-999 : %s }".formatted(Network.NAMES, Network.UPSTREAM_NAMES));
  }

  static List<Jdk> jdks() {
    return Jdk.full();
  }

  static Stream<Arguments> strangers() {
    return onAll(OF_STRANGERS);
  }

  static Stream<Arguments> trustedPeers() {
    return onAll(OF_TRUSTED_PEERS);
  }

  private static Stream<Arguments> onAll(List<Trap> traps) {
    return traps.stream().flatMap(trap -> Jdk.full().stream().map(jdk -> Arguments.of(jdk, trap)));
  }

  @ParameterizedTest(name = "{1}, {0}")
  @MethodSource("strangers")
  void isNotVisitedForAStranger(Jdk jdk, Trap trap, @TempDir Path folder) throws Exception {
    CertificateSpec leaf = CertificateSpec.server(Network.PARTNER_HOST).issuerAt(trap.url());
    try (World world = new World(folder, leaf)) {
      world.pki(LabCa.root("Trusted Root"), world.partner());
      ConnectionCounter counter = prepare(world, trap);
      assertThat(steps(jdk, world)).contains(trap.seen());
      assertThat(counter.begun()).isZero();
      assertCounts(counter, world, trap);
    }
  }

  /** The JVM follows what a chain that it trusts names; beside it, the agent adds nothing. */
  @ParameterizedTest(name = "{1}, {0}")
  @MethodSource("trustedPeers")
  void isNotVisitedForATrustedPeer(Jdk jdk, Trap trap, @TempDir Path folder) throws Exception {
    CertificateSpec leaf = CertificateSpec.server(Network.PARTNER_HOST).crl(trap.url());
    try (World world = new World(folder, leaf)) {
      world.jvm("-Dcom.sun.security.enableCRLDP=true", "-Dcom.sun.security.crl.timeout=2");
      ConnectionCounter counter = prepare(world, trap);
      world.agent("probe", "off");
      steps(jdk, world);
      int ofJvm = counter.begun();
      Files.delete(Application.json(world));
      world.agent("probe", "endpoints");
      assertThat(steps(jdk, world)).contains(trap.seen());
      assertThat(counter.begun() - ofJvm).isEqualTo(ofJvm);
      assertCounts(counter, world, trap);
    }
  }

  /** The JVM itself gets the name's first address, and the agent the next. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void isNotVisitedOnceANameIsRebound(Jdk jdk, @TempDir Path folder) throws Exception {
    Trap trap =
        new Trap(
            "a CRL at a name that is rebound to this host",
            "http://" + TRAP + "/ca.crl",
            LOOPBACK,
            world -> {
              rebind(world);
              world.web().status(PUBLIC, "/", 404);
            },
            "dns jvm direct - sinkhole");
    CertificateSpec leaf = CertificateSpec.server(Network.PARTNER_HOST).crl(trap.url());
    try (World world = new World(folder, leaf)) {
      world.jvm("-Dcom.sun.security.enableCRLDP=true", "-Dsun.net.inetaddr.ttl=0");
      ConnectionCounter counter = prepare(world, trap);
      assertThat(steps(jdk, world)).contains(trap.seen());
      assertThat(counter.begun()).isZero();
      assertCounts(counter, world, trap);
    }
  }

  private static ConnectionCounter prepare(World world, Trap trap)
      throws IOException, InterruptedException {
    Network network = world.network();
    for (String address : List.of(METADATA, PUBLIC)) {
      network.servers().address(address + "/32");
      network.application().route(address);
    }
    network.servers().address(METADATA_IPV6 + "/128");
    network.application().route(METADATA_IPV6);
    world.agent("timeout", "4s");
    trap.setup().on(world);
    world.start();
    return new ConnectionCounter(network.application(), trap.forbidden(), 80);
  }

  private static List<String> steps(Jdk jdk, World world) throws Exception {
    Application.Outcome outcome = Application.call(jdk, world, AT_MOST);
    assertThat(outcome.incidents()).as("%s", outcome.result()).isNotEmpty();
    Incident told = outcome.incidents().get(outcome.incidents().size() - 1);
    return told.steps().stream().map(Incident.Step::toString).toList();
  }

  /** The counter would have seen it. */
  private static void assertCounts(ConnectionCounter counter, World world, Trap trap) {
    int before = counter.begun();
    String host = trap.forbidden().contains(":") ? "[" + trap.forbidden() + "]" : trap.forbidden();
    world
        .network()
        .application()
        .run("sh", "-c", "curl -s --noproxy '*' -m 2 -o /dev/null http://" + host + "/ || true");
    assertThat(counter.begun()).isGreaterThan(before);
  }
}
