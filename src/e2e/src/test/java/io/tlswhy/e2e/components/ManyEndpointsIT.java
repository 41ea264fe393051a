package io.tlswhy.e2e.components;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.Jdk;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.LabCa;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A chain all of whose endpoints are blocked is told about in one time-out, not in their sum. */
@Tag("components")
@Execution(ExecutionMode.CONCURRENT)
class ManyEndpointsIT {
  private static final int CERTIFICATES = 5;
  private static final int URLS_OF_EACH = 4;

  /** The agent's own default. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  static List<Jdk> jdks() {
    return Jdk.full();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void areTriedAtOnce(Jdk jdk, @TempDir Path folder) throws Exception {
    try (World world = new World(folder, CertificateSpec.server(Network.PARTNER_HOST))) {
      block(world);
      world.start();
      Application.Outcome outcome = Application.call(jdk, world, Duration.ofSeconds(60));
      assertThat(outcome.incidents()).as("%s", outcome.result()).isNotEmpty();
      Incident told = outcome.incidents().get(outcome.incidents().size() - 1);
      assertThat(told.code()).isEqualTo("revocation.blocked");
      assertThat(timedOut(told)).as("%s", told).hasSize(CERTIFICATES * URLS_OF_EACH);
      // The file is written once, when all is known; one after the other would take 20 time-outs.
      Instant written = Files.getLastModifiedTime(Application.json(world)).toInstant();
      Duration took = Duration.between(told.first(), written);
      System.out.printf(
          "%s: %d blocked endpoints told after %d ms, time-out %d ms%n",
          jdk, CERTIFICATES * URLS_OF_EACH, took.toMillis(), TIMEOUT.toMillis());
      assertThat(took).as("%s", told).isLessThan(TIMEOUT.multipliedBy(3));
    }
  }

  /** Four authorities and a partner, each of which points to four hosts that answer nothing. */
  private static void block(World world) {
    LabCa issuer = LabCa.root("Partner Root");
    LabCa root = issuer;
    world.network().application().route("10.203.1.0/24");
    world.network().servers().filterInput("ip daddr 10.203.1.0/24 drop");
    for (int i = 1; i < CERTIFICATES; i++) {
      issuer =
          issuer.authority(
              pointing(world, CertificateSpec.authority("Partner CA " + i), i * URLS_OF_EACH));
    }
    world
        .pki(root, issuer.issue(pointing(world, CertificateSpec.server(Network.PARTNER_HOST), 0)))
        .jvm("-Dcom.sun.security.enableCRLDP=true", "-Dcom.sun.security.crl.timeout=1");
  }

  private static CertificateSpec pointing(World world, CertificateSpec spec, int first) {
    for (int i = first + 1; i <= first + URLS_OF_EACH; i++) {
      String host = "crl" + i + ".partner.test";
      world.names().knows(host, "10.203.1." + i);
      world.network().servers().address("10.203.1." + i + "/24");
      spec.crl("http://" + host + "/ca.crl");
    }
    return spec;
  }

  private static Set<String> timedOut(Incident told) {
    List<String> addresses = new ArrayList<>();
    for (Incident.Step step : told.steps()) {
      if (step.stage().equals("connect") && step.result().equals("timeout")) {
        addresses.add(step.address());
      }
    }
    return addresses.stream().collect(Collectors.toSet());
  }
}
