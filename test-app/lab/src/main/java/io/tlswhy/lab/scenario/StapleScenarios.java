package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.HttpEndpoint;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.OcspSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** The partner staples an OCSP response to its handshake, and the response is no good. */
final class StapleScenarios {
  private static final String HOST = "x1.o.partner-ca.test";

  private StapleScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.of(
            "revocation.staple",
            "The partner staples an OCSP response that ran out two days ago.",
            lab -> stapling(lab, ca -> OcspSpec.of(ca).stale(Duration.ofDays(2)))),
        Scenario.of(
            "revocation.staple/signer",
            "The partner staples an OCSP response that somebody signed whom the issuer did not"
                + " appoint.",
            lab -> stapling(lab, ca -> OcspSpec.of(LabCa.root("Some Other CA")))),
        Scenario.of(
            "revocation.revoked/staple",
            "The partner staples the OCSP response that says its certificate is revoked.",
            lab -> stapling(lab, ca -> OcspSpec.of(ca).revoked())));
  }

  /** The responder gives a bad response once, to the partner, and from then on the right one. */
  private static Scene stapling(Lab lab, Function<LabCa, OcspSpec> first) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing = pki.issuing("Partner Issuing CA X1");
    Reply bad = Reply.ocsp(first.apply(issuing));
    Reply right = Reply.ocsp(OcspSpec.of(issuing));
    AtomicBoolean asked = new AtomicBoolean();
    HttpEndpoint endpoint =
        lab.http(HOST).serve("/", exchange -> (asked.getAndSet(true) ? right : bad).to(exchange));
    // The lab's own JVM asks, too, and knows none of the lab's names.
    String url =
        PartnerPki.url(endpoint.address().getAddress().getHostAddress(), endpoint.address());
    Identity partner = issuing.issue(CertificateSpec.server(PartnerPki.HOST).ocsp(url));
    return pki.calling(lab.peer(PartnerPki.HOST, TlsContexts.stapling(partner)))
        .jvm("-Djdk.tls.client.enableStatusRequestExtension=true")
        .jvm(PartnerPki.checkingOcsp(lab));
  }
}
