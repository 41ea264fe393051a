package com.example.orders;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.X509CertSelector;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** How the partner's certificate is checked. */
final class PartnerTls {
  private PartnerTls() {}

  /**
   * {@code jvm}: by the JVM's own settings. {@code hard-fail}, {@code soft-fail}: the JVM's trust
   * store, and the CRLs that the certificates name; a CRL that cannot be had is an error, or is
   * not.
   */
  static SSLSocketFactory of(String revocation) throws GeneralSecurityException, IOException {
    switch (revocation.toLowerCase(Locale.ROOT)) {
      case "jvm":
        return HttpsURLConnection.getDefaultSSLSocketFactory();
      case "hard-fail":
        return checked(EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK));
      case "soft-fail":
        return checked(EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK, Option.SOFT_FAIL));
      default:
        throw new IllegalArgumentException("orders.partner.revocation=" + revocation);
    }
  }

  private static SSLSocketFactory checked(Set<Option> options)
      throws GeneralSecurityException, IOException {
    PKIXRevocationChecker checker =
        (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
    checker.setOptions(options);
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(trustStore(), new X509CertSelector());
    parameters.addCertPathChecker(checker);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(new CertPathTrustManagerParameters(parameters));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private static KeyStore trustStore() throws GeneralSecurityException, IOException {
    String cacerts = System.getProperty("java.home") + "/lib/security/cacerts";
    return Stores.load(
        System.getProperty("javax.net.ssl.trustStore", cacerts),
        System.getProperty("javax.net.ssl.trustStorePassword", "changeit"));
  }
}
