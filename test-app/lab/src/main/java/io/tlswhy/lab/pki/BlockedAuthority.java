package io.tlswhy.lab.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A real authority that every JDK refuses, since its certificates were misused. */
public final class BlockedAuthority {
  private static final String FILE = "blocked-authority.pem";

  private BlockedAuthority() {}

  /** The authority; its key is not its own, which nobody here has. */
  public static LabCa read() throws IOException {
    return RealAuthority.read(FILE);
  }

  /** The root that issued its certificate, as this JVM's own trust store holds it. */
  public static X509Certificate root(LabCa authority) throws IOException {
    try {
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        for (X509Certificate root : ((X509TrustManager) manager).getAcceptedIssuers()) {
          if (root.getSubjectX500Principal()
              .equals(authority.certificate().getIssuerX500Principal())) {
            return root;
          }
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("this JVM's trust store", e);
    }
    throw new IOException(
        "this JVM's trust store lacks " + authority.certificate().getIssuerX500Principal());
  }
}
