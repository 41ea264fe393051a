package io.tlswhy.probe;

import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.address.AddressRange;
import io.tlswhy.probe.dns.DnsAnswer;
import io.tlswhy.probe.dns.JvmResolver;
import io.tlswhy.probe.dns.NameServer;
import io.tlswhy.probe.proxy.KnownProxies;
import io.tlswhy.probe.proxy.OsProxies;
import io.tlswhy.probe.proxy.SystemSettings;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A machine whose resolver, name servers and proxies are set by the test. */
final class TestMachine {
  private final Properties properties = new Properties();
  private final Map<String, String> environment = new HashMap<>();
  private final List<NameServer> nameServers = new ArrayList<>();

  /** No machine's settings are read. */
  private final Path folder = Path.of("/nonexistent");

  private Function<String, DnsAnswer> resolver = JvmResolver::resolve;
  private @Nullable ProxySelector selector;
  private String allowed = "127.0.0.0/8";
  private Duration timeout = Duration.ofSeconds(5);
  private boolean ocspByGet;

  TestMachine name(String host, String... addresses) {
    Function<String, DnsAnswer> others = resolver;
    resolver = name -> name.equals(host) ? JvmAnswers.found(addresses) : others.apply(name);
    return this;
  }

  TestMachine resolver(Function<String, DnsAnswer> answers) {
    resolver = answers;
    return this;
  }

  TestMachine nameServer(NameServer server) {
    nameServers.add(server);
    return this;
  }

  TestMachine property(String name, Object value) {
    properties.setProperty(name, value.toString());
    return this;
  }

  TestMachine environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  TestMachine selector(ProxySelector proxySelector) {
    selector = proxySelector;
    return this;
  }

  TestMachine allowed(String ranges) {
    allowed = ranges;
    return this;
  }

  TestMachine timeout(Duration time) {
    timeout = time;
    return this;
  }

  TestMachine ocspByGet() {
    ocspByGet = true;
    return this;
  }

  StagedProber prober() {
    return new StagedProber(
        ProbeSettings.of(ProbeSettings.Scope.ENDPOINTS, AddressRange.parseList(allowed), timeout),
        task -> {
          Thread thread = new Thread(task, "tlswhy test");
          thread.setDaemon(true);
          return thread;
        },
        new Machine(
            resolver,
            () -> nameServers,
            () ->
                new KnownProxies(
                    () -> selector,
                    properties,
                    environment,
                    new SystemSettings(folder, folder),
                    OsProxies.none()),
            ocspByGet),
        new Pacing(System::nanoTime, () -> 0.5));
  }

  EndpointTrial probe(EndpointQuestion question) throws Exception {
    return prober().probe(question).get(30, TimeUnit.SECONDS);
  }

  /** The stages of a trial, each as kind, J for the JVM's own way, way, result. */
  static List<String> outline(EndpointTrial trial) {
    List<String> lines = new ArrayList<>();
    for (Stage stage : trial.stages()) {
      lines.add(
          stage.kind() + (stage.asJvm() ? " J " : " - ") + stage.via() + " " + stage.result());
    }
    return lines;
  }

  /** Makes answers as this JVM's resolver would give them. */
  private static final class JvmAnswers {
    static DnsAnswer found(String... addresses) {
      List<InetAddress> found = new ArrayList<>();
      for (String address : addresses) {
        found.add(AddressRange.literal(address).orElseThrow());
      }
      return DnsAnswer.found(found);
    }
  }
}
