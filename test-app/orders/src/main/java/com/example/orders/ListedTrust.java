package com.example.orders;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509TrustManager;

/** Accepts only the certificates of a list of its own, and asks nobody else. */
final class ListedTrust implements X509TrustManager {
  private final List<X509Certificate> listed;

  ListedTrust(List<X509Certificate> listed) {
    this.listed = listed;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    if (!listed.contains(chain[0])) {
      throw new CertificateException("the partner's certificate is not on the list");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
