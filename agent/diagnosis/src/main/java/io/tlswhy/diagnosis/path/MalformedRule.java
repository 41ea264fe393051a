package io.tlswhy.diagnosis.path;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** The extensions that TLS needs must be encoded as the standard says. */
final class MalformedRule implements Rule {
  @Override
  public void check(Examination examination, List<Fault> faults) {
    for (int i = examination.certificates().size() - 1; i >= 0; i--) {
      X509Certificate certificate = examination.certificate(i);
      if (!namesReadable(certificate)) {
        faults.add(PathSentences.malformedExtension(examination, i, "subjectAltName"));
      } else if (!usagesReadable(certificate)) {
        faults.add(PathSentences.malformedExtension(examination, i, "extKeyUsage"));
      }
    }
  }

  private static boolean namesReadable(X509Certificate certificate) {
    try {
      return certificate.getSubjectAlternativeNames() != null
          || certificate.getExtensionValue(Extensions.SUBJECT_ALTERNATIVE_NAME) == null;
    } catch (CertificateParsingException | RuntimeException malformed) {
      return false;
    }
  }

  private static boolean usagesReadable(X509Certificate certificate) {
    try {
      return certificate.getExtendedKeyUsage() != null
          || certificate.getExtensionValue(Extensions.EXTENDED_KEY_USAGE) == null;
    } catch (CertificateParsingException | RuntimeException malformed) {
      return false;
    }
  }
}
