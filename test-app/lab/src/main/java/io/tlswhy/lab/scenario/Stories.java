package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.Behaviours;
import io.tlswhy.lab.net.BlackHole;
import io.tlswhy.lab.net.ForwardProxy;
import io.tlswhy.lab.net.HttpEndpoint;
import io.tlswhy.lab.net.RawServer;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/**
 * The stories of the demonstration about revocation: what people meet in production. The hosts are
 * named as Let's Encrypt's are, since the agent knows a wildcard only for public CAs; what answers
 * at them is the lab.
 */
final class Stories {
  private static final String CRL_HOST = "yr1.c.lencr.org";
  private static final String NEW_CRL_HOST = "yr2.c.lencr.org";
  private static final String PROXY_HOST = "proxy.corp.test";

  private Stories() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.story(
            "blocked",
            "Revocation checking is on, and a firewall drops every packet to the only CRL host of the"
                + " partner's certificate, on both of its addresses.",
            "revocation.blocked",
            List.of("tlswhy[revocation.blocked]", CRL_HOST, "*.c.lencr.org port"),
            Stories::blocked),
        Scenario.story(
            "hidden",
            "The same, called a second time within 30 seconds: the JDK does not ask again, and no"
                + " longer says why.",
            "revocation.blocked",
            List.of("Could not determine revocation status | tlswhy[revocation.blocked]"),
            lab -> blocked(lab).course(service -> service.order(2))),
        Scenario.story(
            "proxy-late",
            "HTTPS goes through a proxy, plain HTTP does not, and only the proxy reaches the CRL host."
                + " Revocation checking is soft: the call succeeds, but late.",
            "revocation.slow",
            List.of("tlswhy[revocation.slow]", "-Dhttp.proxyHost=" + PROXY_HOST),
            lab ->
                throughProxy(lab)
                    .jvm("-Dcom.sun.security.crl.timeout=3")
                    .setting("orders.partner.revocation", "soft-fail")),
        Scenario.story(
            "proxy-required",
            "The same with hard revocation checking: the call fails.",
            "revocation.proxy-required",
            List.of("tlswhy[revocation.proxy-required]", "-Dhttp.proxyHost=" + PROXY_HOST),
            lab ->
                throughProxy(lab)
                    .jvm("-Dcom.sun.security.crl.timeout=1")
                    .setting("orders.partner.revocation", "hard-fail")),
        Scenario.story(
            "hanging",
            "The CRL host accepts connections and sends nothing. The service gives up on the call"
                + " after 3 seconds, before the JDK does.",
            "revocation.blocked",
            List.of("tlswhy[revocation.blocked]", CRL_HOST),
            Stories::hanging),
        Scenario.story(
            "rotation",
            "The partner's CA moved to a new intermediate whose CRL host the firewall does not know;"
                + " every second backend already has it.",
            "revocation.blocked",
            List.of("tlswhy[revocation.blocked]", NEW_CRL_HOST, "YR1"),
            Stories::rotation));
  }

  /** The last story: nothing is wrong. */
  static List<Scenario> healthy() {
    return List.of(
        Scenario.healthy(
            "healthy",
            "Nothing is wrong: revocation checking is on and every CRL can be had.",
            Stories::healthy));
  }

  private static Scene blocked(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    BlackHole crlHost = lab.keep(BlackHole.at(lab.host(CRL_HOST), lab.host(CRL_HOST)));
    return pki.calling(leaf(pki, PartnerPki.url(CRL_HOST, crlHost.port())))
        .jvm(PartnerPki.checkingCrls());
  }

  private static Scene hanging(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    RawServer crlHost = lab.keep(RawServer.start(lab.host(CRL_HOST), Behaviours.silent()));
    return pki.calling(leaf(pki, PartnerPki.url(CRL_HOST, crlHost.port())))
        .jvm(PartnerPki.checkingCrls())
        .setting("orders.partner.limit", "3s");
  }

  private static Scene throughProxy(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing = pki.issuing("YR1");
    InetAddress inside = lab.host("inside.partner-ca.test");
    HttpEndpoint crls = lab.keep(new HttpEndpoint(inside));
    crls.serve("/17.crl", Reply.crl(CrlSpec.of(issuing).encoded()));
    BlackHole direct = lab.keep(BlackHole.at(lab.host(CRL_HOST)));
    String url = PartnerPki.url(CRL_HOST, direct.port()) + "17.crl";
    TlsPeer partner = pki.partner(issuing.issue(CertificateSpec.server(PartnerPki.HOST).crl(url)));
    ForwardProxy proxy = lab.keep(new ForwardProxy(lab.host(PROXY_HOST)));
    proxy.route(PartnerPki.HOST, partner.port(), partner.address());
    proxy.route(CRL_HOST, direct.port(), crls.address());
    return pki.calling(partner)
        .jvm("-Dhttps.proxyHost=" + PROXY_HOST, "-Dhttps.proxyPort=" + proxy.port());
  }

  private static Scene rotation(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa old = pki.issuing("YR1");
    LabCa renewed = pki.issuing("YR2");
    HttpEndpoint oldHost = lab.http(CRL_HOST);
    oldHost.serve("/17.crl", Reply.crl(CrlSpec.of(old).encoded()));
    BlackHole newHost = lab.keep(BlackHole.at(lab.host(NEW_CRL_HOST)));
    String oldUrl = PartnerPki.url(CRL_HOST, oldHost.address()) + "17.crl";
    String newUrl = PartnerPki.url(NEW_CRL_HOST, newHost.port()) + "17.crl";
    return pki.calling(
            old.issue(CertificateSpec.server(PartnerPki.HOST).crl(oldUrl)),
            renewed.issue(CertificateSpec.server(PartnerPki.HOST).crl(newUrl)))
        .jvm(PartnerPki.checkingCrls())
        .course(service -> service.order(4));
  }

  private static Scene healthy(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing = pki.issuing("YR1");
    HttpEndpoint crls = lab.http(CRL_HOST);
    crls.serve("/17.crl", Reply.crl(CrlSpec.of(issuing).encoded()));
    String url = PartnerPki.url(CRL_HOST, crls.address()) + "17.crl";
    return pki.calling(issuing.issue(CertificateSpec.server(PartnerPki.HOST).crl(url)))
        .jvm(PartnerPki.checkingCrls())
        .course(service -> service.order(3));
  }

  private static Identity leaf(PartnerPki pki, String crlHost) {
    return pki.issuing("YR1")
        .issue(CertificateSpec.server(PartnerPki.HOST).crl(crlHost + "17.crl"));
  }
}
