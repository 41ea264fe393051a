package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.BlackHole;
import io.tlswhy.lab.net.TlsCaller;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Scenarios in which the service is the TLS server. */
final class ServerScenarios {
  private static final String RESPONDER = "ocsp.clients-ca.test";

  private ServerScenarios() {}

  static List<Scenario> stories() {
    return List.of(
        Scenario.story(
            "server-side",
            "The service is the server here: it requires client certificates and checks their"
                + " revocation, and it cannot reach the OCSP responder of a client's certificate.",
            "revocation.blocked",
            List.of("tlswhy[revocation.blocked]", RESPONDER),
            ServerScenarios::clientCannotBeChecked));
  }

  static List<Scenario> all() {
    return List.of(
        Scenario.of(
            "server-auth.rejected",
            "A client refuses the service's certificate: it expired yesterday.",
            ServerScenarios::clientRefuses),
        Scenario.of(
            "server-auth.key",
            "The service's own key store holds certificates, but no key.",
            ServerScenarios::withoutKey));
  }

  private static Scene clientRefuses(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    Identity client = pki.issuing("Clients CA 1").issue(CertificateSpec.client("shop 17"));
    List<X509Certificate> known = List.of(pki.root().certificate());
    CertificateSpec expired = own().expired(Duration.ofDays(1));
    return served(lab, pki, expired, TlsContexts.of(client, known));
  }

  private static Scene withoutKey(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    Identity client = pki.issuing("Clients CA 1").issue(CertificateSpec.client("shop 17"));
    X509Certificate own = pki.issuing("Servers CA 1").issue(own()).certificate();
    return served(
        lab, pki, Stores.trust(lab.file("server.jks"), List.of(own)), TlsContexts.of(client));
  }

  private static Scene clientCannotBeChecked(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    BlackHole responder = lab.keep(BlackHole.at(lab.host(RESPONDER)));
    LabCa clients = pki.issuing("Clients CA 1");
    Identity client =
        clients.issue(
            CertificateSpec.client("shop 17").ocsp(PartnerPki.url(RESPONDER, responder.port())));
    return served(lab, pki, own(), TlsContexts.of(client)).jvm(PartnerPki.checkingOcsp(lab));
  }

  /** The service serves HTTPS with this certificate, and this client calls it. */
  private static Scene served(
      Lab lab, PartnerPki pki, CertificateSpec certificate, SSLContext caller) {
    Identity own = pki.issuing("Servers CA 1").issue(certificate);
    return served(lab, pki, Stores.key(lab.file("server.jks"), own), caller);
  }

  /** The service serves HTTPS with this key store, and this client calls it. */
  private static Scene served(Lab lab, PartnerPki pki, Path keyStore, SSLContext caller) {
    TlsCaller client = new TlsCaller(caller);
    return Scene.called(
            service -> service.seen("the client gets: " + client.ask(service.address())))
        .jvm(lab.trusting(pki.root().certificate()))
        .setting("orders.server.key-store", keyStore.toString())
        .setting("orders.server.key-store-password", Stores.PASSWORD);
  }

  private static CertificateSpec own() {
    return CertificateSpec.server("orders.test");
  }
}
