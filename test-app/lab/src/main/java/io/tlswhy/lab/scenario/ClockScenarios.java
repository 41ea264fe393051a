package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.DatedHttp;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.OcspSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The clock of the service's machine is wrong. A lab cannot set its machine's clock, so the rest of
 * the world is moved instead: what the partner's CA issues, and the clocks of its hosts.
 */
final class ClockScenarios {
  private static final String CRL_HOST = "x1.c.partner-ca.test";
  private static final String OCSP_HOST = "ocsp.x1.partner-ca.test";
  private static final List<String> TOLD_OF_RESPONDER =
      List.of("tlswhy[clock.skew]", "(proved, incident", "by that of " + OCSP_HOST + " it is");
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
            lab -> in(lab, Duration.ofDays(40))),
        Scenario.story(
            "clock.skew/responder",
            "The clock of the service's machine is 400 days ahead; the one host that the partner's"
                + " certificates name is an OCSP responder, and the dates of its signed answer are"
                + " the second witness beside its clock.",
            "clock.skew",
            TOLD_OF_RESPONDER,
            lab -> withResponder(lab, Duration.ofDays(-400))),
        Scenario.story(
            "clock.skew/responder-behind",
            "The same with a clock that is 40 days behind.",
            "clock.skew",
            TOLD_OF_RESPONDER,
            lab -> withResponder(lab, Duration.ofDays(40))));
  }

  /** No CRL and no issuer's certificate is named anywhere: only one host is asked for its time. */
  private static Scene withResponder(Lab lab, Duration world) throws IOException {
    DatedHttp ocsp = lab.keep(new DatedHttp(lab.host(OCSP_HOST), world));
    LabCa root = LabCa.root(CertificateSpec.authority("Partner Root CA").shifted(world));
    LabCa issuing =
        root.authority(CertificateSpec.authority("Partner Issuing CA X1").shifted(world));
    ocsp.serve(OcspSpec.of(issuing).shifted(world));
    Identity partner =
        issuing.issue(
            CertificateSpec.server(PartnerPki.HOST)
                .shifted(world)
                .ocsp(PartnerPki.url(OCSP_HOST, ocsp.port())));
    return Scene.calling(PartnerPki.HOST, lab.peer(PartnerPki.HOST, TlsContexts.of(partner)).port())
        .jvm(lab.trusting(root.certificate()))
        .agentTimeout("6s");
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
