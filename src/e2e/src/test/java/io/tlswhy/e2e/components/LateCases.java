package io.tlswhy.e2e.components;

import static io.tlswhy.e2e.components.Network.REVOCATION;
import static io.tlswhy.e2e.components.World.CRL_HOST;
import static io.tlswhy.e2e.components.World.CRL_PATH;
import static io.tlswhy.e2e.components.World.CRL_TYPE;
import static io.tlswhy.e2e.components.World.OCSP_HOST;

import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.OcspSpec;
import java.util.List;

/** Answers that are right, and late. */
final class LateCases {
  private LateCases() {}

  static List<Case> all() {
    return List.of(
        Case.ofOcsp(
                "responder slower than the JVM waits",
                world -> {
                  world.names().knows(OCSP_HOST, REVOCATION);
                  byte[] answer =
                      OcspRequests.answer(
                          OcspSpec.of(world.root()), world.partner().certificate(), world.root());
                  world.agent("timeout", "4s");
                  LateServer.start(world.network(), world.folder(), REVOCATION, answer, 1_500);
                })
            .code("revocation.slow")
            .stage("http jvm direct 10.203.0.3 ok")
            .says(
                "The OCSP responder http://ocsp.partner.test/ of CN=api.partner.test answers too late:"
                    + " ocsp.partner.test port 80 needs TIME to answer, and this JVM waits TIME, so"
                    + " Java cannot tell whether that certificate is revoked.")
            .fix("let this JVM wait longer with -Dcom.sun.security.ocsp."),
        Case.ofCrl(
                "passing but late",
                world -> {
                  world.names().knows(CRL_HOST, REVOCATION);
                  world
                      .jvm("-Dcom.sun.security.crl.readtimeout=10")
                      .agent("slow", "2s")
                      .agent("timeout", "8s");
                  byte[] list = CrlSpec.of(world.root()).encoded();
                  LateServer.start(world.network(), world.folder(), REVOCATION, list, 4_000);
                })
            .code("revocation.slow")
            .stage("http jvm direct 10.203.0.3 ok")
            .says(
                "The TLS handshake with api.partner.test port 443 has been waiting TIME for the CRL"
                    + " http://crl.partner.test/ca.crl of CN=api.partner.test (thread main):"
                    + " crl.partner.test port 80 needs TIME to answer.")
            .fix("Find out what delays crl.partner.test port 80."),
        Case.ofCrl(
                "CRL trickled",
                world -> {
                  world.agent("slow", "2s").jvm("-Dcom.sun.security.crl.readtimeout=10");
                  world
                      .crlHost()
                      .slowFile(
                          REVOCATION,
                          CRL_PATH,
                          CRL_TYPE,
                          CrlSpec.of(world.root()).listingOthers(200, 1).encoded(),
                          400);
                })
            .code("revocation.slow")
            .stage("content jvm direct 10.203.0.3 timeout"),
        Case.ofCrl(
                "CRL trickled, until the JVM gives up",
                world ->
                    world
                        .crlHost()
                        .slowFile(
                            REVOCATION,
                            CRL_PATH,
                            CRL_TYPE,
                            CrlSpec.of(world.root()).listingOthers(200, 1).encoded(),
                            400))
            .onlyOn(17, 25)
            .code("revocation.slow")
            .stage("content jvm direct 10.203.0.3 timeout"),
        Case.ofCrl(
                "CRL of 60 MB, where the JVM has no limit",
                world -> {
                  world
                      .agent("slow", "2s")
                      .agent("timeout", "15s")
                      .pki(LargeCrl.ROOT, LargeCrl.partner());
                  world.jvm("-Dcom.sun.security.crl.maxSize=-1");
                  world
                      .crlHost()
                      .slowFile(
                          REVOCATION, CRL_PATH, CRL_TYPE, LargeCrl.list().encoded(), 10 << 20);
                })
            .code("revocation.slow"));
  }
}
