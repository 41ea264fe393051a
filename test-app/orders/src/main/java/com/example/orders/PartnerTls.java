package com.example.orders;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** How the partner's certificate is checked. */
final class PartnerTls {
  private static final String PASSWORD = "changeit";

  private PartnerTls() {}

  /**
   * The sockets for the partner, by two settings. {@code partner.trust}: {@code jvm}, as the JVM
   * does; {@code pinned:KEY}, that and the partner's key; {@code listed:FILE}, only what that key
   * store holds. {@code partner.revocation}: {@code jvm}, by the JVM's own settings; {@code
   * hard-fail}, {@code soft-fail}: the CRLs that the certificates name; a CRL that cannot be had is
   * an error, or is not; {@code crls:FILE}: only the CRLs of that file; {@code short-lived:TIME}:
   * as hard-fail, and no certificate that lives longer.
   */
  static SSLSocketFactory of(Settings settings) throws GeneralSecurityException, IOException {
    String trust = settings.text("partner.trust");
    if (trust.startsWith("pinned:")) {
      return trusting(new PinnedTrust(jvm(), after(trust)));
    }
    if (trust.startsWith("listed:")) {
      return trusting(new ListedTrust(certificates(Stores.load(after(trust), PASSWORD))));
    }
    if (!trust.equals("jvm")) {
      throw new IllegalArgumentException("orders.partner.trust=" + trust);
    }
    return of(settings.text("partner.revocation"));
  }

  private static SSLSocketFactory of(String revocation)
      throws GeneralSecurityException, IOException {
    if (revocation.startsWith("short-lived:")) {
      PKIXBuilderParameters parameters =
          parameters(EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK));
      parameters.addCertPathChecker(new ValidityLimit(Settings.duration(after(revocation))));
      return checked(parameters);
    }
    if (revocation.startsWith("crls:")) {
      return checked(parameters(EnumSet.of(Option.PREFER_CRLS), crls(after(revocation))));
    }
    switch (revocation.toLowerCase(Locale.ROOT)) {
      case "jvm":
        return HttpsURLConnection.getDefaultSSLSocketFactory();
      case "hard-fail":
        return checked(parameters(EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK)));
      case "soft-fail":
        return checked(
            parameters(EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK, Option.SOFT_FAIL)));
      default:
        throw new IllegalArgumentException("orders.partner.revocation=" + revocation);
    }
  }

  private static String after(String setting) {
    return setting.substring(setting.indexOf(':') + 1);
  }

  private static PKIXBuilderParameters parameters(Set<Option> options)
      throws GeneralSecurityException, IOException {
    PKIXRevocationChecker checker =
        (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
    checker.setOptions(options);
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(trustStore(), new X509CertSelector());
    parameters.addCertPathChecker(checker);
    return parameters;
  }

  private static PKIXBuilderParameters parameters(Set<Option> options, CertStore crls)
      throws GeneralSecurityException, IOException {
    PKIXBuilderParameters parameters = parameters(options);
    parameters.addCertStore(crls);
    return parameters;
  }

  private static CertStore crls(String file) throws GeneralSecurityException, IOException {
    try (InputStream in = new FileInputStream(file)) {
      return CertStore.getInstance(
          "Collection",
          new CollectionCertStoreParameters(
              CertificateFactory.getInstance("X.509").generateCRLs(in)));
    }
  }

  private static SSLSocketFactory checked(PKIXBuilderParameters parameters)
      throws GeneralSecurityException {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(new CertPathTrustManagerParameters(parameters));
    return trusting(trust.getTrustManagers());
  }

  private static SSLSocketFactory trusting(TrustManager... managers)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers, null);
    return context.getSocketFactory();
  }

  private static X509ExtendedTrustManager jvm() throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init((KeyStore) null);
    return (X509ExtendedTrustManager) trust.getTrustManagers()[0];
  }

  private static List<X509Certificate> certificates(KeyStore store)
      throws GeneralSecurityException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      certificates.add((X509Certificate) store.getCertificate(alias));
    }
    return certificates;
  }

  private static KeyStore trustStore() throws GeneralSecurityException, IOException {
    String cacerts = System.getProperty("java.home") + "/lib/security/cacerts";
    return Stores.load(
        System.getProperty("javax.net.ssl.trustStore", cacerts),
        System.getProperty("javax.net.ssl.trustStorePassword", PASSWORD));
  }
}
