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
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Decides with which peer a second handshake may be made.
 *
 * <p>The peer is one that the application itself connected to; still, whoever makes an application
 * call an address could make the agent ask there as well. So the rules that hold for every chain
 * hold here, too: this machine, its link and its cloud's metadata are not asked.
 */
public final class PeerRules {
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%.{1,20})?");

  private final Optional<AddressRules> rules;
  private final Supplier<KnownProxies> proxies;

  PeerRules(Optional<AddressRules> rules, Supplier<KnownProxies> proxies) {
    this.rules = rules;
    this.proxies = proxies;
  }

  /** The rules for an agent with those settings. */
  public static PeerRules of(ProbeSettings settings) {
    return new PeerRules(
        Optional.of(new AddressRules(settings.allowed())), KnownProxies::ofThisMachine);
  }

  /** For a peer that the user names, and that was reached directly: any address. */
  public static PeerRules namedByUser() {
    return new PeerRules(Optional.empty(), KnownProxies::ofThisMachine);
  }

  /** Why no second handshake may be made there; empty if one may. */
  Optional<String> refusal(Peer peer, InetAddress address) {
    if (!rules.isPresent()) {
      return Optional.empty();
    }
    return isProxy(peer)
        ? Optional.of("the connection goes through a proxy")
        : rules.get().refusal(address, peer.port(), true);
  }

  /** Whether this JVM goes to the peer through a proxy, whose the address and port then are. */
  private boolean isProxy(Peer peer) {
    try {
      return proxies
          .get()
          .jvmChoice(new URI("https", peer.name(), "/", null))
          .proxy()
          .filter(proxy -> proxy.port() == peer.port())
          .isPresent();
    } catch (URISyntaxException | IllegalArgumentException e) {
      // A name that no URL can have is none that the JDK's selector would send to a proxy.
      return false;
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
