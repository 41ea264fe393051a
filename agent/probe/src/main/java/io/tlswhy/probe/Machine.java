package io.tlswhy.probe;

import io.tlswhy.probe.dns.DnsAnswer;
import io.tlswhy.probe.dns.JvmResolver;
import io.tlswhy.probe.dns.NameServer;
import io.tlswhy.probe.dns.NameServers;
import io.tlswhy.probe.proxy.KnownProxies;
import io.tlswhy.probe.proxy.OsProxies;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** How this JVM on this machine finds its way: its resolver, its proxies, its way to ask OCSP. */
final class Machine {
  private final Function<String, DnsAnswer> resolver;
  private final Supplier<List<NameServer>> nameServers;
  private final Supplier<KnownProxies> proxies;
  private final boolean ocspByGet;

  Machine(
      Function<String, DnsAnswer> resolver,
      Supplier<List<NameServer>> nameServers,
      Supplier<KnownProxies> proxies,
      boolean ocspByGet) {
    this.resolver = resolver;
    this.nameServers = nameServers;
    this.proxies = proxies;
    this.ocspByGet = ocspByGet;
  }

  /**
   * As this JVM's settings are.
   *
   * @param os what programs of the operating system told of proxies
   */
  static Machine ofThisJvm(OsProxies os) {
    // Releases before 9 call themselves 1.8; from 17 on small OCSP requests go by GET.
    String release = System.getProperty("java.specification.version", "1.8");
    boolean gets =
        !release.startsWith("1.")
            && Integer.parseInt(release.split("\\.", 2)[0]) >= 17
            && !"false".equalsIgnoreCase(System.getProperty("com.sun.security.ocsp.useget"));
    return new Machine(
        JvmResolver::resolve,
        Machine::configuredServers,
        () -> KnownProxies.ofThisMachine(os),
        gets);
  }

  private static List<NameServer> configuredServers() {
    List<NameServer> servers = new ArrayList<>();
    for (InetSocketAddress address : NameServers.of(System.getProperties())) {
      servers.add(new NameServer(address));
    }
    return servers;
  }

  /** This JVM's answer for a name; may block for as long as the operating system does. */
  DnsAnswer resolve(String host) {
    return resolver.apply(host);
  }

  List<NameServer> nameServers() {
    return nameServers.get();
  }

  KnownProxies proxies() {
    return proxies.get();
  }

  boolean ocspByGet() {
    return ocspByGet;
  }
}
