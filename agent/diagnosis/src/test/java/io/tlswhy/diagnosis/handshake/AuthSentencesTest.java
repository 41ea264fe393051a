package io.tlswhy.diagnosis.handshake;

import static io.tlswhy.diagnosis.handshake.Scenes.alert;
import static io.tlswhy.diagnosis.handshake.Scenes.client;
import static io.tlswhy.diagnosis.handshake.Scenes.server;
import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.Role;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** What is said of the certificate that this side sent, or should have sent, word for word. */
class AuthSentencesTest {
  private static final Scene CLIENT = client(Handshake.builder());
  private static final Scene SERVER = server(Handshake.builder());

  private final Authority root = Authority.root("Root");
  private final X509Certificate orders = root.issue(CertificateSpec.client("orders"));
  private final String serial = orders.getSerialNumber().toString(16);

  private static String missing(Handshake.Builder handshake) {
    return AuthSentences.clientCertificateMissing(client(handshake));
  }

  private static Handshake.Builder withKeys() {
    return Handshake.builder().keyManagerClass("SunX509KeyManagerImpl");
  }

  @Test
  void noneSent() {
    String asks =
        "The server partner.test port 443 asks for a client certificate and this JVM sent none: ";

    assertThat(missing(Handshake.builder()))
        .isEqualTo(asks + "this JVM has no key for this connection.");
    assertThat(missing(withKeys().keyless(true)))
        .isEqualTo(
            asks
                + "this JVM holds no key, since no key store is set or the one that is set has none.");
    assertThat(missing(withKeys()))
        .isEqualTo(asks + "none of this JVM's keys fits what the server accepts.");
    assertThat(
            missing(
                withKeys()
                    .acceptableIssuers(
                        List.of(new X500Principal("CN=A"), new X500Principal("CN=B")))
                    .otherOwnCertificates(List.of(orders))))
        .isEqualTo(
            asks
                + "none of this JVM's keys fits what the server accepts (certificates issued by CN=A"
                + " or CN=B), but it has CN=orders, issued by CN=Root.");
    assertThat(AuthSentences.clientSentNone(SERVER))
        .isEqualTo(
            "This server requires a client certificate, and the client 198.51.100.9 sent none.");
    assertThat(AuthSentences.clientCertificateMissingFix(client(withKeys().keyless(true))))
        .isEqualTo(AuthSentences.clientCertificateMissingFix(client(Handshake.builder())));
    assertThat(AuthSentences.clientCertificateMissingFix(client(withKeys())))
        .isEqualTo(
            "Put into the client's key store a certificate, with its chain, of an issuer that the"
                + " server's operator names.");
  }

  private String rejected(Scene scene, int code, String name, String... faults) {
    return AuthSentences.ownCertificateRejected(scene, alert(code, name), List.of(faults));
  }

  @Test
  void rejectedByThePeer() {
    Handshake.Builder sent =
        Handshake.builder().localCertificates(List.of(orders, root.certificate()));
    String byServer = "The server partner.test port 443 rejected our certificate CN=orders ";

    assertThat(rejected(client(sent), 45, "certificate_expired", "it expired", "it is self-signed"))
        .isEqualTo(byServer + "(it says: expired): it expired; it is self-signed.");
    assertThat(rejected(client(sent), 44, "certificate_revoked"))
        .isEqualTo(byServer + "(it says: revoked): from here nothing wrong with it shows.");
    assertThat(rejected(client(sent), 49, "access_denied"))
        .isEqualTo(
            byServer
                + "(it says: valid, but not allowed in): from here nothing wrong with it shows.");
    assertThat(rejected(client(sent), 46, "certificate_unknown"))
        .isEqualTo(
            byServer + "(its alert: certificate_unknown): from here nothing wrong with it shows.");
    assertThat(rejected(server(sent), 48, "unknown_ca"))
        .isEqualTo(
            "The client 198.51.100.9 rejected our certificate CN=orders (it says: unknown issuer): it"
                + " does not trust CN=Root, to which the certificates that we sent lead.");
    assertThat(
            AuthSentences.unseenCertificateRejected(CLIENT, alert(43, "unsupported_certificate")))
        .isEqualTo(
            "The server partner.test port 443 rejected the certificate that this JVM sent (it says:"
                + " not of a kind that it supports).");
    assertThat(AuthSentences.ownCertificateRejectedFix(client(sent), List.of()))
        .isEqualTo(
            "Ask the operator of partner.test port 443 what its log says of the certificate with"
                + " serial number "
                + serial
                + "; its own revocation look-ups may have failed.");
    assertThat(AuthSentences.ownCertificateRejectedFix(server(sent), List.of()))
        .isEqualTo(
            "Ask the client's operator whether it trusts CN=Root and can look up whether serial"
                + " number "
                + serial
                + " is revoked.");
  }

  private static List<String> faults(Role role, Handshake.Builder handshake) {
    return new OwnCertificate(handshake.build(), role, NOW).faults();
  }

  @Test
  void whatIsWrongWithOurs() {
    X509Certificate early =
        root.issue(
            CertificateSpec.client("early")
                .valid(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9))));
    Authority old =
        root.intermediate(
            CertificateSpec.plain("Old CA")
                .valid(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(2))));

    assertThat(
            faults(
                Role.CLIENT,
                Handshake.builder().localCertificates(List.of(early, root.certificate()))))
        .containsExactly("it is not valid before 2026-11-21T12:00:00Z");
    assertThat(
            faults(Role.SERVER, Handshake.builder().localCertificates(List.of(root.certificate()))))
        .containsExactly("it is self-signed");
    assertThat(
            faults(
                Role.SERVER,
                Handshake.builder().localCertificates(List.of(orders, old.certificate()))))
        .containsExactly(
            "it lacks the extended key usage serverAuth",
            "the certificate of CN=Old CA that was sent with it expired at 2026-11-18T12:00:00Z");
  }

  @Test
  void whatCannotBeReadInOurs() throws Exception {
    X509Certificate garbled = garbled();

    assertThat(
            faults(
                Role.SERVER,
                Handshake.builder()
                    .localCertificates(List.of(garbled, root.certificate()))
                    .serverNames(List.of("shop.test"))))
        .containsExactly("its extended key usage cannot be read", "its names cannot be read");
  }

  /** As another provider than the JDK's lets it through. */
  private X509Certificate garbled() throws Exception {
    DEROctetString none = new DEROctetString(new byte[] {1, 2, 3});
    return new JcaX509CertificateConverter()
        .setProvider(new BouncyCastleProvider())
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    root.certificate(),
                    BigInteger.TEN,
                    Date.from(NOW.minusSeconds(60)),
                    Date.from(NOW.plusSeconds(60)),
                    new X500Principal("CN=shop.test"),
                    orders.getPublicKey())
                .addExtension(new Extension(Extension.extendedKeyUsage, false, none))
                .addExtension(new Extension(Extension.subjectAlternativeName, false, none))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(root.privateKey())));
  }

  @Test
  void serversWithoutAKey() {
    assertThat(AuthSentences.noServerKey(SERVER))
        .isEqualTo(
            "This server has no key that fits what the client 198.51.100.9 offers: versions and"
                + " ciphers would agree, but no certificate could be chosen.");
    assertThat(AuthSentences.keylessServer())
        .isEqualTo(
            "This server's key store holds no key: its key manager has nothing to send to any"
                + " client.");
    assertThat(AuthSentences.keylessServerFix())
        .isEqualTo(
            "Put a private key with its certificate and chain into this server's key store, under the"
                + " alias and password that the server is configured with (a certificate alone is not"
                + " enough), and restart it.");
  }

  @Test
  void ownCertificates() {
    assertThat(AuthSentences.clientCertificateMissingFix(CLIENT))
        .isEqualTo(
            "Give the client a key store with its certificate and key, by its own TLS settings or with"
                + " -Djavax.net.ssl.keyStore=FILE, -Djavax.net.ssl.keyStoreType and"
                + " -Djavax.net.ssl.keyStorePassword (restart needed).");
    assertThat(AuthSentences.clientSentNoneFix())
        .isEqualTo(
            "The client's operator must configure a certificate of an issuer that this server trusts.");
    assertThat(AuthSentences.ownCertificateRejectedFix(CLIENT, List.of("it expired")))
        .isEqualTo(
            "Replace the certificate in this side's key store by one that is in date, for this use and"
                + " of an accepted issuer, together with its chain.");
    assertThat(AuthSentences.noServerKeyFix())
        .isEqualTo(
            "Give this server's key store a key and certificate of a type that clients accept (EC or"
                + " RSA), and check its alias and password.");
    assertThat(AuthSentences.meaning(alert(44, "certificate_revoked")))
        .isEqualTo("it says: revoked");
    assertThat(AuthSentences.meaning(alert(49, "access_denied")))
        .isEqualTo("it says: valid, but not allowed in");
    assertThat(AuthSentences.meaning(alert(113, "bad_certificate_status_response")))
        .isEqualTo("it says: the stapled status is not acceptable");
  }
}
