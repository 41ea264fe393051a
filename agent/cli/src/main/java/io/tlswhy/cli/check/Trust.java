package io.tlswhy.cli.check;

import io.tlswhy.evidence.RevocationSettings;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.TrustStoreOrigin;
import io.tlswhy.weave.read.RevocationReader;
import java.io.File;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The platform's own trust manager for a check, and its settings as evidence. */
final class Trust {
  private final X509ExtendedTrustManager manager;
  private final TrustSettings settings;
  private final RevocationSettings revocation;

  private Trust(
      X509ExtendedTrustManager manager, TrustSettings settings, RevocationSettings revocation) {
    this.manager = manager;
    this.settings = settings;
    this.revocation = revocation;
  }

  /**
   * The trust manager that this JVM would use.
   *
   * @param store the trust store, or else the JVM's default
   * @param at the time to validate at, or else now
   * @param crls the CRLs that the application has; with any, revocation is checked by them
   */
  static Trust of(
      Optional<KeyStore> store, Optional<Path> file, Optional<Instant> at, List<CRL> crls)
      throws CheckException {
    try {
      X509ExtendedTrustManager plain = manager(store);
      TrustSettings.Builder settings =
          TrustSettings.builder(TrustSettings.Algorithm.PKIX, plain.getClass().getName())
              .anchorsKnown(true)
              .origin(origin(file, plain.getAcceptedIssuers().length));
      Set<TrustAnchor> anchors = new LinkedHashSet<>();
      for (X509Certificate root : plain.getAcceptedIssuers()) {
        anchors.add(new TrustAnchor(root, null));
      }
      settings.anchors(new ArrayList<>(anchors));
      RevocationSettings revocation = RevocationReader.ofProperties();
      if (anchors.isEmpty() || (!at.isPresent() && crls.isEmpty())) {
        return new Trust(plain, settings.build(), revocation);
      }
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
      parameters.setRevocationEnabled(revocation.enabled() || !crls.isEmpty());
      if (at.isPresent()) {
        parameters.setDate(Date.from(at.get()));
        settings.date(at.get());
      }
      if (!crls.isEmpty()) {
        CertStore held =
            CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls));
        parameters.addCertStore(held);
        settings.certStores(Collections.singletonList(held));
        revocation = revocation.toBuilder().enabled(true).legacy(true).preferCrls(true).build();
      }
      return new Trust(manager(parameters), settings.build(), revocation);
    } catch (GeneralSecurityException e) {
      throw CheckException.failed("the trust manager could not be made: " + e);
    }
  }

  X509ExtendedTrustManager manager() {
    return manager;
  }

  TrustSettings settings() {
    return settings;
  }

  RevocationSettings revocation() {
    return revocation;
  }

  private static X509ExtendedTrustManager manager(Optional<KeyStore> store)
      throws GeneralSecurityException, CheckException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store.orElse(null));
    return extended(factory);
  }

  private static X509ExtendedTrustManager manager(PKIXBuilderParameters parameters)
      throws GeneralSecurityException, CheckException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    return extended(factory);
  }

  private static X509ExtendedTrustManager extended(TrustManagerFactory factory)
      throws CheckException {
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509ExtendedTrustManager) {
        return (X509ExtendedTrustManager) each;
      }
    }
    throw CheckException.failed(
        "the trust manager of " + factory.getProvider() + " is of an unknown kind.");
  }

  private static TrustStoreOrigin origin(Optional<Path> file, int entries) {
    if (file.isPresent()) {
      return TrustStoreOrigin.builder(TrustStoreOrigin.Source.APPLICATION)
          .path(file.get().toString())
          .entries(entries)
          .build();
    }
    String asked = System.getProperty("javax.net.ssl.trustStore", "");
    String security = System.getProperty("java.home", "") + "/lib/security/";
    File own = new File(security + "jssecacerts");
    String taken = own.isFile() ? own.getPath() : security + "cacerts";
    if (asked.isEmpty()) {
      return TrustStoreOrigin.builder(TrustStoreOrigin.Source.DEFAULT)
          .path(taken)
          .entries(entries)
          .build();
    }
    if (new File(asked).isFile()) {
      return TrustStoreOrigin.builder(TrustStoreOrigin.Source.PROPERTY)
          .path(asked)
          .entries(entries)
          .build();
    }
    return TrustStoreOrigin.builder(TrustStoreOrigin.Source.FALLBACK)
        .path(taken)
        .askedFor(asked)
        .entries(entries)
        .build();
  }
}
