package io.tlswhy.lab.scenario;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.HttpEndpoint;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.CrlSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.Keys;
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
            lab -> withoutCurves(lab, CertificateSpec.server(PartnerPki.HOST))),
        Scenario.of(
            "jvm.config/signature",
            "The JVM has no provider for elliptic curves; the partner's own key is RSA, but its CA"
                + " signs with elliptic curves.",
            lab ->
                withoutCurves(lab, CertificateSpec.server(PartnerPki.HOST).keys(Keys.rsa(2048)))),
        Scenario.of(
            "jvm.config/trust-manager",
            "The security properties were taken over from another vendor's JVM, and name a trust"
                + " manager that this one does not have.",
            lab ->
                calling(lab, CertificateSpec.server(PartnerPki.HOST))
                    .jvm(security(lab, "ssl.TrustManagerFactory.algorithm=IbmX509\n"))),
        Scenario.of(
            "jvm.config/store-provider",
            "The property for the trust store's provider names one that is not installed.",
            lab ->
                calling(lab, CertificateSpec.server(PartnerPki.HOST))
                    .jvm("-Djavax.net.ssl.trustStoreProvider=BCFIPS")),
        Scenario.story(
            "jvm.config/versions",
            "A property names a version of TLS that does not exist.",
            "jvm.config",
            List.of(
                "tlswhy[jvm.config]", "-Djdk.tls.client.protocols=TLSv1.2,TLS1.3 names what is"),
            lab ->
                calling(lab, CertificateSpec.server(PartnerPki.HOST))
                    .jvm("-Djdk.tls.client.protocols=TLSv1.2,TLS1.3")),
        Scenario.story(
            "jvm.config/groups",
            "A property names no group that the JVM knows; from the second call on, Java says only that"
                + " it could not initialise a class.",
            "jvm.config",
            List.of("tlswhy[jvm.config]", "-Djdk.tls.namedGroups=P-256 names no group"),
            lab ->
                calling(lab, CertificateSpec.server(PartnerPki.HOST))
                    .jvm("-Djdk.tls.namedGroups=P-256")
                    .course(service -> service.order(2))),
        Scenario.story(
            "jvm.config/suites",
            "A property for HTTPS names a cipher suite as OpenSSL spells it.",
            "jvm.config",
            List.of("tlswhy[jvm.config]", "-Dhttps.cipherSuites=ECDHE-RSA-AES128-GCM-SHA256 names"),
            lab ->
                calling(lab, CertificateSpec.server(PartnerPki.HOST))
                    .jvm("-Dhttps.cipherSuites=ECDHE-RSA-AES128-GCM-SHA256")),
        Scenario.story(
            "jvm.config/limited-policy",
            "The JVM's crypto policy is limited to keys of 128 bits; the partner accepts only longer"
                + " ones.",
            "jvm.config",
            List.of("tlswhy[jvm.config]", "crypto policy is limited (crypto.policy), so it could"),
            JvmScenarios::withLimitedPolicy),
        Scenario.story(
            "jvm.config/limited-store",
            "The JVM's crypto policy is limited, and the trust store is protected with longer keys;"
                + " Java says that the password is incorrect.",
            "jvm.config",
            List.of("tlswhy[jvm.config]", "Java itself says that the password was incorrect"),
            lab -> withNewStore(lab, "crypto.policy=limited\n")),
        Scenario.story(
            "jvm.config/store-algorithm",
            "The JVM's providers lack what protects the trust store, as those of Java 8 before update"
                + " 301 do for a store that Java 16 or later wrote.",
            "jvm.config",
            List.of("tlswhy[jvm.config]", "lacks an algorithm with which its trust store"),
            lab -> withNewStore(lab, "security.provider.5=Removed\n")),
        Scenario.story(
            "protocol.version/property",
            "A property names TLS 1.0 only, which the JVM's release disables.",
            "protocol.version",
            List.of("tlswhy[protocol.version]", "-Dhttps.protocols=TLSv1 leaves this JVM only"),
            lab ->
                calling(lab, CertificateSpec.server(PartnerPki.HOST))
                    .jvm("-Dhttps.protocols=TLSv1")),
        Scenario.story(
            "revocation.no-pointer/property",
            "OCSP is turned on among the system properties, where Java does not look for it.",
            "revocation.no-pointer",
            List.of("tlswhy[revocation.no-pointer]", "-Docsp.enable=true has no effect"),
            JvmScenarios::ocspOfNoEffect),
        Scenario.of(
            "unknown",
            "The partner's private key does not belong to its certificate, and the service's JVM keeps"
                + " no stack traces, so that nothing shows where the handshake failed.",
            JvmScenarios::withoutStackTraces),
        Scenario.of(
            "truststore.custom/own-check",
            "The service adds a rule of its own to the platform's validation, which refuses the"
                + " partner's certificate; its revocation is checked too, and that is in order.",
            JvmScenarios::againstOwnRules),
        Scenario.of(
            "jvm.bug/expired-key-first",
            "The service's key store holds an expired client certificate and its successor; the JDK's"
                + " key manager does not look at dates and sends the expired one.",
            JvmScenarios::expiredKeyFirst));
  }

  private static Scene calling(Lab lab, CertificateSpec partner) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    return pki.calling(pki.issuing("Partner Issuing CA X1").issue(partner));
  }

  /** A JVM without SunEC, which is the third in every release's list of providers. */
  private static Scene withoutCurves(Lab lab, CertificateSpec partner) throws IOException {
    return calling(lab, partner).jvm(security(lab, "security.provider.3=Removed\n"));
  }

  private static Scene withLimitedPolicy(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    Identity partner =
        pki.issuing("Partner Issuing CA X1").issue(CertificateSpec.server(PartnerPki.HOST));
    TlsPeer peer =
        lab.keep(
            TlsPeer.start(
                lab.host(PartnerPki.HOST),
                TlsContexts.of(partner),
                tls ->
                    tls.setCipherSuites(
                        new String[] {
                          "TLS_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
                        })));
    return pki.calling(peer).jvm(security(lab, "crypto.policy=limited\n"));
  }

  /** SunJCE is the fifth in every release's list of providers. */
  private static Scene withNewStore(Lab lab, String properties) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    Identity partner =
        pki.issuing("Partner Issuing CA X1").issue(CertificateSpec.server(PartnerPki.HOST));
    return Scene.calling(PartnerPki.HOST, pki.partner(partner).port())
        .jvm("-Djavax.net.ssl.trustStoreType=PKCS12")
        .jvm("-Djavax.net.ssl.trustStorePassword=" + Stores.PASSWORD)
        .jvm(
            "-Djavax.net.ssl.trustStore="
                + Stores.newTrust(lab.file("trust.p12"), pki.root().certificate()))
        .jvm(security(lab, properties));
  }

  private static String security(Lab lab, String properties) throws IOException {
    Path file = Files.writeString(lab.file("jvm.security"), properties);
    return "-Djava.security.properties=" + file;
  }

  private static Scene againstOwnRules(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    LabCa issuing = pki.issuing("Partner Issuing CA X1");
    HttpEndpoint crls = lab.http("x1.c.partner-ca.test");
    crls.serve("/x1.crl", Reply.crl(CrlSpec.of(issuing).encoded()));
    String url = PartnerPki.url("x1.c.partner-ca.test", crls.address()) + "x1.crl";
    return pki.calling(issuing.issue(CertificateSpec.server(PartnerPki.HOST).crl(url)))
        .setting("orders.partner.revocation", "short-lived:1000h");
  }

  private static Scene ocspOfNoEffect(Lab lab) throws IOException {
    CertificateSpec partner =
        CertificateSpec.server(PartnerPki.HOST).ocsp("http://ocsp.x1.partner-ca.test/");
    return calling(lab, partner)
        .jvm("-Dcom.sun.net.ssl.checkRevocation=true", "-Docsp.enable=true");
  }

  private static Scene withoutStackTraces(Lab lab) throws IOException {
    PartnerPki pki = new PartnerPki(lab);
    Identity partner =
        pki.issuing("Partner Issuing CA X1").issue(CertificateSpec.server(PartnerPki.HOST));
    return pki.calling(new Identity(Keys.ellipticCurve().getPrivate(), partner.chain()))
        .jvm("-XX:-StackTraceInThrowable");
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
