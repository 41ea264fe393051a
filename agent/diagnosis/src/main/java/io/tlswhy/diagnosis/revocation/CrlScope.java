package io.tlswhy.diagnosis.revocation;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.jspecify.annotations.Nullable;

/** Whether a CRL's issuing distribution point (RFC 5280 section 5.2.5) covers a certificate. */
final class CrlScope {
  private CrlScope() {}

  /** Why the CRL does not cover the certificate; empty if it does. */
  static Optional<String> objection(X509CRL crl, X509Certificate subject) {
    byte[] extension = crl.getExtensionValue(Extension.issuingDistributionPoint.getId());
    if (extension == null) {
      return Optional.empty();
    }
    try {
      IssuingDistributionPoint scope =
          IssuingDistributionPoint.getInstance(ASN1OctetString.getInstance(extension).getOctets());
      return objection(scope, subject);
    } catch (RuntimeException e) {
      return Optional.of("its scope (issuing distribution point) cannot be read");
    }
  }

  private static Optional<String> objection(
      IssuingDistributionPoint scope, X509Certificate subject) {
    boolean authority = subject.getBasicConstraints() >= 0;
    if (scope.onlyContainsAttributeCerts()) {
      return Optional.of("it covers attribute certificates only");
    }
    if (scope.onlyContainsUserCerts() && authority) {
      return Optional.of("it covers end-entity certificates only, and this one is a CA's");
    }
    if (scope.onlyContainsCACerts() && !authority) {
      return Optional.of("it covers CA certificates only, and this one is an end entity's");
    }
    List<GeneralName> names = fullNames(scope.getDistributionPoint());
    if (!names.isEmpty() && Collections.disjoint(names, pointersOf(subject))) {
      return Optional.of(
          "it is for the distribution point "
              + names.get(0).getName()
              + ", which the certificate does not name");
    }
    return Optional.empty();
  }

  private static List<GeneralName> pointersOf(X509Certificate subject) {
    byte[] extension = subject.getExtensionValue(Extension.cRLDistributionPoints.getId());
    if (extension == null) {
      return Collections.emptyList();
    }
    List<GeneralName> names = new ArrayList<>();
    for (DistributionPoint point :
        CRLDistPoint.getInstance(ASN1OctetString.getInstance(extension).getOctets())
            .getDistributionPoints()) {
      names.addAll(fullNames(point.getDistributionPoint()));
    }
    return names;
  }

  private static List<GeneralName> fullNames(@Nullable DistributionPointName name) {
    if (name == null || name.getType() != DistributionPointName.FULL_NAME) {
      return Collections.emptyList();
    }
    return Arrays.asList(GeneralNames.getInstance(name.getName()).getNames());
  }
}
