package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.DatedHttp;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The clock of the service's machine is wrong. A lab cannot set its machine's clock, so the rest of
 * the world is moved instead: what the partner's CA issues, and the clocks of its hosts.
 */
final class ClockScenarios {
  private static final String CRL_HOST = "x1.c.partner-ca.test";
  private static final String ISSUER_HOST = "x1.i.partner-ca.test";

  private ClockScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.of(
            "clock.skew",
            "The clock of the service's machine is 400 days ahead of everybody else's, so that the"
                + " partner's certificate seems to have expired.",
            lab -> in(lab, Duration.ofDays(-400))),
        Scenario.of(
            "clock.skew/behind",
            "The clock of the service's machine is 40 days behind everybody else's, so that the"
                + " partner's certificate seems to be not valid yet.",
            lab -> in(lab, Duration.ofDays(40))));
  }

  private static Scene in(Lab lab, Duration world) throws IOException {
    DatedHttp crls = lab.keep(new DatedHttp(lab.host(CRL_HOST), world));
    DatedHttp issuers = lab.keep(new DatedHttp(lab.host(ISSUER_HOST), world));
    LabCa root = LabCa.root(CertificateSpec.authority("Partner Root CA").shifted(world));
    LabCa issuing =
        root.authority(CertificateSpec.authority("Partner Issuing CA X1").shifted(world));
    Identity partner =
        issuing.issue(
            CertificateSpec.server(PartnerPki.HOST)
                .shifted(world)
                .crl(PartnerPki.url(CRL_HOST, crls.port()) + "x1.crl")
                .issuerAt(PartnerPki.url(ISSUER_HOST, issuers.port()) + "x1.cer"));
    crls.serve("/x1.crl", CrlSpec.of(issuing).shifted(world).encoded());
    issuers.serve("/x1.cer", PartnerPki.encoded(issuing.certificate()));
    return Scene.calling(PartnerPki.HOST, lab.peer(PartnerPki.HOST, TlsContexts.of(partner)).port())
        .jvm(lab.trusting(root.certificate()))
        .agentTimeout("6s");
  }
}
