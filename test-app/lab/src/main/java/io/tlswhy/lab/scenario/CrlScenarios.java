package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.Addresses;
import io.tlswhy.lab.net.Behaviours;
import io.tlswhy.lab.net.BlackHole;
import io.tlswhy.lab.net.ForwardProxy;
import io.tlswhy.lab.net.HttpEndpoint;
import io.tlswhy.lab.net.RawServer;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.Keys;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/** The partner's CRL cannot be had, or is not what it must be. */
final class CrlScenarios {
  private static final String CRL_HOST = "x1.c.partner-ca.test";
  private static final String PATH = "/x1.crl";

  private CrlScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.of(
            "revocation.dns",
            "The CRL host's name does not exist.",
            lab -> pointing(lab, "gone.c.partner-ca.test", 8080)),
        Scenario.of(
            "revocation.blocked/refused",
            "Connections to the CRL host are refused.",
            lab -> pointing(lab, CRL_HOST, Addresses.closedPort(lab.host(CRL_HOST)).getPort())),
        Scenario.of(
            "revocation.blocked/reset",
            "Connections to the CRL host are reset as soon as they are there.",
            lab ->
                pointing(
                    lab,
                    CRL_HOST,
                    lab.keep(RawServer.start(lab.host(CRL_HOST), Behaviours.resettingAtOnce()))
                        .port())),
        Scenario.of(
            "revocation.blocked/first-address",
            "The CRL host has two addresses; the first, the only one that the JDK tries, is dead.",
            CrlScenarios::firstAddressDead),
        Scenario.of(
            "revocation.blocked/intermediate",
            "The leaf's CRL can be had, its issuer's cannot.",
            CrlScenarios::intermediateBlocked),
        Scenario.of(
            "revocation.proxy/forbidden",
            "The proxy that the JVM uses for HTTP refuses the CRL host.",
            lab -> refusingProxy(lab, "403 Forbidden")),
        Scenario.of(
            "revocation.proxy/authentication",
            "The proxy that the JVM uses for HTTP wants a user name.",
            lab -> refusingProxy(lab, "407 Proxy Authentication Required")),
        Scenario.of(
            "revocation.proxy/dead",
            "The proxy that the JVM uses for HTTP does not answer.",
            CrlScenarios::deadProxy),
        Scenario.of(
            "revocation.intercepted/page",
            "A block page with status 200 comes instead of the CRL.",
            lab -> answering(lab, Reply.page(200, "Access blocked by policy"))),
        Scenario.of(
            "revocation.intercepted/forbidden",
            "A block page with status 403 comes instead of the CRL.",
            lab -> answering(lab, Reply.page(403, "Web page blocked"))),
        Scenario.of(
            "revocation.intercepted/portal",
            "The CRL's URL is redirected to the login page of a captive portal.",
            CrlScenarios::portal),
        Scenario.of(
            "revocation.responder-error/404",
            "The CRL host does not have the CRL.",
            lab -> answering(lab, plain(404, "not found\n"))),
        Scenario.of(
            "revocation.responder-error/503",
            "The CRL host is overloaded.",
            lab -> answering(lab, plain(503, "try again later\n"))),
        Scenario.of(
            "revocation.response-stale/crl",
            "The CRL should have been replaced two days ago.",
            lab -> serving(lab, (ca, leaf) -> CrlSpec.of(ca).stale(Duration.ofDays(2)))),
        Scenario.of(
            "revocation.response-untrusted/crl-signature",
            "The CRL is signed with a key that is not the issuer's.",
            lab -> serving(lab, (ca, leaf) -> CrlSpec.of(ca).signedBy(Keys.ellipticCurve()))),
        Scenario.of(
            "revocation.response-untrusted/crl-issuer",
            "The CRL is another issuer's.",
            lab -> serving(lab, (ca, leaf) -> CrlSpec.of(LabCa.root("Some Other CA")))),
        Scenario.of(
            "revocation.slow/trickled",
            "The CRL comes byte by byte: the call succeeds, late.",
            CrlScenarios::trickled),
        Scenario.of(
            "revocation.revoked/crl",
            "The partner's certificate is on the CRL.",
            lab -> serving(lab, (ca, leaf) -> CrlSpec.of(ca).revoking(leaf.certificate()))),
        Scenario.of(
            "revocation.no-pointer",
            "Revocation must be checked, but the JVM may use neither CRL distribution points nor"
                + " OCSP.",
            CrlScenarios::noPointer),
        Scenario.of(
            "revocation.missing",
            "The service was given CRLs in a file, and that of the partner's issuer is not among"
                + " them.",
            CrlScenarios::notAmongThoseGiven));
  }

  private static Scene notAmongThoseGiven(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing = pki.issuing("Partner Issuing CA X1");
    Path given = Files.write(lab.file("given.crl"), CrlSpec.of(pki.root()).encoded());
    return pki.calling(issuing.issue(CertificateSpec.server(PartnerPki.HOST)))
        .setting("orders.partner.revocation", "crls:" + given);
  }

  private static Scene pointing(Lab lab, String host, int port) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    return checked(pki, leaf(pki.issuing("Partner Issuing CA X1"), host, port));
  }

  private static Scene checked(PartnerPki pki, Identity leaf) throws IOException {
    return pki.calling(leaf).jvm(PartnerPki.checkingCrls());
  }

  private static Identity leaf(LabCa issuing, String host, int port) {
    return issuing.issue(
        CertificateSpec.server(PartnerPki.HOST).crl("http://" + host + ":" + port + PATH));
  }

  private static Scene answering(Lab lab, Reply reply) throws IOException {
    HttpEndpoint endpoint = lab.http(CRL_HOST).serve(PATH, reply);
    return pointing(lab, CRL_HOST, endpoint.address().getPort());
  }

  private static Reply plain(int status, String text) {
    return Reply.status(status, "text/plain", text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Scene serving(Lab lab, BiFunction<LabCa, Identity, CrlSpec> list)
      throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing = pki.issuing("Partner Issuing CA X1");
    HttpEndpoint endpoint = lab.http(CRL_HOST);
    Identity leaf = leaf(issuing, CRL_HOST, endpoint.address().getPort());
    endpoint.serve(PATH, Reply.crl(list.apply(issuing, leaf).encoded()));
    return checked(pki, leaf);
  }

  private static Scene trickled(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing = pki.issuing("Partner Issuing CA X1");
    byte[] list = CrlSpec.of(issuing).encoded();
    Duration pause = Duration.ofMillis(3500 / list.length);
    HttpEndpoint endpoint =
        lab.http(CRL_HOST).serve(PATH, Reply.trickled("application/pkix-crl", list, pause));
    return checked(pki, leaf(issuing, CRL_HOST, endpoint.address().getPort()));
  }

  private static Scene firstAddressDead(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing = pki.issuing("Partner Issuing CA X1");
    InetAddress dead = lab.host(CRL_HOST);
    InetAddress alive = lab.host(CRL_HOST);
    BlackHole hole = lab.keep(BlackHole.at(dead));
    HttpEndpoint endpoint = lab.keep(new HttpEndpoint(alive, hole.port()));
    endpoint.serve(PATH, Reply.crl(CrlSpec.of(issuing).encoded()));
    return checked(pki, leaf(issuing, CRL_HOST, hole.port()));
  }

  private static Scene intermediateBlocked(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    BlackHole hole = lab.keep(BlackHole.at(lab.host("roots.c.partner-ca.test")));
    LabCa issuing =
        pki.root()
            .authority(
                CertificateSpec.authority("Partner Issuing CA X1")
                    .crl(PartnerPki.url("roots.c.partner-ca.test", hole.port()) + "root.crl"));
    HttpEndpoint endpoint = lab.http(CRL_HOST);
    endpoint.serve(PATH, Reply.crl(CrlSpec.of(issuing).encoded()));
    return checked(pki, leaf(issuing, CRL_HOST, endpoint.address().getPort()));
  }

  private static Scene portal(Lab lab) throws IOException {
    HttpEndpoint portal = lab.http("login.guest-wifi.test");
    portal.serve("/", Reply.page(200, "Guest network: please log in"));
    String login = PartnerPki.url("login.guest-wifi.test", portal.address().getPort());
    return answering(lab, Reply.redirect(login));
  }

  private static Scene refusingProxy(Lab lab, String status) throws IOException {
    int port = 8080;
    ForwardProxy proxy = lab.keep(new ForwardProxy(lab.host("proxy.corp.test")));
    proxy.refuseAll(status);
    lab.host(CRL_HOST);
    return pointing(lab, CRL_HOST, port).jvm(httpProxy("proxy.corp.test", proxy.port()));
  }

  private static Scene deadProxy(Lab lab) throws IOException {
    BlackHole proxy = lab.keep(BlackHole.at(lab.host("proxy.corp.test")));
    lab.host(CRL_HOST);
    return pointing(lab, CRL_HOST, 8080).jvm(httpProxy("proxy.corp.test", proxy.port()));
  }

  private static List<String> httpProxy(String host, int port) {
    return List.of("-Dhttp.proxyHost=" + host, "-Dhttp.proxyPort=" + port);
  }

  private static Scene noPointer(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    Identity leaf = leaf(pki.issuing("Partner Issuing CA X1"), CRL_HOST, 8080);
    return pki.calling(leaf).jvm("-Dcom.sun.net.ssl.checkRevocation=true");
  }
}
