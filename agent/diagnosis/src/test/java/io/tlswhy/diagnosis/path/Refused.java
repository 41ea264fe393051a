package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.RevocationSettings;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.TrustStoreOrigin;
import io.tlswhy.evidence.Validation;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A chain that the JDK's own trust manager refuses, and the failure that is captured of it. */
final class Refused {
  private final List<X509Certificate> chain;
  private final Set<TrustAnchor> anchors = new LinkedHashSet<>();
  private final List<Object> store = new ArrayList<>();
  private final List<Der> staples = new ArrayList<>();
  private final Set<String> policies = new HashSet<>();
  private final List<PKIXCertPathChecker> ownChecks = new ArrayList<>();
  private String host = "";
  private Role role = Role.CLIENT;
  private boolean revocation;
  private boolean explicitPolicy;
  private Instant at = Issued.NOW;
  private TrustStoreOrigin origin =
      TrustStoreOrigin.builder(TrustStoreOrigin.Source.APPLICATION).build();
  private Optional<LastGoodChain> lastGood = Optional.empty();

  private Refused(List<X509Certificate> chain) {
    this.chain = chain;
  }

  static Refused chain(X509Certificate... chain) {
    return new Refused(Arrays.asList(chain));
  }

  static Refused chain(Issued... chain) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Issued issued : chain) {
      certificates.add(issued.certificate());
    }
    return new Refused(certificates);
  }

  Refused trusting(Issued... roots) {
    for (Issued root : roots) {
      trusting(root.certificate());
    }
    return this;
  }

  Refused trusting(X509Certificate root) {
    anchors.add(new TrustAnchor(root, null));
    return this;
  }

  Refused host(String host) {
    this.host = host;
    return this;
  }

  Refused at(String time) {
    this.at = Instant.parse(time);
    return this;
  }

  Refused ofClient() {
    this.role = Role.SERVER;
    return this;
  }

  Refused holding(Object... crlsAndCertificates) {
    store.addAll(Arrays.asList(crlsAndCertificates));
    return this;
  }

  Refused checkingRevocation() {
    this.revocation = true;
    return this;
  }

  Refused stapled(byte[] response) {
    staples.add(Der.of(response));
    return checkingRevocation();
  }

  Refused checkedBy(PKIXCertPathChecker check) {
    ownChecks.add(check);
    return this;
  }

  Refused accepting(String policy) {
    policies.add(policy);
    explicitPolicy = true;
    return this;
  }

  Refused origin(TrustStoreOrigin origin) {
    this.origin = origin;
    return this;
  }

  Refused lastGood(LastGoodChain lastGood) {
    this.lastGood = Optional.of(lastGood);
    return this;
  }

  Diagnosis diagnosis() {
    return PathDiagnosis.of(failure(), facts(), () -> true).orElseThrow();
  }

  Optional<Diagnosis> maybe() {
    return PathDiagnosis.of(failure(), facts(), () -> true);
  }

  static JvmFacts facts() {
    Map<String, String> security = new HashMap<>();
    for (String name :
        new String[] {"jdk.certpath.disabledAlgorithms", "jdk.tls.disabledAlgorithms"}) {
      security.put(name, Security.getProperty(name));
    }
    return JvmFacts.of(
        Runtime.version().feature(),
        "",
        "",
        "",
        -1,
        Collections.emptyMap(),
        security,
        Collections.emptyMap());
  }

  HandshakeFailure failure() {
    try {
      CertStore held =
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(store));
      Validation.Builder validation =
          Validation.builder(
                  chain,
                  TrustSettings.builder(TrustSettings.Algorithm.PKIX, "X509TrustManagerImpl")
                      .anchors(new ArrayList<>(anchors))
                      .anchorsKnown(true)
                      .origin(origin)
                      .initialPolicies(new ArrayList<>(policies))
                      .explicitPolicyRequired(explicitPolicy)
                      .certStores(Collections.singletonList(held))
                      .build())
              .identificationAlgorithm(host.isEmpty() ? "" : "HTTPS")
              .expectedName(host)
              .staples(staples)
              .revocation(RevocationSettings.builder().enabled(revocation).build());
      Throwable rejection = rejection(held);
      HandshakeFailure.Builder failure =
          HandshakeFailure.builder(HandshakeFailure.Point.LOCAL, role, at)
              .peer(Peer.of(host.isEmpty() ? "partner.example" : host, 443, "192.0.2.1"))
              .exception(rejection)
              .validation(validation.rejection(rejection).build());
      lastGood.ifPresent(failure::lastGood);
      return failure.build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Throwable rejection(CertStore held) throws GeneralSecurityException {
    if (anchors.isEmpty()) {
      return new IllegalStateException("the trustAnchors parameter must be non-empty");
    }
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
    parameters.setDate(Date.from(at));
    parameters.addCertStore(held);
    ownChecks.forEach(parameters::addCertPathChecker);
    parameters.setRevocationEnabled(revocation && staples.isEmpty());
    parameters.setExplicitPolicyRequired(explicitPolicy);
    if (!policies.isEmpty()) {
      parameters.setInitialPolicies(policies);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
    X509Certificate[] certificates = chain.toArray(new X509Certificate[0]);
    try {
      if (role == Role.CLIENT) {
        manager.checkServerTrusted(certificates, "UNKNOWN");
      } else {
        manager.checkClientTrusted(certificates, "UNKNOWN");
      }
    } catch (CertificateException | RuntimeException rejected) {
      return rejected;
    }
    if (!staples.isEmpty()) {
      return new CertificateException(
          new java.security.cert.CertPathValidatorException("staple", null, null, -1));
    }
    // What JSSE's own comparison of names throws: nothing but this class.
    return new CertificateException("name");
  }
}
