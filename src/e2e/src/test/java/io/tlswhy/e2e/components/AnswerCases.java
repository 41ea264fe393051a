package io.tlswhy.e2e.components;

import static io.tlswhy.e2e.components.Network.PORTAL;
import static io.tlswhy.e2e.components.Network.REVOCATION;
import static io.tlswhy.e2e.components.World.CRL_PATH;
import static io.tlswhy.e2e.components.World.CRL_TYPE;

import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.Keys;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What is answered where a CRL should be. */
final class AnswerCases {
  private AnswerCases() {}

  static List<Case> all() {
    return List.of(
        Case.ofCrl(
                "block page with status 200",
                world ->
                    world.crlHost().page(REVOCATION, CRL_PATH, 200, "Web Filter: access denied"))
            .code("revocation.intercepted")
            .stage("http jvm direct 10.203.0.3 notTheResponder")
            .saysUselessCrl(
                "it is not from the CRL's host but from something in between (200 OK, a web page"
                    + " titled \"Web Filter: access denied\")"),
        Case.ofCrl(
                "redirect to a portal",
                world -> {
                  world.names().knows("login.partner.test", PORTAL);
                  world
                      .crlHost()
                      .redirect(REVOCATION, CRL_PATH, "http://login.partner.test/")
                      .page(PORTAL, "/", 200, "Log in to go on");
                })
            .code("revocation.intercepted")
            .stage("http jvm direct 10.203.0.3 ok")
            .stage("http jvm direct 10.203.0.9 notTheResponder")
            .saysUselessCrl(
                "it is not from the CRL's host but from something in between (redirected to"
                    + " login.partner.test port 80: 200 OK, a web page titled \"Log in to go on\")"),
        Case.ofCrl("not found", world -> world.crlHost().status(REVOCATION, CRL_PATH, 404))
            .code("revocation.responder-error")
            .stage("http jvm direct 10.203.0.3 status")
            .saysUselessCrl(
                "crl.partner.test port 80 answers with an HTTP error (404 Not Found, Content-Type"
                    + " text/html, Date TIME)"),
        Case.ofCrl("unavailable", world -> world.crlHost().status(REVOCATION, CRL_PATH, 503))
            .code("revocation.responder-error")
            .stage("http jvm direct 10.203.0.3 status")
            .saysUselessCrl(
                "crl.partner.test port 80 answers with an HTTP error (503 Service Temporarily"
                    + " Unavailable, Content-Type text/html, Date TIME)"),
        Case.ofCrl(
                "CRL expired",
                world -> world.crl(CrlSpec.of(world.root()).stale(Duration.ofDays(3)).encoded()))
            .code("revocation.response-stale")
            .stage("content jvm direct 10.203.0.3 stale")
            .saysUselessCrl("it ran out at TIME, TIME ago by this machine's clock")
            .fix("Have the operator of O=Example,CN=Partner Root publish a fresh CRL"),
        Case.ofCrl(
                "CRL of another issuer",
                world -> world.crl(CrlSpec.of(LabCa.root("Another Root")).encoded()))
            .code("revocation.response-untrusted")
            .stage("content jvm direct 10.203.0.3 untrusted")
            .saysUselessCrl(
                "it was issued by O=Example,CN=Another Root, the certificate by"
                    + " O=Example,CN=Partner Root"),
        Case.ofCrl(
                "CRL of another scope",
                world -> world.crl(CrlSpec.of(world.root()).forAuthoritiesOnly().encoded()))
            .code("revocation.response-untrusted")
            .stage("content jvm direct 10.203.0.3 untrusted")
            .saysUselessCrl("it covers CA certificates only, and this one is not a CA's"),
        Case.ofCrl(
                "indirect CRL whose issuer's certificate is nowhere",
                world -> {
                  LabCa root = LabCa.root("Partner Root");
                  LabCa lists = root.authority(CertificateSpec.authority("Partner Lists"));
                  CertificateSpec partner =
                      CertificateSpec.server(Network.PARTNER_HOST)
                          .crl(World.CRL_URL)
                          .crlIssuer(lists.certificate());
                  world.pki(root, root.issue(partner)).crl(CrlSpec.of(lists).indirect().encoded());
                })
            .code("revocation.response-untrusted")
            .stage("content jvm direct 10.203.0.3 untrusted")
            .saysUselessCrl(
                "it is an indirect CRL of O=Example,CN=Partner Lists, and no certificate of that"
                    + " name that leads to a trust anchor was sent or is in a store here"),
        Case.ofCrl(
                "CRL of 60 MB, where the JVM has a limit", world -> large(world, LargeCrl.list()))
            .onlyOn(8)
            .code("revocation.response-untrusted")
            .stage("http jvm direct 10.203.0.3 ok")
            .stage("content jvm direct 10.203.0.3 ok")
            .fix(
                "Let this JVM take a CRL of that size: start it with"
                    + " -Dcom.sun.security.crl.maxSize=1274"),
        Case.ofCrl(
                "CRL of 60 MB, expired",
                world -> large(world, LargeCrl.list().stale(Duration.ofDays(3))))
            .code("revocation.response-stale")
            .stage("content jvm direct 10.203.0.3 stale")
            .saysUselessCrl("it ran out at TIME, TIME ago by this machine's clock"),
        Case.ofCrl(
                "CRL of 60 MB that has the certificate",
                world -> large(world, LargeCrl.list().revoking(LargeCrl.partner().certificate())))
            .code("revocation.revoked")
            .stage("content jvm direct 10.203.0.3 revoked"),
        Case.ofCrl(
                "CRL of 60 MB, signed with another key",
                world -> large(world, LargeCrl.list().signedBy(Keys.ellipticCurve())))
            .code("revocation.response-untrusted")
            .stage("content jvm direct 10.203.0.3 untrusted")
            .saysUselessCrl("its signature is wrong"),
        Case.ofCrl(
                "an intermediate's CRL blocked while the leaf's works",
                world -> {
                  LabCa root = LabCa.root("Partner Root");
                  LabCa issuing =
                      root.authority(
                          CertificateSpec.authority("Partner Issuing CA")
                              .crl("http://root.partner.test/root.crl"));
                  Identity partner =
                      issuing.issue(
                          CertificateSpec.server(Network.PARTNER_HOST).crl(World.CRL_URL));
                  world.pki(root, partner).crl(CrlSpec.of(issuing).encoded());
                  world.names().knows("root.partner.test", Network.SECOND);
                  world
                      .web()
                      .file(Network.SECOND, "/root.crl", CRL_TYPE, CrlSpec.of(root).encoded());
                  world.network().drop(Network.SECOND, 80);
                })
            .code("revocation.blocked")
            .stage("connect jvm direct 10.203.0.4 timeout")
            .stage("content jvm direct 10.203.0.3 ok")
            .says(
                "The CRL http://root.partner.test/root.crl of O=Example,CN=Partner Issuing CA cannot"
                    + " be fetched: root.partner.test port 80 cannot be reached from this host"
                    + " (10.203.0.4: no answer within TIME), so Java cannot tell whether that"
                    + " certificate is revoked."));
  }

  private static void large(World world, CrlSpec list) throws IOException {
    world.agent("timeout", "8s").crl(list.encoded()).pki(LargeCrl.ROOT, LargeCrl.partner());
  }
}
