package io.tlswhy.diagnosis.path;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Only a CA may issue certificates (RFC 5280 section 4.2.1.9); the JDK asks it of anchors too. */
final class BasicConstraintsRule implements Rule {
  private static final int VERSION_3 = 3;

  @Override
  public void check(Examination examination, List<Fault> faults) {
    Optional<X509Certificate> anchor = examination.anchorCertificate();
    if (anchor.isPresent()
        && AnchorChecks.apply(examination)
        && anchor.get().getVersion() >= VERSION_3
        && anchor.get().getBasicConstraints() == -1) {
      faults.add(
          RuleSentences.notACa(
              examination, examination.certificates().size(), Fault.Enforcer.TRUST_MANAGER));
    }
    for (int i = examination.certificates().size() - 1; i >= 1; i--) {
      X509Certificate certificate = examination.certificate(i);
      if (certificate.getVersion() < VERSION_3 || certificate.getBasicConstraints() == -1) {
        faults.add(RuleSentences.notACa(examination, i, Fault.Enforcer.VALIDATOR));
      }
    }
  }
}
