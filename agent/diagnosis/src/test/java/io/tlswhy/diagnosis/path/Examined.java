package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.TrustStoreOrigin;
import io.tlswhy.evidence.Validation;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A path to say sentences about: what a rule looks at, without the rule. */
final class Examined {
  private final List<X509Certificate> chain;
  private Optional<TrustAnchor> anchor = Optional.empty();
  private TrustStoreOrigin origin =
      TrustStoreOrigin.builder(TrustStoreOrigin.Source.APPLICATION).build();
  private String managerClass = "X509TrustManagerImpl";
  private List<String> policies = List.of();
  private List<String> signatureAlgorithms = List.of();
  private List<Der> staples = List.of();
  private Role role = Role.CLIENT;

  private Examined(List<X509Certificate> chain) {
    this.chain = chain;
  }

  static Examined of(X509Certificate... chain) {
    return new Examined(List.of(chain));
  }

  static Examined of(Issued... chain) {
    return new Examined(Arrays.stream(chain).map(Issued::certificate).toList());
  }

  /** The trust anchor of the path. */
  Examined by(X509Certificate root) {
    anchor = Optional.of(new TrustAnchor(root, null));
    return this;
  }

  /** The trust anchor of the path. */
  Examined by(Issued root) {
    return by(root.certificate());
  }

  /** Seen by a server, of its client's certificate. */
  Examined ofClient() {
    role = Role.SERVER;
    return this;
  }

  Examined origin(TrustStoreOrigin from) {
    origin = from;
    return this;
  }

  Examined managedBy(String trustManager) {
    managerClass = trustManager;
    return this;
  }

  Examined accepting(String... oids) {
    policies = List.of(oids);
    return this;
  }

  Examined signatures(String... algorithms) {
    signatureAlgorithms = List.of(algorithms);
    return this;
  }

  Examined stapled(byte[] response) {
    staples = List.of(Der.of(response));
    return this;
  }

  Validation validation() {
    return Validation.builder(
            chain,
            TrustSettings.builder(TrustSettings.Algorithm.PKIX, managerClass)
                .anchors(anchor.map(List::of).orElseGet(List::of))
                .anchorsKnown(true)
                .origin(origin)
                .initialPolicies(policies)
                .build())
        .identificationAlgorithm("HTTPS")
        .expectedName("partner.example")
        .signatureAlgorithms(signatureAlgorithms)
        .staples(staples)
        .build();
  }

  /** The path as it is at the time of all tests. */
  Examination now() {
    return Examination.of(
        CertificationPath.of(chain, anchor, List.of()),
        validation(),
        Refused.facts(),
        role,
        "partner.example",
        Issued.NOW);
  }
}
