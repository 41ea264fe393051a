package io.tlswhy.e2e.components;

import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;

/** Lists as large as the largest. */
final class LargeCrl {
  static final LabCa ROOT = LabCa.root("Large Root");

  private static final Identity PARTNER =
      ROOT.issue(CertificateSpec.server(Network.PARTNER_HOST).crl(World.CRL_URL));

  private LargeCrl() {}

  /** 60 MB: 60,000 other certificates with a thousand octets about each. */
  static CrlSpec list() {
    return CrlSpec.of(ROOT).listingOthers(60_000, 1_000);
  }

  /** A partner whose certificate points to it. */
  static Identity partner() {
    return PARTNER;
  }
}
