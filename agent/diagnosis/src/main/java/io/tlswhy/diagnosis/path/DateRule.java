package io.tlswhy.diagnosis.path;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Every certificate must be valid at the time of validation; the JDK does not ask it of anchors.
 */
final class DateRule implements Rule {
  @Override
  public void check(Examination examination, List<Fault> faults) {
    for (int i = examination.certificates().size() - 1; i >= 0; i--) {
      X509Certificate certificate = examination.certificate(i);
      if (examination.at().isAfter(certificate.getNotAfter().toInstant())) {
        faults.add(ChainSentences.expired(examination, i));
      } else if (examination.at().isBefore(certificate.getNotBefore().toInstant())) {
        faults.add(ChainSentences.notYetValid(examination, i));
      }
    }
  }
}
