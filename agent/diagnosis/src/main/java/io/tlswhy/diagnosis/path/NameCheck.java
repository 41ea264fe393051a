package io.tlswhy.diagnosis.path;

import java.security.cert.X509Certificate;

/** Whether a certificate is for a name, for whoever has no validation at hand. */
public final class NameCheck {
  private NameCheck() {}

  /** Whether the certificate is for that host name or address, as the JDK compares for HTTPS. */
  public static boolean covers(X509Certificate certificate, String name) {
    return NameRule.covered(CertificateNames.of(certificate), name);
  }

  /** Whether the text is an IP address, which no server name (SNI) can be. */
  public static boolean isAddress(String text) {
    return HostNames.isAddress(text);
  }
}
