package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.Role;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A key may be used only for what its certificate says (RFC 5280 section 4.2.1.3). */
final class KeyUsageRule implements Rule {
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_ENCIPHERMENT = 2;
  private static final int KEY_AGREEMENT = 4;
  private static final int KEY_CERT_SIGN = 5;
  private static final Set<String> AGREEMENT_TYPES =
      Collections.unmodifiableSet(
          new HashSet<>(Arrays.asList("DH_DSS", "DH_RSA", "ECDH_ECDSA", "ECDH_RSA")));

  @Override
  public void check(Examination examination, List<Fault> faults) {
    Optional<X509Certificate> anchor = examination.anchorCertificate();
    if (anchor.isPresent()
        && AnchorChecks.apply(examination)
        && lacks(anchor.get(), KEY_CERT_SIGN)) {
      faults.add(
          RuleSentences.mayNotSignCertificates(
              examination, examination.certificates().size(), Fault.Enforcer.TRUST_MANAGER));
    }
    for (int i = examination.certificates().size() - 1; i >= 1; i--) {
      if (lacks(examination.certificate(i), KEY_CERT_SIGN)) {
        faults.add(RuleSentences.mayNotSignCertificates(examination, i, Fault.Enforcer.VALIDATOR));
      }
    }
    checkPeer(examination, faults);
  }

  private static void checkPeer(Examination examination, List<Fault> faults) {
    String authType = examination.validation().authType();
    X509Certificate certificate = examination.path().leaf();
    if (examination.role() == Role.CLIENT && "RSA".equals(authType)) {
      if (lacks(certificate, KEY_ENCIPHERMENT)) {
        faults.add(RuleSentences.mayNotDo(examination, "keyEncipherment"));
      }
    } else if (examination.role() == Role.CLIENT && AGREEMENT_TYPES.contains(authType)) {
      if (lacks(certificate, KEY_AGREEMENT)) {
        faults.add(RuleSentences.mayNotDo(examination, "keyAgreement"));
      }
    } else if (lacks(certificate, DIGITAL_SIGNATURE)) {
      faults.add(RuleSentences.mayNotDo(examination, "digitalSignature"));
    }
  }

  private static boolean lacks(X509Certificate certificate, int bit) {
    boolean[] usage = certificate.getKeyUsage();
    return usage != null && (usage.length <= bit || !usage[bit]);
  }
}
