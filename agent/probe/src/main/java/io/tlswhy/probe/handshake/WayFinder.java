package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.Peer;
import io.tlswhy.probe.dns.DnsAnswer;
import io.tlswhy.probe.dns.JvmResolver;
import io.tlswhy.probe.net.Deadline;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the way on which the application reached a peer, and holds it to the rules.
 *
 * <p>A socket knows its address, or the tunnel's. An engine knows only host and port: its peer is
 * looked for at the first address that this JVM has for the name, which is the one that
 * java.net.http and Netty connect to as well, or through the proxy that this JVM's settings name.
 */
final class WayFinder {
  private final PeerRules rules;
  private final ExecutorService threads;

  /** A finder that looks names up on those threads, since that may hang. */
  WayFinder(PeerRules rules, ExecutorService threads) {
    this.rules = rules;
    this.threads = threads;
  }

  /** The way to the peer as it was reached. */
  Way find(Peer peer, Deadline deadline) throws NoWayException {
    Optional<ProxiedPeer> proxied = rules.proxied(peer);
    if (proxied.isPresent()) {
      return through(peer, proxied.get(), deadline);
    }
    Optional<InetAddress> address = PeerRules.literal(peer.address());
    if (address.isPresent() && peer.port() > 0) {
      return direct(address.get(), peer.port(), "");
    }
    return past(peer.host(), peer.port(), deadline);
  }

  /** The way to the first address of that name, past any proxy. */
  DirectWay past(String host, int port, Deadline deadline) throws NoWayException {
    if (host.isEmpty() || port <= 0) {
      throw new NoWayException("the address that was connected to is not known");
    }
    Optional<InetAddress> literal = PeerRules.literal(host);
    return literal.isPresent()
        ? direct(literal.get(), port, "")
        : direct(lookedUp(host, deadline), port, host);
  }

  private DirectWay direct(InetAddress address, int port, String name) throws NoWayException {
    refuse(rules.refusal(address, port));
    String words =
        name.isEmpty()
            ? ""
            : "to "
                + address.getHostAddress()
                + " port "
                + port
                + ", the first address that "
                + name
                + " has here";
    return new DirectWay(new InetSocketAddress(address, port), words);
  }

  private Way through(Peer peer, ProxiedPeer proxied, Deadline deadline) throws NoWayException {
    refuse(rules.refusalBehindProxy(peer.host(), proxied.port()));
    Optional<InetAddress> literal = PeerRules.literal(proxied.address());
    InetAddress proxy = literal.isPresent() ? literal.get() : lookedUp(proxied.host(), deadline);
    if (!proxied.ofThisMachine()) {
      refuse(rules.refusal(proxy, proxied.proxyPort()));
    }
    return new TunnelWay(
        new InetSocketAddress(proxy, proxied.proxyPort()),
        proxied.proxy(),
        peer.host(),
        proxied.port());
  }

  private static void refuse(Optional<String> refusal) throws NoWayException {
    if (refusal.isPresent()) {
      throw new NoWayException(refusal.get());
    }
  }

  private InetAddress lookedUp(String host, Deadline deadline) throws NoWayException {
    Optional<InetAddress> literal = PeerRules.literal(host);
    if (literal.isPresent()) {
      return literal.get();
    }
    try {
      Future<DnsAnswer> answer = threads.submit(() -> JvmResolver.resolve(host));
      Optional<InetAddress> first =
          answer.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS).addresses().stream()
              .findFirst();
      if (first.isPresent()) {
        return first.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      throw new NoWayException("its name leads to no address here in time");
    }
    throw new NoWayException("its name leads to no address here");
  }
}
