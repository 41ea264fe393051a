package io.tlswhy.probe.address;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether the agent may open a connection to an address.
 *
 * <p>Certificates are a peer's text, so what they name must never lead to this machine, its link or
 * its cloud's metadata service; a chain that leads to no anchor may lead to public addresses only.
 * Every address is checked after resolution, and the checked address is the one connected to: a
 * name is never handed to a socket, or a second DNS answer could lead elsewhere. What this machine
 * is itself configured with, its proxies and its name servers, is no peer's text and is exempt.
 */
public final class AddressRules {
  private static final List<AddressRange> THIS_HOST =
      AddressRange.listOf("0.0.0.0/8", "127.0.0.0/8", "::/128", "::1/128");
  private static final List<AddressRange> LINK = AddressRange.listOf("169.254.0.0/16", "fe80::/10");

  /** Azure, Alibaba Cloud, Oracle Cloud; Amazon and Google over IPv6. The others are link-local. */
  private static final List<AddressRange> METADATA =
      AddressRange.listOf(
          "168.63.129.16",
          "100.100.100.200",
          "192.0.0.192",
          "fd00:ec2::/32",
          "fd20:ce::254",
          "fd00:42::42");

  private static final List<AddressRange> NO_ONE_HOST =
      AddressRange.listOf("224.0.0.0/4", "240.0.0.0/4", "ff00::/8");

  /** The special-purpose registries of IANA, as far as not forbidden above. */
  private static final List<AddressRange> NOT_PUBLIC =
      AddressRange.listOf(
          "10.0.0.0/8",
          "100.64.0.0/10",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "3fff::/20",
          "fec0::/10");

  private static final AddressRange GLOBAL_IPV6 = AddressRange.of("2000::/3");
  private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");

  private final List<AddressRange> allowed;

  /** The rules with those exceptions from them. */
  public AddressRules(List<AddressRange> allowed) {
    this.allowed = allowed;
  }

  /**
   * Why no connection may be opened; empty if one may.
   *
   * @param anchored whether a trust anchor vouches for whoever named the address
   */
  public Optional<String> refusal(InetAddress address, int port, boolean anchored) {
    if (isAllowed(address, port)) {
      return Optional.empty();
    }
    Optional<String> refusal = refusalForAll(address);
    for (InetAddress embedded : EmbeddedAddress.in(address)) {
      if (!refusal.isPresent()) {
        refusal = refusalForAll(embedded).map(why -> why + " within an IPv6 address");
      }
    }
    if (refusal.isPresent() || anchored) {
      return refusal;
    }
    if (!isPublic(address)) {
      return Optional.of("not a public address");
    }
    return port == 80 || port == 443
        ? Optional.empty()
        : Optional.of("a port other than 80 and 443");
  }

  /** Whether an exception from the rules covers it. */
  public boolean isAllowed(InetAddress address, int port) {
    return allowed.stream().anyMatch(range -> range.contains(address, port));
  }

  private static Optional<String> refusalForAll(InetAddress address) {
    if (in(THIS_HOST, address)) {
      return Optional.of("an address of this machine itself");
    }
    if (in(METADATA, address)) {
      return Optional.of("a cloud's metadata address");
    }
    if (in(LINK, address)) {
      return Optional.of("a link-local address");
    }
    return in(NO_ONE_HOST, address)
        ? Optional.of("a multicast or reserved address")
        : Optional.empty();
  }

  private static boolean isPublic(InetAddress address) {
    if (address.getAddress().length == 4) {
      return !in(NOT_PUBLIC, address);
    }
    List<InetAddress> embedded = EmbeddedAddress.in(address);
    if (NAT64.contains(address)) {
      return isPublic(embedded.get(0));
    }
    return embedded.isEmpty() && GLOBAL_IPV6.contains(address) && !in(NOT_PUBLIC, address);
  }

  private static boolean in(List<AddressRange> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
