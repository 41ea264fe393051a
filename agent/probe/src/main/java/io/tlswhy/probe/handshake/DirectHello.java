package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.Detour;
import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloAnswer.Result;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.probe.dns.DnsAnswer;
import io.tlswhy.probe.dns.JvmResolver;
import io.tlswhy.probe.net.Deadline;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a peer that was reached through a proxy for its certificate at its own address. */
final class DirectHello {
  private final PeerQuestion question;
  private final ProxiedPeer proxied;
  private final PeerRules rules;
  private final SecureRandom random;

  DirectHello(PeerQuestion question, ProxiedPeer proxied, PeerRules rules, SecureRandom random) {
    this.question = question;
    this.proxied = proxied;
    this.rules = rules;
    this.random = random;
  }

  /** Looks the name up on a thread of its own, since that may hang, and asks its first address. */
  HelloAnswer run(ExecutorService threads, Deadline deadline) {
    Optional<InetAddress> found = address(threads, deadline);
    if (!found.isPresent()) {
      return skipped("its name leads to no address here");
    }
    InetAddress address = found.get();
    Optional<String> refusal = rules.refusalOfDirect(address, proxied.port());
    if (refusal.isPresent()) {
      return skipped(refusal.get());
    }
    String shown = address.getHostAddress() + " port " + proxied.port();
    return new HelloExchange(new InetSocketAddress(address, proxied.port()), random)
            .run(HelloChange.DIRECT, new HelloPlan(question).hello(HelloChange.DIRECT), deadline)
            .toBuilder()
            .detour(Detour.of(proxied.proxy(), shown, proxied.portKnown()))
            .build();
  }

  /** The answer of a peer that was not asked, for that reason. */
  HelloAnswer skipped(String why) {
    return HelloAnswer.builder(HelloChange.DIRECT, Result.SKIPPED)
        .detail(why)
        .detour(Detour.of(proxied.proxy(), "", proxied.portKnown()))
        .build();
  }

  private Optional<InetAddress> address(ExecutorService threads, Deadline deadline) {
    String host = question.peer().host();
    Optional<InetAddress> literal = PeerRules.literal(host);
    if (literal.isPresent()) {
      return literal;
    }
    try {
      Future<DnsAnswer> answer = threads.submit(() -> JvmResolver.resolve(host));
      return answer.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS).addresses().stream()
          .findFirst();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      return Optional.empty();
    }
  }
}
