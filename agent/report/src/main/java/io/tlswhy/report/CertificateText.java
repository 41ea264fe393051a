package io.tlswhy.report;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Certificates as text: their fingerprints, and as PEM (RFC 7468). */
final class CertificateText {
  private CertificateText() {}

  /** The SHA-256 fingerprint in lower-case hexadecimal; empty where there are no octets. */
  static String sha256(X509Certificate certificate) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      StringBuilder hex = new StringBuilder(2 * hash.length);
      for (byte octet : hash) {
        hex.append(Character.forDigit((octet >> 4) & 0xf, 16));
        hex.append(Character.forDigit(octet & 0xf, 16));
      }
      return hex.toString();
    } catch (GeneralSecurityException e) {
      return "";
    }
  }

  /** The certificates one after the other, each under its subject. */
  static String pem(List<X509Certificate> chain) {
    Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    StringBuilder pem = new StringBuilder();
    for (X509Certificate certificate : chain) {
      try {
        String body = encoder.encodeToString(certificate.getEncoded());
        pem.append("# ")
            .append(Escape.line(certificate.getSubjectX500Principal().getName(), 200))
            .append("\n-----BEGIN CERTIFICATE-----\n")
            .append(body)
            .append("\n-----END CERTIFICATE-----\n");
      } catch (CertificateEncodingException e) {
        pem.append("# a certificate that has no encoding\n");
      }
    }
    return pem.toString();
  }
}
