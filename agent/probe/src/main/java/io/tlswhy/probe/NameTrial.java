package io.tlswhy.probe;

import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.address.AddressRange;
import io.tlswhy.probe.dns.DnsAnswer;
import io.tlswhy.probe.dns.NameServer;
import io.tlswhy.probe.dns.Sinkholes;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves an endpoint's name: as this JVM does, and by asking each configured name server.
 *
 * <p>The servers are not asked for a name that no trust anchor vouches for.
 */
final class NameTrial {
  private static final int MOST_BEYOND = 4;

  private final TrialContext trial;
  private final String host;
  private final int port;
  private Optional<CompletableFuture<List<DnsAnswer>>> servers = Optional.empty();

  NameTrial(TrialContext trial, String host, int port) {
    this.trial = trial;
    this.host = host;
    this.port = port;
  }

  /** The addresses that this JVM knows; empty where it knows none or the name is blocked in DNS. */
  List<InetAddress> resolve(boolean asJvm) {
    Optional<InetAddress> literal = AddressRange.literal(host);
    if (literal.isPresent()) {
      return Collections.singletonList(literal.get());
    }
    StageLog.Running stage = trial.stages().begin(Stage.Kind.DNS, asJvm, "direct", "");
    DnsAnswer answer = trial.machine().resolve(host);
    if (answer.result() != Stage.Result.OK) {
      // The JDK does not tell why; what its name servers say does. The time is the JVM's own.
      Duration took = stage.elapsed();
      stage.endAs(Stage.Kind.DNS, reason(answer), took, answer.detail());
      return Collections.emptyList();
    }
    InetAddress first = answer.addresses().get(0);
    Optional<String> sinkhole =
        trial.isAllowed(first, port) ? Optional.empty() : Sinkholes.describe(first);
    Duration took = stage.elapsed();
    if (sinkhole.isPresent() && (!first.isLoopbackAddress() || isFromServers(first))) {
      String detail = answer.detail() + ", " + sinkhole.get();
      stage.endAs(Stage.Kind.DNS, Stage.Result.SINKHOLE, took, detail);
      return Collections.emptyList();
    }
    stage.endAs(Stage.Kind.DNS, Stage.Result.OK, took, answer.detail());
    return answer.addresses();
  }

  /**
   * Whether a name server gave that address. This machine's own hosts file may send a name to this
   * machine on purpose; a name server that does so blocks it.
   */
  private boolean isFromServers(InetAddress address) {
    return await(askServers()).orElse(Collections.<DnsAnswer>emptyList()).stream()
        .anyMatch(answer -> answer.addresses().contains(address));
  }

  /** As the C library reads its servers: the first that knows decides, else the first failure. */
  private Stage.Result reason(DnsAnswer ofJvm) {
    Optional<List<DnsAnswer>> answers = await(askServers());
    if (!answers.isPresent()) {
      return Stage.Result.TIMEOUT;
    }
    for (DnsAnswer answer : answers.get()) {
      if (answer.result() == Stage.Result.OK || answer.result() == Stage.Result.NXDOMAIN) {
        // Where a server has the name, this JVM does not know it from its cache or its own sources.
        return Stage.Result.NXDOMAIN;
      }
    }
    return answers.get().isEmpty() ? ofJvm.result() : answers.get().get(0).result();
  }

  private Optional<List<DnsAnswer>> await(CompletableFuture<List<DnsAnswer>> answers) {
    try {
      return Optional.of(answers.get(trial.deadline().left().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Asks each name server for both kinds of addresses; the second call gives the first's answer.
   */
  synchronized CompletableFuture<List<DnsAnswer>> askServers() {
    if (!servers.isPresent()) {
      servers = Optional.of(ask());
    }
    return servers.get();
  }

  private CompletableFuture<List<DnsAnswer>> ask() {
    List<CompletableFuture<Optional<DnsAnswer>>> asked = new ArrayList<>();
    // A name of one label means another one under each search domain: the servers know it
    // otherwise.
    boolean qualified = host.indexOf('.') >= 0 && !AddressRange.literal(host).isPresent();
    if (trial.question().anchored() && qualified) {
      for (NameServer server : trial.machine().nameServers()) {
        for (NameServer.RecordType type : NameServer.RecordType.values()) {
          asked.add(trial.async(() -> Optional.of(ask(server, type))));
        }
      }
    }
    return CompletableFuture.allOf(asked.toArray(new CompletableFuture<?>[0]))
        .thenApply(
            done -> {
              List<DnsAnswer> answers = new ArrayList<>();
              asked.forEach(answer -> answer.join().ifPresent(answers::add));
              return answers;
            });
  }

  /** The addresses in the servers' answers that are not known, without those that only block. */
  List<InetAddress> beyond(Set<InetAddress> known, List<DnsAnswer> answers) {
    Set<InetAddress> beyond = new LinkedHashSet<>();
    for (DnsAnswer answer : answers) {
      for (InetAddress address : answer.addresses()) {
        boolean blocks = Sinkholes.describe(address).isPresent() && !trial.isAllowed(address, port);
        if (!blocks && !known.contains(address) && beyond.size() < MOST_BEYOND) {
          beyond.add(address);
        }
      }
    }
    return new ArrayList<>(beyond);
  }

  private DnsAnswer ask(NameServer server, NameServer.RecordType type) {
    String at = server.address().getAddress().getHostAddress();
    StageLog.Running stage = trial.stages().begin(Stage.Kind.DNS, false, "direct", at);
    stage.progress(() -> type + ": no answer");
    DnsAnswer answer = server.ask(host, type, trial.deadline().left());
    Optional<String> sinkhole =
        answer.addresses().isEmpty()
            ? Optional.<String>empty()
            : Sinkholes.describe(answer.addresses().get(0));
    if (sinkhole.isPresent() && !trial.isAllowed(answer.addresses().get(0), port)) {
      stage.end(Stage.Result.SINKHOLE, type + ": " + answer.detail() + ", " + sinkhole.get());
    } else {
      stage.end(answer.result(), type + ": " + answer.detail());
    }
    return answer;
  }
}
