package io.tlswhy.diagnosis.path;

import java.security.cert.X509Certificate;
import java.util.List;

/** No more CA certificates may follow than each above allows (RFC 5280 section 6.1.4 l, m). */
final class PathLengthRule implements Rule {
  @Override
  public void check(Examination examination, List<Fault> faults) {
    int allowed = Integer.MAX_VALUE;
    int limiter = -1;
    for (int i = examination.certificates().size() - 1; i >= 1; i--) {
      X509Certificate certificate = examination.certificate(i);
      if (!Examination.selfIssued(certificate)) {
        if (allowed == 0) {
          faults.add(RuleSentences.pathTooLong(examination, i, limiter));
          return;
        }
        allowed--;
      }
      int limit = certificate.getBasicConstraints();
      if (limit >= 0 && limit < allowed) {
        allowed = limit;
        limiter = i;
      }
    }
  }
}
