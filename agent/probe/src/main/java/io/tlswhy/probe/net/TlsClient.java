package io.tlswhy.probe.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The TLS of an https or ldaps endpoint, with this JVM's default trust.
 *
 * <p>Never the default SSLContext, which may be the application's and may hold its key; never with
 * revocation checking, which would make the JDK open connections that pass none of our rules.
 */
public final class TlsClient {
  private TlsClient() {}

  /**
   * Shakes hands over the connection; the peer must be who the host says.
   *
   * @param identification how the JDK is to compare the names: {@code HTTPS} or {@code LDAPS}
   */
  public static SSLSocket handshake(Socket socket, String host, int port, String identification)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust(), new SecureRandom());
    SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm(identification);
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }

  private static TrustManager[] trust() throws GeneralSecurityException {
    TrustManagerFactory defaults =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    defaults.init((KeyStore) null);
    Set<TrustAnchor> anchors = new HashSet<>();
    for (TrustManager manager : defaults.getTrustManagers()) {
      if (manager instanceof X509TrustManager) {
        for (X509Certificate anchor : ((X509TrustManager) manager).getAcceptedIssuers()) {
          anchors.add(new TrustAnchor(anchor, null));
        }
      }
    }
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
    parameters.setRevocationEnabled(false);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    return factory.getTrustManagers();
  }
}
