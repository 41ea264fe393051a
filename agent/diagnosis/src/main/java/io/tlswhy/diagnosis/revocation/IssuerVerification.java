package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.Stage;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;

/** Verifies that what a caIssuers pointer led to holds the certificate's issuer. */
final class IssuerVerification {
  private IssuerVerification() {}

  static ContentVerdict of(byte[] octets, X509Certificate subject) {
    Collection<? extends Certificate> certificates;
    try {
      certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(octets));
    } catch (GeneralSecurityException | RuntimeException e) {
      return ContentVerdict.of(
          Stage.Result.NOT_THE_RESPONDER, octets.length + " octets that are no certificate");
    }
    for (Certificate certificate : certificates) {
      if (certificate instanceof X509Certificate
          && issued((X509Certificate) certificate, subject)) {
        String name = ((X509Certificate) certificate).getSubjectX500Principal().getName();
        return ContentVerdict.of(Stage.Result.OK, "the issuer " + name);
      }
    }
    return ContentVerdict.of(
        Stage.Result.UNTRUSTED, "no certificate in it has signed the one that points to it");
  }

  private static boolean issued(X509Certificate issuer, X509Certificate subject) {
    if (!issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())) {
      return false;
    }
    try {
      subject.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }
}
