package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.PublicChain;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** The stories of the demonstration about trust stores that are too old. */
final class TrustStories {
  private TrustStories() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.story(
            "old-trust-store",
            "The partner sends a real chain of a public CA (the one that signed a library on Maven"
                + " Central), and the trust store is the JDK's without that CA's root.",
            "truststore.outdated",
            List.of("tlswhy[truststore.outdated]"),
            TrustStories::oldTrustStore),
        Scenario.story(
            "cross-sign",
            "The partner's chain goes over a cross-signed certificate of an expired root, as Let's"
                + " Encrypt's did over DST Root CA X3; the trust store has the expired root and not"
                + " the new one.",
            "chain.expired-ca",
            List.of("tlswhy[chain.expired-ca]", "Partner Root X1"),
            TrustStories::crossSign));
  }

  private static Scene oldTrustStore(Lab lab) throws IOException {
    PublicChain chain = PublicChain.read();
    TlsPeer partner = lab.peer(PartnerPki.HOST, TlsContexts.of(chain.withoutItsKey()));
    return Scene.calling(PartnerPki.HOST, partner.port())
        .jvm(lab.trusting(chain.otherRoots().toArray(new X509Certificate[0])));
  }

  private static Scene crossSign(Lab lab) throws IOException {
    LabCa oldRoot =
        LabCa.root(CertificateSpec.authority("Ancient Root CA X3").expired(Duration.ofDays(1500)));
    LabCa newRoot = LabCa.root("Partner Root X1");
    LabCa crossed =
        oldRoot.authority(
            CertificateSpec.authority("Partner Root X1")
                .keys(newRoot.keys())
                .expired(Duration.ofDays(40)));
    LabCa issuing = crossed.authority(CertificateSpec.authority("Partner Issuing CA R3"));
    Identity partner = issuing.issue(CertificateSpec.server(PartnerPki.HOST));
    TlsPeer peer = lab.peer(PartnerPki.HOST, TlsContexts.of(partner));
    return Scene.calling(PartnerPki.HOST, peer.port()).jvm(lab.trusting(oldRoot.certificate()));
  }
}
