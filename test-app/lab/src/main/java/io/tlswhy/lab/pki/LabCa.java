package io.tlswhy.lab.pki;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** A certification authority that signs whatever a scenario asks for. */
public final class LabCa {
  private final KeyPair keys;
  private final List<X509Certificate> chain;

  private LabCa(KeyPair keys, List<X509Certificate> chain) {
    this.keys = keys;
    this.chain = chain;
  }

  /** A root with this common name. */
  public static LabCa root(String name) {
    return root(CertificateSpec.authority(name));
  }

  /** A root whose certificate says what {@code spec} says. */
  public static LabCa root(CertificateSpec spec) {
    return new LabCa(spec.keys, List.of(Certificates.selfSigned(spec)));
  }

  /**
   * An authority with somebody else's certificate and a key that does not belong to it: no
   * signature of what it issues is right.
   */
  static LabCa pretending(X509Certificate certificate) {
    return new LabCa(CertificateSpec.authority("").keys(), List.of(certificate));
  }

  /** An authority below this one. */
  public LabCa authority(CertificateSpec spec) {
    return new LabCa(spec.keys, below(spec));
  }

  /** The owner of a certificate by this authority, who sends the chain up to below the root. */
  public Identity issue(CertificateSpec spec) {
    return new Identity(spec.keys.getPrivate(), below(spec));
  }

  /** The owner of a certificate that he signed himself. */
  public static Identity selfSigned(CertificateSpec spec) {
    return new Identity(spec.keys.getPrivate(), List.of(Certificates.selfSigned(spec)));
  }

  private List<X509Certificate> below(CertificateSpec spec) {
    List<X509Certificate> below = new ArrayList<>();
    below.add(Certificates.signed(spec, certificate(), keys));
    if (!isRoot()) {
      below.addAll(chain);
    }
    return List.copyOf(below);
  }

  private boolean isRoot() {
    return certificate().getSubjectX500Principal().equals(certificate().getIssuerX500Principal());
  }

  /** The authority's certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** The authority's key pair. */
  public KeyPair keys() {
    return keys;
  }
}
