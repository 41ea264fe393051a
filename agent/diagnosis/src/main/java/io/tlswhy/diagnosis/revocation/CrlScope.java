package io.tlswhy.diagnosis.revocation;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.jspecify.annotations.Nullable;

/** Whether a CRL's issuing distribution point (RFC 5280 section 5.2.5) covers a certificate. */
final class CrlScope {
  /** The reasons by their bits (RFC 5280 section 4.2.1.13); the first is not used. */
  private static final String[] REASONS = {
    "unused",
    "keyCompromise",
    "cACompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
    "certificateHold",
    "privilegeWithdrawn",
    "aACompromise"
  };

  private CrlScope() {}

  /** Why the CRL does not cover the certificate; empty if it does. */
  static Optional<String> objection(X509CRL crl, X509Certificate subject) {
    try {
      return scope(crl).flatMap(scope -> objection(scope, subject));
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
      return Optional.of("it covers no CA certificates, and this one is a CA's");
    }
    if (scope.onlyContainsCACerts() && !authority) {
      return Optional.of("it covers CA certificates only, and this one is not a CA's");
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
    List<GeneralName> names = new ArrayList<>();
    for (DistributionPoint point : points(subject)) {
      names.addAll(fullNames(point.getDistributionPoint()));
    }
    return names;
  }

  private static List<DistributionPoint> points(X509Certificate subject) {
    byte[] extension = subject.getExtensionValue(Extension.cRLDistributionPoints.getId());
    return extension == null
        ? Collections.<DistributionPoint>emptyList()
        : Arrays.asList(
            CRLDistPoint.getInstance(ASN1OctetString.getInstance(extension).getOctets())
                .getDistributionPoints());
  }

  /**
   * Whether the certificate names the CRL's issuer instead of its own (cRLIssuer), and the CRL says
   * of itself that it has other issuers' certificates (indirectCRL).
   */
  static boolean isIndirectFor(X509CRL crl, X509Certificate subject) {
    try {
      X500Name issuer = X500Name.getInstance(crl.getIssuerX500Principal().getEncoded());
      for (DistributionPoint point : points(subject)) {
        GeneralNames issuers = point.getCRLIssuer();
        for (GeneralName name : issuers == null ? new GeneralName[0] : issuers.getNames()) {
          if (name.getTagNo() == GeneralName.directoryName && issuer.equals(name.getName())) {
            return scope(crl).filter(IssuingDistributionPoint::isIndirectCRL).isPresent();
          }
        }
      }
      return false;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Where the CRL says that its issuer's certificate is (RFC 5280 section 5.2.7). */
  static Optional<String> issuerUrl(X509CRL crl) {
    byte[] extension = crl.getExtensionValue(Extension.authorityInfoAccess.getId());
    if (extension == null) {
      return Optional.empty();
    }
    try {
      for (AccessDescription access :
          AuthorityInformationAccess.getInstance(ASN1OctetString.getInstance(extension).getOctets())
              .getAccessDescriptions()) {
        GeneralName place = access.getAccessLocation();
        if (access.getAccessMethod().equals(AccessDescription.id_ad_caIssuers)
            && place.getTagNo() == GeneralName.uniformResourceIdentifier) {
          return Optional.of(place.getName().toString());
        }
      }
    } catch (RuntimeException unreadable) {
      // It says so in no way that could be followed.
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** The only reasons that the CRL has entries for; empty if it has entries for all. */
  static Optional<String> onlyReasons(X509CRL crl) {
    Optional<ReasonFlags> some =
        scope(crl).flatMap(scope -> Optional.ofNullable(scope.getOnlySomeReasons()));
    if (!some.isPresent()) {
      return Optional.empty();
    }
    byte[] flags = some.get().getBytes();
    List<String> names = new ArrayList<>();
    for (int bit = 0; bit < REASONS.length && bit < 8 * flags.length; bit++) {
      if ((flags[bit / 8] & 0x80 >> bit % 8) != 0) {
        names.add(REASONS[bit]);
      }
    }
    return Optional.of(String.join(", ", names));
  }

  private static Optional<IssuingDistributionPoint> scope(X509CRL crl) {
    byte[] extension = crl.getExtensionValue(Extension.issuingDistributionPoint.getId());
    return extension == null
        ? Optional.empty()
        : Optional.of(
            IssuingDistributionPoint.getInstance(
                ASN1OctetString.getInstance(extension).getOctets()));
  }

  private static List<GeneralName> fullNames(@Nullable DistributionPointName name) {
    if (name == null || name.getType() != DistributionPointName.FULL_NAME) {
      return Collections.emptyList();
    }
    return Arrays.asList(GeneralNames.getInstance(name.getName()).getNames());
  }
}
