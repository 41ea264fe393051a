package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.Keys;
import io.tlswhy.lab.pki.Stores;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/** The application judges by itself, and refuses what the JVM would accept. */
final class TrustManagerScenarios {
  private TrustManagerScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.of(
            "truststore.custom",
            "The application accepts only the certificates of a list of its own, and the partner"
                + " has renewed its certificate.",
            TrustManagerScenarios::listed),
        Scenario.of(
            "truststore.custom/pinning",
            "The application pins the partner's key, and the partner has a new one.",
            TrustManagerScenarios::pinned));
  }

  private static Scene listed(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    Identity before = issued(pki);
    return pki.calling(issued(pki))
        .setting(
            "orders.partner.trust",
            "listed:" + Stores.trust(lab.file("partners.jks"), List.of(before.certificate())));
  }

  private static Scene pinned(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    return pki.calling(issued(pki))
        .setting(
            "orders.partner.trust", "pinned:" + pin(Keys.ellipticCurve().getPublic().getEncoded()));
  }

  private static Identity issued(PartnerPki pki) {
    return pki.issuing("Partner Issuing CA X1").issue(CertificateSpec.server(PartnerPki.HOST));
  }

  private static String pin(byte[] key) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
