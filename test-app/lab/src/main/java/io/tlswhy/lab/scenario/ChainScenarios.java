package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.HttpEndpoint;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.pki.BlockedAuthority;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.DistrustedAuthority;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.Stores;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The partner's chain leads nowhere, or not now; or the trust store is not what it seems. */
final class ChainScenarios {
  private static final String ISSUER_HOST = "x1.i.partner-ca.test";

  private ChainScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.of(
            "chain.incomplete",
            "The partner does not send its intermediate.",
            lab -> {
              PartnerPki pki = new PartnerPki(lab);
              return pki.calling(issued(pki).sending());
            }),
        Scenario.of(
            "chain.incomplete/fetched",
            "The partner does not send its intermediate, and its certificate says where that is.",
            ChainScenarios::issuerElsewhere),
        Scenario.of(
            "chain.self-signed",
            "The partner's certificate is self-signed.",
            lab ->
                new PartnerPki(lab)
                    .calling(LabCa.selfSigned(CertificateSpec.server(PartnerPki.HOST)))),
        Scenario.of(
            "chain.untrusted-root",
            "The partner's chain is complete and ends in a root that is not trusted here.",
            lab -> {
              LabCa other = LabCa.root("Some Other Root CA");
              Identity partner = below(other);
              return new PartnerPki(lab)
                  .calling(partner.sending(partner.chain().get(1), other.certificate()));
            }),
        Scenario.of(
            "chain.intercepted",
            "A middlebox that inspects TLS signed the partner's certificate anew.",
            lab -> {
              LabCa middlebox =
                  LabCa.root(
                      CertificateSpec.authority(
                          "Zscaler Root CA,OU=Zscaler Inc.,O=Zscaler Inc.,L=San Jose"));
              Identity partner = middlebox.issue(CertificateSpec.server(PartnerPki.HOST));
              return new PartnerPki(lab).calling(partner.sending(middlebox.certificate()));
            }),
        Scenario.of(
            "chain.expired",
            "The partner's certificate expired yesterday.",
            lab -> {
              PartnerPki pki = new PartnerPki(lab);
              return pki.calling(
                  pki.issuing("Partner Issuing CA X1")
                      .issue(CertificateSpec.server(PartnerPki.HOST).expired(Duration.ofDays(1))));
            }),
        Scenario.of(
            "chain.expired-ca",
            "The partner's intermediate expired ten days ago.",
            lab -> {
              PartnerPki pki = new PartnerPki(lab);
              LabCa expired =
                  pki.root()
                      .authority(
                          CertificateSpec.authority("Partner Issuing CA X0")
                              .expired(Duration.ofDays(10)));
              return pki.calling(expired.issue(CertificateSpec.server(PartnerPki.HOST)));
            }),
        Scenario.of(
            "chain.not-yet-valid",
            "The partner's certificate is valid from tomorrow on.",
            lab -> {
              PartnerPki pki = new PartnerPki(lab);
              Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
              return pki.calling(
                  pki.issuing("Partner Issuing CA X1")
                      .issue(CertificateSpec.server(PartnerPki.HOST).notBefore(tomorrow)));
            }),
        Scenario.of(
            "chain.too-long",
            "The partner's chain is longer than the JDK accepts.",
            ChainScenarios::tooLong),
        Scenario.of(
            "chain.distrusted-ca",
            "The partner's certificate is issued by an authority whose certificates were misused, so"
                + " that every JDK refuses it by its fingerprint.",
            ChainScenarios::distrusted),
        Scenario.story(
            "chain.distrusted-ca/policy",
            "The partner's certificate is issued, now, under a root of Entrust, from which Java accepts"
                + " no server certificate since November 2024.",
            "chain.distrusted-ca",
            List.of("tlswhy[chain.distrusted-ca]", "(ENTRUST_TLS)"),
            ChainScenarios::distrustedSince),
        Scenario.of(
            "truststore.empty",
            "The trust store has no certificate in it.",
            lab -> {
              PartnerPki pki = new PartnerPki(lab);
              return Scene.calling(PartnerPki.HOST, pki.partner(issued(pki)).port())
                  .jvm(lab.trusting());
            }),
        Scenario.of(
            "truststore.unreadable",
            "The trust store's path names no file: the JDK silently takes its own store.",
            lab -> {
              PartnerPki pki = new PartnerPki(lab);
              return Scene.calling(PartnerPki.HOST, pki.partner(issued(pki)).port())
                  .jvm("-Djavax.net.ssl.trustStore=" + lab.file("no-such-store.jks"));
            }),
        Scenario.story(
            "truststore.unreadable/beside",
            "The trust store's path has a typing error; the store that was meant stands beside it.",
            "truststore.unreadable",
            List.of("tlswhy[truststore.unreadable]", "truststore.jks in the same folder is there"),
            lab -> {
              PartnerPki pki = new PartnerPki(lab);
              return pki.calling(issued(pki))
                  .jvm("-Djavax.net.ssl.trustStore=" + lab.file("truststroe.jks"))
                  .agentTimeout("6s");
            }),
        Scenario.of(
            "truststore.unreadable/password",
            "The password of the trust store is wrong.",
            lab -> {
              PartnerPki pki = new PartnerPki(lab);
              return pki.calling(issued(pki))
                  .jvm("-Djavax.net.ssl.trustStorePassword=not-the-password");
            }),
        Scenario.of(
            "truststore.changed",
            "The trust store was mended on disk, but the JVM that runs has the old one.",
            ChainScenarios::changedOnDisk));
  }

  private static Identity issued(PartnerPki pki) {
    return pki.issuing("Partner Issuing CA X1").issue(CertificateSpec.server(PartnerPki.HOST));
  }

  private static Identity below(LabCa root) {
    return root.authority(CertificateSpec.authority("Some Other Issuing CA"))
        .issue(CertificateSpec.server(PartnerPki.HOST));
  }

  private static Scene issuerElsewhere(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing = pki.issuing("Partner Issuing CA X1");
    HttpEndpoint host =
        lab.http(ISSUER_HOST)
            .serve(
                "/x1.cer",
                Reply.bytes("application/pkix-cert", PartnerPki.encoded(issuing.certificate())));
    String url = PartnerPki.url(ISSUER_HOST, host.address()) + "x1.cer";
    return pki.calling(
        issuing.issue(CertificateSpec.server(PartnerPki.HOST).issuerAt(url)).sending());
  }

  private static Scene distrusted(Lab lab) throws IOException {
    LabCa blocked = BlockedAuthority.read();
    Identity partner = blocked.issue(CertificateSpec.server(PartnerPki.HOST));
    return Scene.calling(PartnerPki.HOST, lab.peer(PartnerPki.HOST, TlsContexts.of(partner)).port())
        .jvm(lab.trusting(BlockedAuthority.root(blocked)));
  }

  private static Scene distrustedSince(Lab lab) throws IOException {
    LabCa entrust = DistrustedAuthority.read();
    Identity partner = entrust.issue(CertificateSpec.server(PartnerPki.HOST));
    return Scene.calling(PartnerPki.HOST, lab.peer(PartnerPki.HOST, TlsContexts.of(partner)).port())
        .jvm(lab.trusting(entrust.certificate()))
        .jvm(
            "-Djava.security.properties="
                + DistrustedAuthority.properties(lab.file("provider.security")))
        .classPath(DistrustedAuthority.provider(lab.file("provider.jar")));
  }

  private static Scene tooLong(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa last = pki.root();
    for (int i = 1; i <= 11; i++) {
      last = last.authority(CertificateSpec.authority("Partner Issuing CA " + i));
    }
    return pki.calling(last.issue(CertificateSpec.server(PartnerPki.HOST)));
  }

  private static Scene changedOnDisk(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    X509Certificate other = LabCa.root("Some Other Root CA").certificate();
    return Scene.calling(PartnerPki.HOST, pki.partner(issued(pki)).port())
        .jvm(lab.trusting(other))
        .course(
            service -> {
              service.order();
              Stores.trust(lab.file("truststore.jks"), List.of(other, pki.root().certificate()));
              service.order();
            });
  }
}
