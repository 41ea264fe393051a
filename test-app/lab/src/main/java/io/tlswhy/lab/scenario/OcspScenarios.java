package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.BlackHole;
import io.tlswhy.lab.net.HttpEndpoint;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.OcspSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;

/** The partner's OCSP responder cannot be had, or does not answer what it must. */
final class OcspScenarios {
  private static final String HOST = "x1.o.partner-ca.test";

  private OcspScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.of(
            "revocation.blocked/ocsp",
            "A firewall drops every packet to the OCSP responder.",
            OcspScenarios::blocked),
        Scenario.of(
            "revocation.responder-error/try-later",
            "The responder says tryLater.",
            lab -> answering(lab, ca -> OcspSpec.of(ca).error(OCSPRespBuilder.TRY_LATER))),
        Scenario.of(
            "revocation.responder-error/internal",
            "The responder says internalError.",
            lab -> answering(lab, ca -> OcspSpec.of(ca).error(OCSPRespBuilder.INTERNAL_ERROR))),
        Scenario.of(
            "revocation.responder-error/unauthorized",
            "The responder says unauthorized.",
            lab -> answering(lab, ca -> OcspSpec.of(ca).error(OCSPRespBuilder.UNAUTHORIZED))),
        Scenario.of(
            "revocation.responder-error/malformed",
            "The responder says malformedRequest.",
            lab -> answering(lab, ca -> OcspSpec.of(ca).error(OCSPRespBuilder.MALFORMED_REQUEST))),
        Scenario.of(
            "revocation.responder-error/500",
            "The responder's web server answers with status 500.",
            lab ->
                replying(
                    lab, (ca, spec) -> Reply.status(500, "text/plain", new byte[] {'!', '\n'}))),
        Scenario.of(
            "revocation.intercepted/ocsp",
            "A block page with status 200 comes instead of the OCSP response.",
            lab -> replying(lab, (ca, spec) -> Reply.page(200, "Access blocked by policy"))),
        Scenario.of(
            "revocation.unknown",
            "The responder does not know the certificate.",
            lab -> answering(lab, ca -> OcspSpec.of(ca).unknown())),
        Scenario.of(
            "revocation.revoked/ocsp",
            "The responder says that the certificate is revoked.",
            lab -> answering(lab, ca -> OcspSpec.of(ca).revoked())),
        Scenario.of(
            "revocation.response-stale/ocsp",
            "The OCSP response should have been replaced two days ago.",
            lab -> answering(lab, ca -> OcspSpec.of(ca).stale(Duration.ofDays(2)))),
        Scenario.of(
            "revocation.response-untrusted/ocsp-signer",
            "The OCSP response is signed by somebody whom the issuer did not appoint.",
            lab -> answering(lab, ca -> OcspSpec.of(LabCa.root("Some Other CA")))),
        Scenario.of(
            "revocation.response-untrusted/ocsp-usage",
            "The OCSP response is signed by a delegate whose certificate lacks the OCSPSigning"
                + " usage.",
            lab -> answering(lab, OcspScenarios::delegateWithoutUsage)),
        Scenario.of(
            "revocation.slow/ocsp",
            "The responder answers rightly, but later than the JVM waits.",
            lab ->
                replying(lab, (ca, spec) -> Reply.ocsp(spec).after(Duration.ofMillis(1500)))
                    .agentTimeout("6s")));
  }

  /** Makes a reply for an authority and its right answers. */
  @FunctionalInterface
  private interface Replying {
    Reply of(LabCa ca, OcspSpec right);
  }

  private static Scene answering(Lab lab, Function<LabCa, OcspSpec> responder) throws IOException {
    return replying(lab, (ca, right) -> Reply.ocsp(responder.apply(ca)));
  }

  private static Scene replying(Lab lab, Replying replying) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing = pki.issuing("Partner Issuing CA X1");
    HttpEndpoint endpoint = lab.http(HOST);
    endpoint.serve("/", replying.of(issuing, OcspSpec.of(issuing)));
    return checked(lab, pki, issuing, endpoint.address().getPort());
  }

  private static Scene blocked(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    BlackHole hole = lab.keep(BlackHole.at(lab.host(HOST)));
    return checked(lab, pki, pki.issuing("Partner Issuing CA X1"), hole.port());
  }

  private static Scene checked(Lab lab, PartnerPki pki, LabCa issuing, int port)
      throws IOException {
    String url = PartnerPki.url(HOST, port);
    return pki.calling(issuing.issue(CertificateSpec.server(PartnerPki.HOST).ocsp(url)))
        .jvm(PartnerPki.checkingOcsp(lab));
  }

  private static OcspSpec delegateWithoutUsage(LabCa issuing) {
    CertificateSpec spec =
        CertificateSpec.client("Responder 1").purposes(KeyPurposeId.id_kp_emailProtection);
    Identity delegate = issuing.issue(spec);
    return OcspSpec.delegate(delegate.certificate(), spec.keys());
  }
}
