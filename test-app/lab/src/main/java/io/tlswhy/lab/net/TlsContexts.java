package io.tlswhy.lab.net;

import io.tlswhy.lab.pki.Identity;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS contexts for the lab's own side. */
public final class TlsContexts {
  static {
    // The lab plays peers that are too old or too weak: its own JVM must not refuse to. JSSE reads
    // these when its first context is made, so nothing in the lab makes one elsewhere.
    Security.setProperty("jdk.tls.disabledAlgorithms", "");
    Security.setProperty("jdk.certpath.disabledAlgorithms", "");
    Security.setProperty("jdk.tls.legacyAlgorithms", "");
  }

  private static final String STAPLING = "jdk.tls.server.enableStatusRequestExtension";

  private TlsContexts() {}

  /** Sends this identity and accepts everybody. */
  public static SSLContext of(Identity identity) {
    return of(new KeyManager[] {new FixedKeyManager(identity)}, new AnyTrust());
  }

  /** Sends this identity and accepts whom one of these authorities vouches for. */
  public static SSLContext of(Identity identity, List<X509Certificate> authorities) {
    try {
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(null, null);
      for (X509Certificate authority : authorities) {
        store.setCertificateEntry(authority.getSerialNumber().toString(), authority);
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      return of(new KeyManager[] {new FixedKeyManager(identity)}, factory.getTrustManagers());
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException("TLS context of the lab", e);
    }
  }

  /** Sends nothing and accepts everybody. */
  public static SSLContext anonymous() {
    return of(new KeyManager[0], new AnyTrust());
  }

  /** Sends this identity, and the OCSP response that its certificate's responder gives. */
  public static synchronized SSLContext stapling(Identity identity) {
    // JSSE reads it for each context that is made, and for that alone.
    System.setProperty(STAPLING, "true");
    try {
      return of(identity);
    } finally {
      System.clearProperty(STAPLING);
    }
  }

  private static synchronized SSLContext of(KeyManager[] keys, TrustManager... trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS context of the lab", e);
    }
  }
}
