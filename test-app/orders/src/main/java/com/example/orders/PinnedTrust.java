package com.example.orders;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Asks the JVM's trust manager first, and then accepts the one key that the partner announced. */
final class PinnedTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager jvm;
  private final String pin;

  /**
   * Pins a key.
   *
   * @param pin the SHA-256 of the key as the certificate holds it (SubjectPublicKeyInfo), Base64
   */
  PinnedTrust(X509ExtendedTrustManager jvm, String pin) {
    this.jvm = jvm;
    this.pin = pin;
  }

  private void checkPin(X509Certificate[] chain) throws CertificateException {
    try {
      byte[] key = chain[0].getPublicKey().getEncoded();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      if (!Base64.getEncoder().encodeToString(digest).equals(pin)) {
        throw new CertificateException("the partner's key is not the pinned one");
      }
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    jvm.checkServerTrusted(chain, type, socket);
    checkPin(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    jvm.checkServerTrusted(chain, type, engine);
    checkPin(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    jvm.checkServerTrusted(chain, type);
    checkPin(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    jvm.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    jvm.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    jvm.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return jvm.getAcceptedIssuers();
  }
}
