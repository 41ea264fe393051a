package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.Behaviours;
import io.tlswhy.lab.net.ClientHello;
import io.tlswhy.lab.net.ForwardProxy;
import io.tlswhy.lab.net.RawServer;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.Keys;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.Stores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLParameters;

/** The handshake with the partner breaks for another reason than the partner's certificate. */
final class HandshakeScenarios {
  private static final int INSUFFICIENT_SECURITY = 71;
  private static final int INTERNAL_ERROR = 80;
  private static final int UNRECOGNIZED_NAME = 112;
  private static final int NO_APPLICATION_PROTOCOL = 120;

  private HandshakeScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.of(
            "protocol.version",
            "The partner speaks TLS 1.0 only.",
            lab -> peer(lab, tls -> tls.setProtocols(new String[] {"TLSv1"})).secondHandshakes()),
        Scenario.of(
            "protocol.cipher",
            "The partner accepts only a cipher suite that the JVM does not offer.",
            lab ->
                peer(
                        lab,
                        tls -> {
                          tls.setProtocols(new String[] {"TLSv1.2"});
                          tls.setCipherSuites(
                              new String[] {"TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA"});
                        })
                    .secondHandshakes()),
        Scenario.of(
            "protocol.plaintext/http",
            "The partner's port speaks HTTP without TLS.",
            lab ->
                raw(
                    lab,
                    Behaviours.saying(
                        "HTTP/1.1 400 Bad Request\r\nServer: nginx\r\nConnection: close\r\n\r\n"))),
        Scenario.of(
            "protocol.plaintext/smtp",
            "The partner's port speaks SMTP.",
            lab -> raw(lab, Behaviours.saying("220 mail.partner.test ESMTP ready\r\n"))),
        Scenario.of(
            "protocol.plaintext/ssh",
            "The partner's port speaks SSH.",
            lab -> raw(lab, Behaviours.saying("SSH-2.0-OpenSSH_9.6\r\n"))),
        Scenario.of(
            "protocol.plaintext/postgresql",
            "The partner's port speaks PostgreSQL, which hangs up on a ClientHello.",
            lab -> raw(lab, Behaviours.postgresql()).secondHandshakes()),
        Scenario.of(
            "protocol.unexpected",
            "The partner answers with a handshake message that does not exist.",
            lab -> raw(lab, Behaviours.babbling())),
        Scenario.of(
            "protocol.parameters",
            "The partner finds what the JVM offers too weak.",
            lab -> raw(lab, Behaviours.alerting(INSUFFICIENT_SECURITY))),
        Scenario.of(
            "protocol.alpn",
            "The partner talks only to clients that offer h2, and the service offers no application"
                + " protocol.",
            HandshakeScenarios::wantingHttp2),
        Scenario.of(
            "name.sni",
            "The partner does not know the server name that it is asked for.",
            lab -> raw(lab, Behaviours.alerting(UNRECOGNIZED_NAME))),
        Scenario.of(
            "peer.misconfigured/alert",
            "The partner gives up with an internal error.",
            lab -> raw(lab, Behaviours.alerting(INTERNAL_ERROR))),
        Scenario.of(
            "peer.misconfigured/key",
            "The partner's private key does not belong to its certificate.",
            HandshakeScenarios::wrongKey),
        Scenario.of(
            "client-auth.key",
            "The password of the service's key store is wrong.",
            HandshakeScenarios::wrongKeyStorePassword),
        Scenario.of(
            "client-auth.missing",
            "The partner requires a client certificate, and the service has none.",
            lab -> requiringClients(lab)),
        Scenario.of(
            "client-auth.rejected/expired",
            "The partner refuses the service's client certificate: it has expired.",
            lab -> {
              LabCa clients = LabCa.root("Partner Clients CA");
              return requiring(
                  lab,
                  clients.certificate(),
                  clients.issue(CertificateSpec.client("orders").expired(Duration.ofDays(3))));
            }),
        Scenario.of(
            "client-auth.missing/issuer",
            "The service's client certificate is not from a CA that the partner accepts, so the JDK"
                + " sends none.",
            lab ->
                requiring(
                    lab,
                    LabCa.root("Partner Clients CA").certificate(),
                    LabCa.root("Some Other Clients CA").issue(CertificateSpec.client("orders")))),
        Scenario.of(
            "client-auth.rejected/unknown-ca",
            "The partner refuses the service's client certificate: its CA has the right name but"
                + " another key.",
            lab ->
                requiring(
                    lab,
                    LabCa.root("Partner Clients CA").certificate(),
                    LabCa.root("Partner Clients CA").issue(CertificateSpec.client("orders")))),
        Scenario.of(
            "network.dns", "The partner's name does not resolve.", HandshakeScenarios::unknownName),
        Scenario.of(
            "network.refused",
            "Nothing listens at the partner's port.",
            HandshakeScenarios::closedPort),
        Scenario.of(
            "network.proxy",
            "The proxy that the JVM uses for HTTPS refuses the connection to the partner.",
            HandshakeScenarios::refusingProxy),
        Scenario.of(
            "network.middlebox/name",
            "A device on the way resets connections that name the partner, and lets those pass that"
                + " name nobody.",
            lab ->
                behind(
                    lab,
                    hello -> !hello.serverName().equals(Optional.of(PartnerPki.HOST)),
                    Behaviours.resettingAtOnce())),
        Scenario.of(
            "network.middlebox/size",
            "A device on the way drops ClientHellos that are longer than it expects.",
            lab ->
                behind(lab, hello -> hello.record().length <= 200, Behaviours.silent())
                    .setting("orders.partner.read-timeout", "2s")
                    .agentTimeout("4s")),
        Scenario.of(
            "network.eof",
            "The partner closes the connection during the handshake.",
            lab -> raw(lab, Behaviours.closing())),
        Scenario.of(
            "network.reset",
            "The partner resets the connection during the handshake.",
            lab -> raw(lab, Behaviours.resetting())),
        Scenario.of(
            "network.timeout",
            "The partner never answers the ClientHello.",
            lab -> raw(lab, Behaviours.silent()).setting("orders.partner.read-timeout", "2s")));
  }

  private static Identity partner(PartnerPki pki) {
    return pki.issuing("Partner Issuing CA X1").issue(CertificateSpec.server(PartnerPki.HOST));
  }

  private static Scene peer(Lab lab, Consumer<SSLParameters> settings) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    return pki.calling(
        lab.keep(TlsPeer.start(lab.host(PartnerPki.HOST), TlsContexts.of(partner(pki)), settings)));
  }

  private static Scene raw(Lab lab, RawServer.Behaviour behaviour) throws IOException {
    RawServer server = lab.keep(RawServer.start(lab.host(PartnerPki.HOST), behaviour));
    return calling(lab, PartnerPki.HOST, server.port());
  }

  private static Scene behind(Lab lab, Predicate<ClientHello> welcome, RawServer.Behaviour refusal)
      throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    return pki.calling(
            lab.keep(
                TlsPeer.behind(
                    lab.host(PartnerPki.HOST), TlsContexts.of(partner(pki)), welcome, refusal)))
        .secondHandshakes();
  }

  private static Scene wantingHttp2(Lab lab) throws IOException {
    return behind(
        lab,
        hello -> hello.applicationProtocols().contains("h2"),
        Behaviours.alertingAtOnce(NO_APPLICATION_PROTOCOL));
  }

  private static Scene unknownName(Lab lab) throws IOException {
    lab.host(PartnerPki.HOST);
    return calling(lab, "gone." + PartnerPki.HOST, 8443);
  }

  private static Scene calling(Lab lab, String host, int port) throws IOException {
    return Scene.calling(host, port).jvm(lab.trusting(new PartnerPki(lab).root().certificate()));
  }

  private static Scene closedPort(Lab lab) throws IOException {
    InetAddress address = lab.host(PartnerPki.HOST);
    try (ServerSocket once = new ServerSocket(0, 1, address)) {
      return calling(lab, PartnerPki.HOST, once.getLocalPort());
    }
  }

  private static Scene refusingProxy(Lab lab) throws IOException {
    ForwardProxy proxy =
        lab.keep(new ForwardProxy(lab.host("proxy.corp"))).refuseAll("403 Forbidden");
    lab.host(PartnerPki.HOST);
    return calling(lab, PartnerPki.HOST, 8443)
        .jvm("-Dhttps.proxyHost=proxy.corp", "-Dhttps.proxyPort=" + proxy.port());
  }

  private static Scene wrongKey(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    return pki.calling(new Identity(Keys.ellipticCurve().getPrivate(), partner(pki).chain()));
  }

  private static Scene wrongKeyStorePassword(Lab lab) throws IOException {
    Identity client = LabCa.root("Partner Clients CA").issue(CertificateSpec.client("orders"));
    PartnerPki pki = new PartnerPki(lab);
    return pki.calling(partner(pki))
        .jvm("-Djavax.net.ssl.keyStore=" + Stores.key(lab.file("client.jks"), client))
        .jvm("-Djavax.net.ssl.keyStorePassword=not-the-password");
  }

  private static Scene requiringClients(Lab lab) throws IOException {
    return peer(lab, tls -> tls.setNeedClientAuth(true));
  }

  private static Scene requiring(Lab lab, X509Certificate authority, Identity client)
      throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    TlsPeer peer =
        lab.keep(
            TlsPeer.start(
                lab.host(PartnerPki.HOST),
                TlsContexts.of(partner(pki), List.of(authority)),
                tls -> tls.setNeedClientAuth(true)));
    return pki.calling(peer)
        .jvm("-Djavax.net.ssl.keyStore=" + Stores.key(lab.file("client.jks"), client))
        .jvm("-Djavax.net.ssl.keyStorePassword=" + Stores.PASSWORD);
  }
}
