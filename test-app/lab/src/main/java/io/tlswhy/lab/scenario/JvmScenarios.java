package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The service's own JVM is at fault: how it is set up, or what its release does wrong. */
final class JvmScenarios {
  private JvmScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.of(
            "jvm.config/elliptic-curves",
            "The JVM has no provider for elliptic curves, as an image has that was made without the"
                + " module jdk.crypto.ec; the partner needs them.",
            lab -> without(lab, "security.provider.3")),
        Scenario.of(
            "jvm.config/trust-manager",
            "The security properties were taken over from another vendor's JVM, and name a trust"
                + " manager that this one does not have.",
            lab -> with(lab, "ssl.TrustManagerFactory.algorithm=IbmX509\n")),
        Scenario.of(
            "jvm.config/store-provider",
            "The property for the trust store's provider names one that is not installed.",
            lab -> calling(lab).jvm("-Djavax.net.ssl.trustStoreProvider=BCFIPS")),
        Scenario.of(
            "jvm.bug/expired-key-first",
            "The service's key store holds an expired client certificate and its successor; the JDK's"
                + " key manager does not look at dates and sends the expired one.",
            JvmScenarios::expiredKeyFirst));
  }

  private static Scene calling(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    return pki.calling(
        pki.issuing("Partner Issuing CA X1").issue(CertificateSpec.server(PartnerPki.HOST)));
  }

  /** A JVM in which no provider stands at that place. */
  private static Scene without(Lab lab, String place) throws IOException {
    return with(lab, place + "=Removed\n");
  }

  private static Scene with(Lab lab, String securityProperties) throws IOException {
    Path file = Files.writeString(lab.file("jvm.security"), securityProperties);
    return calling(lab).jvm("-Djava.security.properties=" + file);
  }

  private static Scene expiredKeyFirst(Lab lab) throws IOException {
    LabCa clients = LabCa.root("Partner Clients CA");
    PartnerPki pki = new PartnerPki(lab);
    Identity partner =
        pki.issuing("Partner Issuing CA X1").issue(CertificateSpec.server(PartnerPki.HOST));
    TlsPeer peer =
        lab.keep(
            TlsPeer.start(
                lab.host(PartnerPki.HOST),
                TlsContexts.of(partner, List.of(clients.certificate())),
                tls -> tls.setNeedClientAuth(true)));
    Map<String, Identity> keys = new TreeMap<>();
    keys.put("a", clients.issue(CertificateSpec.client("orders").expired(Duration.ofDays(3))));
    keys.put("b", clients.issue(CertificateSpec.client("orders")));
    return pki.calling(peer)
        .jvm("-Djavax.net.ssl.keyStore=" + Stores.keys(lab.file("client.jks"), keys))
        .jvm("-Djavax.net.ssl.keyStorePassword=" + Stores.PASSWORD);
  }
}
