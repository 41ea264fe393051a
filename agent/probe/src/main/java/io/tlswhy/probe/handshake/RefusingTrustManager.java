package io.tlswhy.probe.handshake;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;

/** Writes down the chain that a server shows, and refuses it, whatever it is. */
final class RefusingTrustManager extends X509ExtendedTrustManager {
  private static final int MOST_CERTIFICATES = 20;

  private List<X509Certificate> chain = Collections.emptyList();
  private String cipherSuite = "";

  /** What was shown; empty if nothing was. */
  List<X509Certificate> chain() {
    return chain;
  }

  /** The cipher suite then agreed on; empty if not known. */
  String cipherSuite() {
    return cipherSuite;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String authType, SSLEngine engine)
      throws CertificateException {
    SSLSession session = engine.getHandshakeSession();
    cipherSuite = session == null ? "" : session.getCipherSuite();
    checkServerTrusted(shown, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(shown, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String authType)
      throws CertificateException {
    int length = Math.min(shown.length, MOST_CERTIFICATES);
    chain = Collections.unmodifiableList(Arrays.asList(Arrays.copyOf(shown, length)));
    throw refusal();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String authType, SSLEngine engine)
      throws CertificateException {
    throw refusal();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String authType, Socket socket)
      throws CertificateException {
    throw refusal();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String authType)
      throws CertificateException {
    throw refusal();
  }

  private static CertificateException refusal() {
    return new CertificateException("only asked for its certificate");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
