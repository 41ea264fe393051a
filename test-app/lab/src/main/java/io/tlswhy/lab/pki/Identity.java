package io.tlswhy.lab.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A private key and the certificates that its owner sends, the own one first. Nothing says that
 * they belong together: that is up to the scenario.
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
  /** Copies the chain. */
  public Identity {
    chain = List.copyOf(chain);
  }

  /** The owner's own certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** The same owner, who sends his own certificate and then these. */
  public Identity sending(X509Certificate... others) {
    List<X509Certificate> sent = new ArrayList<>();
    sent.add(certificate());
    sent.addAll(List.of(others));
    return new Identity(key, sent);
  }
}
