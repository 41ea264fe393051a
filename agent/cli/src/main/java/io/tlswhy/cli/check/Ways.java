package io.tlswhy.cli.check;

import io.tlswhy.evidence.Peer;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Which way to a host: the proxy that was asked for, or else this JVM's own choice. */
final class Ways {
  private static final int DEFAULT_PORT = 8080;

  private final Optional<Proxy> asked;

  private Ways(Optional<Proxy> asked) {
    this.asked = asked;
  }

  /** The ways with a proxy as {@code HOST:PORT}, {@code direct}, or empty for the JVM's choice. */
  static Ways of(String proxy) throws CheckException {
    if (proxy.isEmpty()) {
      return new Ways(Optional.empty());
    }
    if (proxy.equals("direct")) {
      return new Ways(Optional.of(Proxy.NO_PROXY));
    }
    Target target = Target.parse(proxy.indexOf(':') < 0 ? proxy + ":" + DEFAULT_PORT : proxy);
    return new Ways(
        Optional.of(
            new Proxy(Proxy.Type.HTTP, new InetSocketAddress(target.host(), target.port()))));
  }

  /** The proxy for a URI; {@link Proxy#NO_PROXY} for none. */
  Proxy proxyFor(URI uri) {
    if (asked.isPresent()) {
      return asked.get();
    }
    ProxySelector selector = ProxySelector.getDefault();
    List<Proxy> chosen = selector == null ? null : selector.select(uri);
    return chosen == null || chosen.isEmpty() ? Proxy.NO_PROXY : chosen.get(0);
  }

  /** The HTTP proxy through which a peer was reached; empty for none. */
  Optional<InetSocketAddress> proxyTo(Peer peer) {
    String host = peer.host().indexOf(':') < 0 ? peer.host() : "[" + peer.host() + "]";
    Proxy proxy = proxyFor(URI.create("https://" + host + ":" + peer.port()));
    SocketAddress via = proxy.address();
    return proxy.type() == Proxy.Type.HTTP && via instanceof InetSocketAddress
        ? Optional.of((InetSocketAddress) via)
        : Optional.empty();
  }
}
