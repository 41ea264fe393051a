package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Tunnel;
import io.tlswhy.probe.ProbeSettings;
import io.tlswhy.probe.address.AddressRules;
import io.tlswhy.probe.proxy.KnownProxies;
import io.tlswhy.probe.proxy.ProxyServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Decides with which peer a second handshake may be made, and through which proxy.
 *
 * <p>The peer is one that the application itself connected to; still, whoever makes an application
 * call an address could make the agent ask there as well. So the rules that hold for every chain
 * hold here, too: this machine, its link and its cloud's metadata are not asked. What the proxy is
 * asked for must not be forbidden by its own text; its own rules then decide.
 */
public final class PeerRules {
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%.{1,20})?");

  private final Optional<AddressRules> rules;
  private final Function<Peer, Optional<ProxiedPeer>> proxies;

  private PeerRules(Optional<AddressRules> rules, Function<Peer, Optional<ProxiedPeer>> proxies) {
    this.rules = rules;
    this.proxies = proxies;
  }

  /** The rules for an agent with those settings. */
  public static PeerRules of(ProbeSettings settings) {
    return new PeerRules(
        Optional.of(new AddressRules(settings.allowed())),
        peer -> proxyTo(peer, chosen(peer, KnownProxies.ofThisMachine())));
  }

  /** For a peer that the user names, and that was reached directly: any address. */
  public static PeerRules namedByUser() {
    return namedByUser(peer -> Optional.empty());
  }

  /**
   * For a peer that the user names: any address.
   *
   * @param proxy the host and port of the HTTP proxy that the peer was reached through; empty for
   *     none
   */
  public static PeerRules namedByUser(Function<Peer, Optional<InetSocketAddress>> proxy) {
    return new PeerRules(
        Optional.empty(),
        peer ->
            proxy
                .apply(peer)
                .map(named -> ProxyServer.of(named.getHostString(), named.getPort(), false, ""))
                .map(server -> ProxiedPeer.configured(server, "", peer.port(), true)));
  }

  /** The proxy that the peer was reached through; empty if directly. */
  Optional<ProxiedPeer> proxied(Peer peer) {
    return proxies.apply(peer);
  }

  /** Why no connection may be opened to that address; empty if one may. */
  Optional<String> refusal(InetAddress address, int port) {
    return rules.flatMap(present -> present.refusal(address, port, true));
  }

  /** Why a proxy may not be asked for that peer; empty if it may. */
  Optional<String> refusalBehindProxy(String host, int port) {
    Optional<InetAddress> literal = literal(host);
    if (!literal.isPresent() && !HelloPlan.isName(host)) {
      return Optional.of("it has no name that a proxy could be asked for");
    }
    if (!rules.isPresent()) {
      return Optional.empty();
    }
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.equals("localhost") || lower.endsWith(".localhost")
        ? Optional.of("a name of this machine itself")
        : literal.flatMap(address -> refusal(address, port));
  }

  /**
   * The proxy on the way. A tunnel is evidence. A socket that has no tunnel and is connected to the
   * port of the proxy that this JVM chooses goes to the same port of its peer. An engine tells
   * nothing, and only the choice is known.
   */
  private static Optional<ProxiedPeer> proxyTo(Peer peer, Optional<ProxyServer> chosen) {
    if (peer.tunnel().isPresent()) {
      Tunnel tunnel = peer.tunnel().get();
      boolean named =
          chosen
              .filter(proxy -> proxy.port() == tunnel.port())
              .filter(
                  proxy ->
                      proxy.host().equalsIgnoreCase(tunnel.host())
                          || proxy.host().equals(tunnel.address()))
              .isPresent();
      return Optional.of(ProxiedPeer.tunnelled(tunnel, peer.port(), named));
    }
    boolean engine = peer.address().isEmpty();
    return chosen
        .filter(proxy -> engine || proxy.port() == peer.port())
        .map(proxy -> ProxiedPeer.configured(proxy, peer.address(), peer.port(), !engine));
  }

  /** The HTTP proxy that this JVM chooses for the peer. */
  private static Optional<ProxyServer> chosen(Peer peer, KnownProxies known) {
    if (peer.name().isEmpty()) {
      return Optional.empty();
    }
    try {
      return known
          .jvmChoice(new URI("https", null, peer.name(), peer.port(), "/", null, null))
          .proxy()
          .filter(proxy -> !proxy.socks());
    } catch (URISyntaxException | IllegalArgumentException e) {
      // A name that no URL can have is none that the JDK's selector would send to a proxy.
      return Optional.empty();
    }
  }

  /** The address of that text, if it is one; a name is never looked up. */
  static Optional<InetAddress> literal(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
