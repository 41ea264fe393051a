package io.tlswhy.diagnosis.path;

import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** Where, and from whom, a certificate's CRL is to be had (RFC 5280 section 4.2.1.13). */
final class DistributionPoint {
  private static final int MOST = 32;

  private final List<byte[]> fullNames;
  private final Optional<X500Principal> crlIssuer;

  private DistributionPoint(List<byte[]> fullNames, Optional<X500Principal> crlIssuer) {
    this.fullNames = fullNames;
    this.crlIssuer = crlIssuer;
  }

  /** A certificate's distribution points, as far as they can be read. */
  static List<DistributionPoint> of(X509Certificate certificate) {
    Optional<DerReader> value = Extensions.value(certificate, Extensions.CRL_DISTRIBUTION_POINTS);
    if (!value.isPresent()) {
      return Collections.emptyList();
    }
    List<DistributionPoint> points = new ArrayList<>();
    try {
      DerReader sequence = value.get().enter(DerReader.SEQUENCE);
      while (sequence.hasMore() && points.size() < MOST) {
        points.add(read(sequence.enter(DerReader.SEQUENCE), certificate.getIssuerX500Principal()));
      }
    } catch (DerException malformed) {
      // What was read before the fault still holds.
    }
    return points;
  }

  private static DistributionPoint read(DerReader fields, X500Principal certificateIssuer)
      throws DerException {
    List<byte[]> relative = Collections.emptyList();
    List<byte[]> names = new ArrayList<>();
    Optional<X500Principal> crlIssuer = Optional.empty();
    while (fields.hasMore()) {
      int tag = fields.peek();
      DerReader field = fields.enter();
      if (tag == DerReader.constructed(0)) {
        if (field.at(DerReader.constructed(0))) {
          names.addAll(names(field));
        } else {
          relative = Collections.singletonList(field.whole());
        }
      } else if (tag == DerReader.constructed(2)) {
        crlIssuer = Extensions.directoryName(field);
      }
    }
    for (byte[] part : relative) {
      RelativeName.full(part, crlIssuer.orElse(certificateIssuer)).ifPresent(names::add);
    }
    return new DistributionPoint(names, crlIssuer);
  }

  /**
   * The full names of a DistributionPointName, each a whole GeneralName.
   *
   * @param name a reader that is at the choice's element
   */
  static List<byte[]> names(DerReader name) throws DerException {
    List<byte[]> names = new ArrayList<>();
    DerReader generalNames = name.enter();
    while (generalNames.hasMore() && names.size() < MOST) {
      names.add(generalNames.whole());
    }
    return names;
  }

  /** The names under which the CRL is to be had, each a whole GeneralName. */
  List<byte[]> fullNames() {
    return fullNames;
  }

  /** Who issues the CRL, if that is not the certificate's own issuer. */
  Optional<X500Principal> crlIssuer() {
    return crlIssuer;
  }

  /** Whether one of its names is among those. */
  boolean sharesNameWith(List<byte[]> others) {
    for (byte[] name : fullNames) {
      for (byte[] other : others) {
        if (ByteBuffer.wrap(name).equals(ByteBuffer.wrap(other))) {
          return true;
        }
      }
    }
    return false;
  }
}
