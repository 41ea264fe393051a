package io.tlswhy.cli.check;

import io.tlswhy.cli.Console;
import io.tlswhy.cli.ExitStatus;
import io.tlswhy.cli.OutputOptions;
import io.tlswhy.cli.route.Route;
import io.tlswhy.cli.route.RouteTrace;
import io.tlswhy.evidence.AgentThreads;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.RevocationSettings;
import io.tlswhy.probe.EndpointProber;
import io.tlswhy.probe.ProbeSettings;
import io.tlswhy.probe.StagedProber;
import io.tlswhy.probe.address.AddressRange;
import io.tlswhy.probe.handshake.PeerProber;
import io.tlswhy.probe.handshake.PeerRules;
import io.tlswhy.probe.handshake.SecondHandshakes;
import io.tlswhy.weave.JvmReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check}: what this JVM makes of a peer, or of a chain from a file. */
@Command(
    name = "check",
    description =
        "Makes a TLS handshake with each host, or validates a chain from a file, as this JVM does;"
            + " tells why it fails, and tries every revocation endpoint of the chain.")
public final class CheckCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private TrustOptions trust = new TrustOptions();

  @Parameters(paramLabel = "HOST[:PORT]", arity = "0..*", description = "The peers; port 443.")
  private List<String> hosts = new ArrayList<>();

  @Option(names = "--chain", paramLabel = "FILE", description = "A chain, PEM; no network is used.")
  private Optional<Path> chain = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "With --chain: the name that the certificate must carry.")
  private String host = "";

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "With --chain: the time to validate at, such as 2026-01-31T12:00:00Z.")
  private String at = "";

  @Option(
      names = "--crl",
      paramLabel = "FILE",
      description = "A CRL that the application has; revocation is then checked.")
  private List<Path> crls = new ArrayList<>();

  @Option(
      names = "--proxy",
      paramLabel = "HOST:PORT|direct",
      description = "The way to the peer; else this JVM's choice.")
  private String proxy = "";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "For a connect, an answer and an endpoint each; default ${DEFAULT-VALUE}.",
      defaultValue = "5")
  private int timeout;

  @Option(
      names = "--allow",
      paramLabel = "CIDR[:PORT],…",
      description = "Endpoints at addresses that are refused otherwise, as the agent's allow=.")
  private String allow = "";

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      description = "A system property as the JVM under test has it.")
  private Map<String, String> properties = new LinkedHashMap<>();

  private RevocationSettings revocation = RevocationSettings.off();

  @Override
  public Integer call() {
    Console console = output.console();
    for (Map.Entry<String, String> property : properties.entrySet()) {
      System.setProperty(property.getKey(), property.getValue());
    }
    try {
      List<CheckResult> results = chain.isPresent() ? ofFile(chain.get()) : ofHosts();
      List<Route> routes = routes(results);
      if (output.json()) {
        console.document(CheckOutput.json(results, routes, revocation));
      } else {
        CheckOutput.print(console, results, routes);
        console.line(RevocationText.of(revocation, crls.size()));
      }
      boolean ok = true;
      for (CheckResult result : results) {
        ok &= result.ok();
      }
      return ok ? ExitStatus.FINE : ExitStatus.FOUND;
    } catch (CheckException failed) {
      console.complain(failed.sentence());
      return failed.isUsage() ? ExitStatus.USAGE : ExitStatus.FAILED;
    }
  }

  private static List<Route> routes(List<CheckResult> results) {
    List<EndpointTrial> trials = new ArrayList<>();
    results.forEach(result -> trials.addAll(result.endpoints()));
    return RouteTrace.ofThisMachine().routes(trials);
  }

  private List<CheckResult> ofFile(Path file) throws CheckException {
    if (!hosts.isEmpty()) {
      throw CheckException.usage("either hosts or --chain, not both.");
    }
    Instant now = Instant.now();
    Optional<Instant> time = time();
    try {
      List<X509Certificate> certificates = PemFile.certificates(file);
      if (certificates.isEmpty()) {
        throw CheckException.failed(file + " holds no certificate.");
      }
      Trust trusted = trusted(time);
      JvmFacts jvm = JvmReader.read();
      return Collections.singletonList(
          new FileCheck(trusted, new Judge(jvm, Optional.empty(), Optional.empty()))
              .check(file.toString(), certificates, host, time.orElse(now)));
    } catch (IOException | GeneralSecurityException e) {
      throw CheckException.failed("could not be read: " + e);
    }
  }

  private List<CheckResult> ofHosts() throws CheckException {
    if (hosts.isEmpty() || !host.isEmpty() || !at.isEmpty()) {
      throw CheckException.usage(
          hosts.isEmpty()
              ? "a host, or --chain FILE, is missing."
              : "--host and --at go with --chain.");
    }
    List<Target> targets = new ArrayList<>();
    for (String each : hosts) {
      targets.add(Target.parse(each));
    }
    Duration limit = Duration.ofSeconds(Math.max(1, timeout));
    EndpointProber prober =
        new StagedProber(
            ProbeSettings.of(ProbeSettings.Scope.ENDPOINTS, AddressRange.parseList(allow), limit),
            AgentThreads.of("check"),
            SystemProxies.ofThisMachine());
    Ways ways = Ways.of(proxy);
    PeerProber peers =
        new SecondHandshakes(
            PeerRules.namedByUser(ways::proxyTo), limit, AgentThreads.of("handshake"));
    HostCheck check =
        new HostCheck(
            trusted(Optional.empty()),
            new Judge(JvmReader.read(), Optional.of(prober), Optional.of(peers)),
            ways,
            limit);
    List<CheckResult> results = new ArrayList<>();
    for (Target target : targets) {
      results.add(check.check(target));
    }
    return results;
  }

  private Trust trusted(Optional<Instant> time) throws CheckException {
    List<CRL> held = new ArrayList<>();
    for (Path crl : crls) {
      try {
        held.addAll(PemFile.crls(crl));
      } catch (IOException | GeneralSecurityException e) {
        throw CheckException.failed("the CRL " + crl + " could not be read: " + e);
      }
    }
    Trust trusted = Trust.of(trust.store(), trust.file(), time, held);
    revocation = trusted.revocation();
    return trusted;
  }

  private Optional<Instant> time() throws CheckException {
    try {
      return at.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(at));
    } catch (DateTimeException e) {
      throw CheckException.usage("--at is a time such as 2026-01-31T12:00:00Z, not " + at + ".");
    }
  }
}
