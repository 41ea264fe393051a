package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.Peer;
import io.tlswhy.probe.ProbeSettings;
import io.tlswhy.probe.address.AddressRules;
import io.tlswhy.probe.proxy.KnownProxies;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Decides with which peer a second handshake may be made.
 *
 * <p>The peer is one that the application itself connected to; still, whoever makes an application
 * call an address could make the agent ask there as well. So the rules that hold for every chain
 * hold here, too: this machine, its link and its cloud's metadata are not asked. A peer behind a
 * proxy is asked for one thing only, its certificate, and past the proxy.
 */
public final class PeerRules {
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%.{1,20})?");

  /** A tunnelled socket of JSSE does not know the port that the proxy was asked for. */
  private static final int USUAL_PORT = 443;

  private final Optional<AddressRules> rules;
  private final Function<Peer, Optional<ProxiedPeer>> ways;

  private PeerRules(Optional<AddressRules> rules, Function<Peer, Optional<ProxiedPeer>> ways) {
    this.rules = rules;
    this.ways = ways;
  }

  /** The rules for an agent with those settings. */
  public static PeerRules of(ProbeSettings settings) {
    return of(settings, KnownProxies::ofThisMachine, USUAL_PORT);
  }

  /** The same with those proxies; the port is a proxied peer's own. */
  static PeerRules of(ProbeSettings settings, Supplier<KnownProxies> proxies, int port) {
    return new PeerRules(
        Optional.of(new AddressRules(settings.allowed())),
        peer -> jvmProxy(peer, proxies).map(proxy -> ProxiedPeer.of(proxy, port, false)));
  }

  /** For a peer that the user names, and that was reached directly: any address. */
  public static PeerRules namedByUser() {
    return namedByUser(peer -> Optional.empty());
  }

  /**
   * For a peer that the user names: any address.
   *
   * @param proxy the host and port of the proxy that the peer was reached through; empty for none
   */
  public static PeerRules namedByUser(Function<Peer, Optional<String>> proxy) {
    return new PeerRules(
        Optional.empty(),
        peer -> proxy.apply(peer).map(named -> ProxiedPeer.of(named, peer.port(), true)));
  }

  /** The proxy that the peer was reached through, and how to go past it; empty if directly. */
  Optional<ProxiedPeer> proxied(Peer peer) {
    return ways.apply(peer);
  }

  /** Why the peer's own address may not be asked past a proxy; empty if it may. */
  Optional<String> refusalOfDirect(InetAddress address, int port) {
    return rules.flatMap(present -> present.refusal(address, port, true));
  }

  /** Why no second handshake may be made there; empty if one may. */
  Optional<String> refusal(Peer peer, InetAddress address) {
    if (!rules.isPresent()) {
      return Optional.empty();
    }
    return proxied(peer).isPresent()
        ? Optional.of("the connection goes through a proxy")
        : rules.get().refusal(address, peer.port(), true);
  }

  /** The proxy that this JVM goes to the peer through, whose the address and port then are. */
  private static Optional<String> jvmProxy(Peer peer, Supplier<KnownProxies> proxies) {
    try {
      return proxies
          .get()
          .jvmChoice(new URI("https", peer.name(), "/", null))
          .proxy()
          .filter(proxy -> proxy.port() == peer.port())
          .map(proxy -> proxy.host() + ":" + proxy.port());
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
