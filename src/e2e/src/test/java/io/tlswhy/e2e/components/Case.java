package io.tlswhy.e2e.components;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.Jdk;
import io.tlswhy.lab.pki.CertificateSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * One thing that goes wrong, and what must be said of it, as proved.
 *
 * <p>The JVM waits one second for an endpoint and the agent four, unless the case says otherwise.
 */
final class Case {
  /** How long an incident is waited for. */
  private static final Duration AT_MOST = Duration.ofSeconds(30);

  private static final Pattern TIME =
      Pattern.compile("\\b\\d+(\\.\\d+)? (ms|s|min|h|days?|hours?|minutes?|seconds?)\\b");
  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ|\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");

  private final String name;
  private final Supplier<CertificateSpec> leaf;
  private final Setup setup;
  private final List<Integer> only = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private final List<String> fixes = new ArrayList<>();
  private final List<String> parts = new ArrayList<>();
  private String code = "";
  private Optional<String> summary = Optional.empty();

  private Case(String name, Supplier<CertificateSpec> leaf, Setup setup) {
    this.name = name;
    this.leaf = leaf;
    this.setup = setup;
  }

  /** What makes a world what the case is about. */
  @FunctionalInterface
  interface Setup {
    void on(World world) throws IOException, InterruptedException;
  }

  /** A case of the partner's CRL. */
  static Case ofCrl(String name, Setup setup) {
    return ofCrl(name, World.CRL_URL, setup);
  }

  /** A case of a CRL elsewhere. */
  static Case ofCrl(String name, String url, Setup setup) {
    return new Case(
        name,
        () -> CertificateSpec.server(Network.PARTNER_HOST).crl(url),
        world -> {
          world.jvm("-Dcom.sun.security.enableCRLDP=true");
          impatient(world, "crl");
          setup.on(world);
        });
  }

  /** A case of the partner's OCSP responder. */
  static Case ofOcsp(String name, Setup setup) {
    return new Case(
        name,
        () -> CertificateSpec.server(Network.PARTNER_HOST).ocsp(World.OCSP_URL),
        world -> {
          world.jvm(world.withOcsp());
          impatient(world, "ocsp");
          setup.on(world);
        });
  }

  /** A case of a CRL in a JVM with the JDK's own time-outs, and an agent with its own. */
  static Case ofCrlWithDefaults(String name, Setup setup) {
    return new Case(
        name,
        () -> CertificateSpec.server(Network.PARTNER_HOST).crl(World.CRL_URL),
        world -> {
          world.jvm("-Dcom.sun.security.enableCRLDP=true");
          setup.on(world);
        });
  }

  private static void impatient(World world, String kind) {
    world.jvm(
        "-Dcom.sun.security." + kind + ".timeout=1",
        "-Dcom.sun.security." + kind + ".readtimeout=1");
    world.agent("timeout", "4s").agent("slow", "15s");
  }

  /** Which code must be given. */
  Case code(String expected) {
    code = expected;
    return this;
  }

  /** The whole summary, with each time and date as {@code TIME}. */
  Case says(String expected) {
    summary = Optional.of(expected);
    return this;
  }

  /** A part of the summary, where releases differ in the rest. */
  Case saysPart(String part) {
    parts.add(part);
    return this;
  }

  /** The whole summary where the partner's CRL cannot be fetched, for that reason. */
  Case saysNotFetched(String why) {
    return says(
        "The CRL http://crl.partner.test/ca.crl of CN=api.partner.test cannot be fetched: "
            + why
            + ", so Java cannot tell whether that certificate is revoked.");
  }

  /** The whole summary where the answer of the partner's CRL is of no use, for that reason. */
  Case saysUselessCrl(String why) {
    return saysUseless("CRL http://crl.partner.test/ca.crl", why);
  }

  /** The whole summary where the answer of the partner's responder is of no use. */
  Case saysUselessOcsp(String why) {
    return saysUseless("OCSP responder http://ocsp.partner.test/", why);
  }

  private Case saysUseless(String endpoint, String why) {
    return says(
        "The answer of the "
            + endpoint
            + " for CN=api.partner.test is of no use: "
            + why
            + ", so Java cannot tell whether that certificate is revoked.");
  }

  /** A part of the fix. */
  Case fix(String part) {
    fixes.add(part);
    return this;
  }

  /**
   * A stage that must have been told: its name, {@code jvm} or {@code alternative}, the way, the
   * address ({@code -} where there is none), the result.
   */
  Case stage(String expected) {
    steps.add(expected);
    return this;
  }

  /** Runs only on those feature releases. */
  Case onlyOn(Integer... releases) {
    only.addAll(List.of(releases));
    return this;
  }

  boolean runsOn(Jdk jdk) {
    return only.isEmpty() || only.contains(jdk.feature());
  }

  /** Plays it. */
  void run(Jdk jdk, Path folder) throws IOException, InterruptedException {
    try (World world = new World(folder, leaf.get())) {
      setup.on(world);
      world.start();
      check(Application.call(jdk, world, AT_MOST));
    }
  }

  private void check(Application.Outcome outcome) {
    assertThat(outcome.incidents()).as("incidents; %s", outcome.result()).isNotEmpty();
    // On a busy machine what is known so far is told first, and then what the trials showed.
    Incident told = outcome.incidents().get(outcome.incidents().size() - 1);
    if (Boolean.getBoolean("tlswhy.cases.print")) {
      System.out.println("== " + name + "\n" + told);
    }
    assertThat(told.code()).as("%s", outcome).isEqualTo(code);
    assertThat(told.confidence()).as("%s", outcome).isEqualTo("proved");
    summary.ifPresent(text -> assertThat(masked(told.summary())).as("%s", outcome).isEqualTo(text));
    parts.forEach(part -> assertThat(told.summary()).as("%s", outcome).contains(part));
    fixes.forEach(part -> assertThat(told.fix()).as("%s", outcome).contains(part));
    assertThat(told.steps().stream().map(Incident.Step::toString))
        .as("%s", outcome)
        .containsAll(steps);
    assertThat(outcome.result().errors()).contains("tlswhy[" + code + "]");
  }

  private static String masked(String text) {
    return TIME.matcher(DATE.matcher(text).replaceAll("TIME")).replaceAll("TIME");
  }

  @Override
  public String toString() {
    return name;
  }
}
