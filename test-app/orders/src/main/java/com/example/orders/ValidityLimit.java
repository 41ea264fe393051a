package com.example.orders;

import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/** Our security rules: no certificate of a server that lives too long. */
final class ValidityLimit extends PKIXCertPathChecker {
  private final Duration longest;

  ValidityLimit(Duration longest) {
    this.longest = longest;
  }

  @Override
  public void init(boolean forward) {
    // Each certificate is looked at by itself.
  }

  @Override
  public boolean isForwardCheckingSupported() {
    return true;
  }

  @Override
  public Set<String> getSupportedExtensions() {
    return Collections.emptySet();
  }

  @Override
  public void check(Certificate certificate, Collection<String> unresolvedCriticalExtensions)
      throws CertPathValidatorException {
    X509Certificate checked = (X509Certificate) certificate;
    Duration lives =
        Duration.between(checked.getNotBefore().toInstant(), checked.getNotAfter().toInstant());
    if (checked.getBasicConstraints() < 0 && lives.compareTo(longest) > 0) {
      throw new CertPathValidatorException("against our rules");
    }
  }
}
