package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.BlackHole;
import io.tlswhy.lab.net.HttpEndpoint;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.Stores;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** Something else is in sight than what is wrong, or several things are wrong at once. */
final class Decoys {
  private static final String CRL_HOST = "x1.c.partner-ca.test";

  private Decoys() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.of(
            "chain.untrusted-root/dead-crl",
            "The partner's root is not trusted here; its CRL host is dead, but revocation is not"
                + " checked.",
            Decoys::untrustedWithDeadCrl),
        Scenario.of(
            "chain.expired/dead-crl",
            "The partner's certificate has expired and its CRL host is dead.",
            Decoys::expiredWithDeadCrl),
        Scenario.of(
            "chain.expired/unordered",
            "The partner's certificate has expired, and the chain is sent in disorder, so that the"
                + " JDK says it finds no path.",
            Decoys::expiredInDisorder),
        Scenario.of(
            "chain.expired/other-name",
            "The partner's certificate has expired, and is for another host.",
            Decoys::expiredForAnotherName),
        Scenario.of(
            "chain.expired/own-expired",
            "The partner's certificate has expired, and so has the service's own, which the partner"
                + " never got to see.",
            Decoys::expiredOnBothSides),
        Scenario.of(
            "name.mismatch/dead-crl",
            "The partner's certificate is for another host, and its CRL host is dead, of which alone"
                + " the JDK speaks.",
            Decoys::otherNameWithDeadCrl),
        Scenario.of(
            "cert.extended-key-usage/dead-crl",
            "The partner's certificate is for clients only, and its CRL host is dead, of which alone"
                + " the JDK speaks.",
            Decoys::clientsOnlyWithDeadCrl),
        Scenario.of(
            "revocation.revoked/behind-first-address",
            "The partner's certificate is revoked, but the JDK cannot know: the CRL host's first"
                + " address is dead.",
            Decoys::revokedBehindDeadAddress));
  }

  private static Scene untrustedWithDeadCrl(Lab lab) throws IOException {
    LabCa other = LabCa.root("Some Other Root CA");
    Identity partner = other.issue(withDeadCrl(lab));
    return new PartnerPki(lab).calling(partner.sending(other.certificate()));
  }

  private static Scene expiredWithDeadCrl(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing = pki.issuing("Partner Issuing CA X1");
    return pki.calling(issuing.issue(withDeadCrl(lab).expired(Duration.ofDays(1))))
        .jvm(PartnerPki.checkingCrls());
  }

  private static CertificateSpec withDeadCrl(Lab lab) throws IOException {
    BlackHole hole = lab.keep(BlackHole.at(lab.host(CRL_HOST)));
    return CertificateSpec.server(PartnerPki.HOST)
        .crl(PartnerPki.url(CRL_HOST, hole.port()) + "x1.crl");
  }

  private static Scene expiredInDisorder(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa upper = pki.root().authority(CertificateSpec.authority("Partner Issuing CA X1"));
    Identity partner =
        upper
            .authority(CertificateSpec.authority("Partner Issuing CA X1 East"))
            .issue(CertificateSpec.server(PartnerPki.HOST).expired(Duration.ofDays(1)));
    List<X509Certificate> others = new ArrayList<>(partner.chain().subList(1, 3));
    Collections.reverse(others);
    return pki.calling(partner.sending(others.toArray(new X509Certificate[0])));
  }

  private static Scene expiredForAnotherName(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    return pki.calling(
        pki.issuing("Partner Issuing CA X1")
            .issue(CertificateSpec.server("www.partner.test").expired(Duration.ofDays(1))));
  }

  private static Scene expiredOnBothSides(Lab lab) throws IOException {
    LabCa clients = LabCa.root("Partner Clients CA");
    PartnerPki pki = new PartnerPki(lab);
    Identity partner =
        pki.issuing("Partner Issuing CA X1")
            .issue(CertificateSpec.server(PartnerPki.HOST).expired(Duration.ofDays(1)));
    TlsPeer peer =
        lab.keep(
            TlsPeer.start(
                lab.host(PartnerPki.HOST),
                TlsContexts.of(partner, List.of(clients.certificate())),
                tls -> tls.setNeedClientAuth(true)));
    Identity own = clients.issue(CertificateSpec.client("orders").expired(Duration.ofDays(3)));
    return pki.calling(peer)
        .jvm("-Djavax.net.ssl.keyStore=" + Stores.key(lab.file("client.jks"), own))
        .jvm("-Djavax.net.ssl.keyStorePassword=" + Stores.PASSWORD);
  }

  private static Scene otherNameWithDeadCrl(Lab lab) throws IOException {
    return checkedByDeadCrl(lab, CertificateSpec.server("www.partner.test"));
  }

  private static Scene clientsOnlyWithDeadCrl(Lab lab) throws IOException {
    return checkedByDeadCrl(
        lab, CertificateSpec.server(PartnerPki.HOST).purposes(KeyPurposeId.id_kp_clientAuth));
  }

  private static Scene checkedByDeadCrl(Lab lab, CertificateSpec partner) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    BlackHole hole = lab.keep(BlackHole.at(lab.host(CRL_HOST)));
    String url = PartnerPki.url(CRL_HOST, hole.port()) + "x1.crl";
    return pki.calling(pki.issuing("Partner Issuing CA X1").issue(partner.crl(url)))
        .jvm(PartnerPki.checkingCrls());
  }

  private static Scene revokedBehindDeadAddress(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing = pki.issuing("Partner Issuing CA X1");
    BlackHole hole = lab.keep(BlackHole.at(lab.host(CRL_HOST)));
    HttpEndpoint alive = lab.keep(new HttpEndpoint(lab.host(CRL_HOST), hole.port()));
    String url = PartnerPki.url(CRL_HOST, hole.port()) + "x1.crl";
    Identity partner = issuing.issue(CertificateSpec.server(PartnerPki.HOST).crl(url));
    alive.serve(
        "/x1.crl", Reply.crl(CrlSpec.of(issuing).revoking(partner.certificate()).encoded()));
    return pki.calling(partner).jvm(PartnerPki.checkingCrls());
  }
}
