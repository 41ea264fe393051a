package io.tlswhy.e2e.components;

import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.OcspSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** What an OCSP responder answers. */
final class ResponderCases {
  private static final int MALFORMED_REQUEST = 1;
  private static final int TRY_LATER = 3;
  private static final int UNAUTHORIZED = 6;

  private ResponderCases() {}

  private static Case answering(String name, int error) {
    return Case.ofOcsp(name, world -> world.ocspAnswer(OcspSpec.of(world.root()).error(error)));
  }

  static List<Case> all() {
    return List.of(
        answering("OCSP tryLater", TRY_LATER)
            .code("revocation.responder-error")
            .stage("content jvm direct 10.203.0.3 responderError")
            .saysUselessOcsp("it is the OCSP error tryLater"),
        answering("OCSP unauthorized", UNAUTHORIZED)
            .code("revocation.responder-error")
            .stage("content jvm direct 10.203.0.3 responderError")
            .saysUselessOcsp("it is the OCSP error unauthorized"),
        answering("OCSP malformedRequest", MALFORMED_REQUEST)
            .code("revocation.responder-error")
            .stage("content jvm direct 10.203.0.3 responderError")
            .saysUselessOcsp("it is the OCSP error malformedRequest"),
        Case.ofOcsp(
                "OCSP malformed",
                world -> world.ocspAnswer("no response".getBytes(StandardCharsets.UTF_8)))
            .code("revocation.intercepted")
            .stage("content jvm direct 10.203.0.3 notTheResponder")
            .saysUselessOcsp(
                "what answers at ocsp.partner.test port 80 sends 11 octets that are no OCSP"
                    + " response"),
        Case.ofOcsp(
                "OCSP by the wrong signer",
                world -> {
                  LabCa other = LabCa.root("Another Root");
                  world
                      .opensslOcsp()
                      .knows(world.partner().certificate())
                      .start(
                          Network.REVOCATION,
                          new Identity(other.keys().getPrivate(), List.of(other.certificate())));
                })
            .code("revocation.response-untrusted")
            .saysUselessOcsp(
                "its signer O=Example,CN=Another Root was not issued by the issuer of the certificate"
                    + " itself")
            .stage("content jvm direct 10.203.0.3 untrusted"),
        Case.ofOcsp(
                "OCSP by a delegate without the purpose",
                world -> {
                  CertificateSpec delegate =
                      CertificateSpec.nameless("Responder").purposes(KeyPurposeId.id_kp_serverAuth);
                  world
                      .opensslOcsp()
                      .knows(world.partner().certificate())
                      .start(Network.REVOCATION, world.root().issue(delegate));
                })
            .code("revocation.response-untrusted")
            .saysUselessOcsp("its signer CN=Responder lacks the extended key usage OCSPSigning")
            .stage("content jvm direct 10.203.0.3 untrusted"),
        Case.ofOcsp(
                "OCSP expired",
                world -> world.ocspAnswer(OcspSpec.of(world.root()).stale(Duration.ofDays(2))))
            .code("revocation.response-stale")
            .stage("content jvm direct 10.203.0.3 stale")
            .saysUselessOcsp("it ran out at TIME, TIME ago by this machine's clock"),
        Case.ofOcsp(
                "OCSP produced in the future",
                world -> world.ocspAnswer(OcspSpec.of(world.root()).early(Duration.ofHours(5))))
            .code("revocation.response-stale")
            .stage("content jvm direct 10.203.0.3 stale")
            .saysUselessOcsp("it is dated TIME, TIME ahead of this machine's clock")
            .fix("Set this machine's clock right"),
        Case.ofOcsp(
                "OCSP for another certificate",
                world ->
                    world.ocspAnswer(
                        OcspRequests.answer(
                            OcspSpec.of(world.root()),
                            world.root().issue(CertificateSpec.server("else.test")).certificate(),
                            world.root())))
            .code("revocation.response-untrusted")
            .stage("content jvm direct 10.203.0.3 untrusted"),
        Case.ofOcsp(
                "OCSP does not know the certificate",
                world -> world.opensslOcsp().start(Network.REVOCATION))
            .code("revocation.unknown")
            .saysUselessOcsp("the responder does not know the certificate")
            .stage("content jvm direct 10.203.0.3 unknown"),
        Case.ofOcsp(
                "OCSP says revoked",
                world ->
                    world
                        .opensslOcsp()
                        .revoked(world.partner().certificate())
                        .start(Network.REVOCATION))
            .code("revocation.revoked")
            .fix("The operator of api.partner.test must install a new certificate with a new key.")
            .stage("content jvm direct 10.203.0.3 revoked"));
  }
}
