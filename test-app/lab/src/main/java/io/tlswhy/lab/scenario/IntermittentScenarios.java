package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.BlackHole;
import io.tlswhy.lab.net.ForwardProxy;
import io.tlswhy.lab.net.HttpEndpoint;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.OcspSpec;
import io.tlswhy.lab.service.RunningService;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** What fails now and then: it is named as such, with the backend or the address. */
final class IntermittentScenarios {
  private static final int ORDERS = 30;
  private static final String RESPONDER = "ocsp.partner-ca.test";
  private static final String PROXY_HOST = "proxy.corp.test";

  private IntermittentScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.story(
            "chain.incomplete/one-backend",
            "One of the partner's three backends does not send its intermediate.",
            "chain.incomplete",
            List.of(
                "tlswhy[chain.incomplete] Comes and goes: ", "where the peer sent 1 certificate"),
            IntermittentScenarios::oneBackend),
        Scenario.story(
            "revocation.blocked/one-address",
            "One of the two addresses of the OCSP responder drops every packet; the name server"
                + " names them in turn.",
            "revocation.blocked",
            List.of("tlswhy[revocation.blocked] Comes and goes: ", "takes no connection"),
            IntermittentScenarios::oneAddress),
        Scenario.story(
            "revocation.proxy/one-in-five",
            "The proxy on the way to the OCSP responder fails at one request in five.",
            "revocation.proxy",
            List.of(
                "tlswhy[revocation.proxy] Comes and goes: ",
                "requests to the OCSP responder http://" + RESPONDER),
            IntermittentScenarios::oneInFive));
  }

  private static Scene oneBackend(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    Identity whole =
        pki.issuing("Partner Issuing CA X1").issue(CertificateSpec.server(PartnerPki.HOST));
    return pki.calling(whole, whole, whole.sending()).course(service -> service.order(ORDERS));
  }

  private static Scene oneAddress(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing = pki.issuing("Partner Issuing CA X1");
    BlackHole dead = lab.keep(BlackHole.at(lab.host(RESPONDER)));
    InetAddress alive = lab.host(RESPONDER);
    lab.keep(new HttpEndpoint(alive, dead.port())).serve("/", Reply.ocsp(OcspSpec.of(issuing)));
    return calling(pki, leaf(issuing, dead.port()))
        .jvm(PartnerPki.checkingOcsp(lab))
        // Else the JVM asks for the name once in 30 seconds, and keeps a connection that works.
        .jvm("-Dsun.net.inetaddr.ttl=0", "-Dhttp.keepAlive=false")
        .course(service -> inTurn(lab, service));
  }

  private static void inTurn(Lab lab, RunningService service) throws IOException {
    for (int i = 0; i < ORDERS; i++) {
      service.order();
      lab.names().rotate(RESPONDER);
    }
  }

  private static Scene oneInFive(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing = pki.issuing("Partner Issuing CA X1");
    HttpEndpoint responder = lab.http(RESPONDER).serve("/", Reply.ocsp(OcspSpec.of(issuing)));
    int port = responder.address().getPort();
    ForwardProxy proxy = lab.keep(new ForwardProxy(lab.host(PROXY_HOST)));
    proxy.route(RESPONDER, port, responder.address()).refuseOneIn(5, "502 Bad Gateway");
    return calling(pki, leaf(issuing, port))
        .jvm(PartnerPki.checkingOcsp(lab))
        .jvm(
            "-Dhttp.proxyHost=" + PROXY_HOST,
            "-Dhttp.proxyPort=" + proxy.port(),
            "-Dhttp.nonProxyHosts=root.partner-ca.test")
        .course(service -> service.order(ORDERS));
  }

  /** Two backends with a certificate: neither resumes the other's session, so all is checked. */
  private static Scene calling(PartnerPki pki, Identity leaf) throws IOException {
    return pki.calling(leaf, leaf);
  }

  private static Identity leaf(LabCa issuing, int port) {
    return issuing.issue(
        CertificateSpec.server(PartnerPki.HOST).ocsp(PartnerPki.url(RESPONDER, port)));
  }
}
