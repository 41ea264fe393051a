package io.tlswhy.diagnosis.path;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** For which certificates a CRL speaks (RFC 5280 section 5.2.5, issuing distribution point). */
final class CrlScope {
  private List<byte[]> names = Collections.emptyList();
  private boolean onlyUsers;
  private boolean onlyAuthorities;
  private boolean onlyAttributes;
  private boolean someReasons;
  private boolean indirect;

  private CrlScope() {}

  /** The scope of that CRL; everything of its issuer's if it does not say. */
  static CrlScope of(X509CRL crl) {
    CrlScope scope = new CrlScope();
    Optional<DerReader> value = Extensions.value(crl, Extensions.ISSUING_DISTRIBUTION_POINT);
    if (value.isPresent()) {
      try {
        scope.read(value.get().enter(DerReader.SEQUENCE), crl);
      } catch (DerException malformed) {
        // What was read before the fault still holds.
      }
    }
    return scope;
  }

  private void read(DerReader fields, X509CRL crl) throws DerException {
    while (fields.hasMore()) {
      int tag = fields.peek();
      DerReader field = fields.enter();
      if (tag == DerReader.constructed(0)) {
        if (field.at(DerReader.constructed(0))) {
          names = DistributionPoint.names(field);
        } else {
          names =
              RelativeName.full(field.whole(), crl.getIssuerX500Principal())
                  .map(Collections::singletonList)
                  .orElse(Collections.emptyList());
        }
      } else if (tag == DerReader.primitive(3)) {
        someReasons = true;
      } else {
        boolean asserted = isTrue(field.rest());
        onlyUsers |= asserted && tag == DerReader.primitive(1);
        onlyAuthorities |= asserted && tag == DerReader.primitive(2);
        indirect |= asserted && tag == DerReader.primitive(4);
        onlyAttributes |= asserted && tag == DerReader.primitive(5);
      }
    }
  }

  private static boolean isTrue(byte[] value) {
    return value.length == 1 && value[0] != 0;
  }

  /** Whether it speaks for that certificate. */
  boolean covers(X509Certificate certificate, X509CRL crl) {
    boolean authority = certificate.getBasicConstraints() != -1;
    if (onlyAttributes || (onlyUsers && authority) || (onlyAuthorities && !authority)) {
      return false;
    }
    boolean own = crl.getIssuerX500Principal().equals(certificate.getIssuerX500Principal());
    List<DistributionPoint> points = DistributionPoint.of(certificate);
    if (points.isEmpty()) {
      return own && names.isEmpty();
    }
    for (DistributionPoint point : points) {
      boolean issuerFits =
          point.crlIssuer().isPresent()
              ? indirect && point.crlIssuer().get().equals(crl.getIssuerX500Principal())
              : own;
      boolean nameFits =
          names.isEmpty() || point.fullNames().isEmpty() || point.sharesNameWith(names);
      if (issuerFits && nameFits) {
        return true;
      }
    }
    return own && names.isEmpty() && !indirect;
  }

  /** Whether it leaves out some reasons of revocation. */
  boolean someReasons() {
    return someReasons;
  }
}
