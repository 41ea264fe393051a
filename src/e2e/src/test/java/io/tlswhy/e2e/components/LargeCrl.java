package io.tlswhy.e2e.components;

import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;

/** A list as large as the largest, made once. */
final class LargeCrl {
  static final LabCa ROOT = LabCa.root("Large Root");

  /** 60 MB: 60,000 certificates with a thousand octets about each. */
  static final byte[] LIST = CrlSpec.of(ROOT).listingOthers(60_000, 1_000).encoded();

  private LargeCrl() {}

  /** A partner whose certificate points to it. */
  static Identity partner() {
    return ROOT.issue(CertificateSpec.server(Network.PARTNER_HOST).crl(World.CRL_URL));
  }
}
