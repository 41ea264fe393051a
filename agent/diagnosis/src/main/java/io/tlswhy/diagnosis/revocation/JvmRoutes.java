package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.LookupKind;
import java.net.URI;
import java.util.Optional;

/** By which way a JVM goes to a revocation endpoint, as far as its properties say. */
public final class JvmRoutes {
  private final JvmProxies proxies;

  /** The routes of that JVM. */
  public JvmRoutes(JvmFacts jvm) {
    this.proxies = new JvmProxies(jvm);
  }

  /** The proxy, as {@code host:port}; empty for a direct connection. */
  public Optional<String> proxyFor(LookupKind kind, URI url) {
    return proxies.chosenFor(Pointer.of(kind, url));
  }
}
