package io.tlswhy.diagnosis.path;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** The extensions of the peer's certificate that TLS needs must be encoded as the standard says. */
final class MalformedRule implements Rule {
  @Override
  public void check(Examination examination, List<Fault> faults) {
    X509Certificate certificate = examination.path().leaf();
    CertificateNames names = CertificateNames.of(certificate);
    if (!names.readable() && mattersFor(names, examination.validation().expectedName())) {
      faults.add(NameSentences.malformedExtension(examination, "subjectAltName"));
    }
    if (!usagesReadable(certificate)) {
      faults.add(NameSentences.malformedExtension(examination, "extKeyUsage"));
    }
  }

  /** Where the names that can be read would not match anyway, that is the fault, not this. */
  private static boolean mattersFor(CertificateNames names, String wanted) {
    return !wanted.isEmpty() && (names.dns().isEmpty() || NameRule.covered(names, wanted));
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
