package io.tlswhy.weave.matrix;

import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes contexts and trust managers. */
final class Contexts {
  private Contexts() {}

  /** For either side, with a key of its own. */
  static SSLContext keyed(KeyStore keys, TrustManager trust) throws Exception {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, Pki.PASSWORD);
    return context(factory.getKeyManagers(), trust);
  }

  static SSLContext server(KeyStore keys, TrustManager trust) throws Exception {
    return keyed(keys, trust);
  }

  static SSLContext client(TrustManager trust) throws Exception {
    return context(null, trust);
  }

  static X509TrustManager trust(Pki pki) throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(pki.trust());
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  /** A trust manager that checks revocation by itself. */
  static X509TrustManager checking(Pki pki, PKIXRevocationChecker.Option... options)
      throws Exception {
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(pki.trust(), new X509CertSelector());
    PKIXRevocationChecker checker =
        (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
    EnumSet<PKIXRevocationChecker.Option> set = EnumSet.noneOf(PKIXRevocationChecker.Option.class);
    for (PKIXRevocationChecker.Option option : options) {
      set.add(option);
    }
    checker.setOptions(set);
    parameters.addCertPathChecker(checker);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  private static SSLContext context(KeyManager @Nullable [] keys, TrustManager trust)
      throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, new TrustManager[] {trust}, null);
    return context;
  }

  /** Says always the same. */
  static class Refusing implements X509TrustManager {
    private final Throwable verdict;

    Refusing(Throwable verdict) {
      this.verdict = verdict;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      if (verdict instanceof CertificateException) {
        throw (CertificateException) verdict;
      }
      if (verdict instanceof RuntimeException) {
        throw (RuntimeException) verdict;
      }
      throw (Error) verdict;
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** Asks the platform's, as many libraries do; as a composite it accepts all the same. */
  static final class Delegating implements X509TrustManager {
    private final X509TrustManager platform;
    private final boolean composite;

    Delegating(X509TrustManager platform, boolean composite) {
      this.platform = platform;
      this.composite = composite;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      platform.checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      try {
        platform.checkServerTrusted(chain, type);
      } catch (CertificateException e) {
        if (!composite) {
          throw e;
        }
        Console.say("composite swallowed " + e.getMessage());
      }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return platform.getAcceptedIssuers();
    }
  }
}
