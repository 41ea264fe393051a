package io.tlswhy.diagnosis.path;

import java.io.IOException;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The names in a certificate must be within what each CA above it may issue for (RFC 5280 section
 * 4.2.1.10), judged by the JDK's own matcher, one CA's constraints at a time.
 */
final class NameConstraintsRule implements Rule {
  @Override
  public void check(Examination examination, List<Fault> faults) {
    for (int ca = examination.certificates().size() - 1; ca >= 1; ca--) {
      Optional<DerReader> value =
          Extensions.value(examination.certificate(ca), Extensions.NAME_CONSTRAINTS);
      if (!value.isPresent()) {
        continue;
      }
      byte[] constraints = value.get().rest();
      for (int i = ca - 1; i >= 0; i--) {
        X509Certificate certificate = examination.certificate(i);
        boolean exempt = i > 0 && Examination.selfIssued(certificate);
        if (!exempt && !within(certificate, constraints)) {
          faults.add(RuleSentences.nameOutside(examination, i, ca, constraints));
        }
      }
    }
  }

  private static boolean within(X509Certificate certificate, byte[] constraints) {
    try {
      X509CertSelector selector = new X509CertSelector();
      selector.setNameConstraints(constraints);
      return selector.match(certificate);
    } catch (IOException | RuntimeException cannotBeJudged) {
      // The validator cannot judge them either, and refuses.
      return false;
    }
  }
}
