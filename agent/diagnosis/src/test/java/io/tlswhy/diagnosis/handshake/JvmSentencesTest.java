package io.tlswhy.diagnosis.handshake;

import static io.tlswhy.diagnosis.handshake.Scenes.JVM;
import static io.tlswhy.diagnosis.handshake.Scenes.client;
import static io.tlswhy.diagnosis.handshake.Scenes.jvm;
import static io.tlswhy.diagnosis.handshake.Scenes.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.evidence.Handshake;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said where this JVM itself is at fault, word for word. */
class JvmSentencesTest {
  private static final Scene CLIENT = client(Handshake.builder());

  @Test
  void defaultContext() {
    assertThat(JvmSentences.contextFailed("no reason given"))
        .isEqualTo("This JVM's default TLS context cannot be made (no reason given).");
    assertThat(JvmSentences.contextFix())
        .isEqualTo(
            "Look at the javax.net.ssl.* properties and at java.security of this JVM, and compare"
                + " them with one that works.");
    assertThat(JvmSentences.factoryMissing("ssl.KeyManagerFactory.algorithm", "IbmX509"))
        .isEqualTo(
            "This JVM's default TLS context cannot be made: the security property"
                + " ssl.KeyManagerFactory.algorithm asks for IbmX509, which none of this JVM's"
                + " security providers has.");
    assertThat(JvmSentences.factoryMissingFix("ssl.KeyManagerFactory.algorithm", "PKIX"))
        .isEqualTo(
            "Set ssl.KeyManagerFactory.algorithm=PKIX in java.security or in the file that"
                + " -Djava.security.properties names, or take the setting out there (restart"
                + " needed).");
    assertThat(JvmSentences.providerMissing("javax.net.ssl.trustStoreProvider", "BCFIPS"))
        .isEqualTo(
            "This JVM's default TLS context cannot be made: -Djavax.net.ssl.trustStoreProvider asks"
                + " for the security provider BCFIPS, which is not installed in this JVM.");
    assertThat(JvmSentences.providerMissingFix("javax.net.ssl.trustStoreProvider", "BCFIPS"))
        .isEqualTo(
            "Install the provider BCFIPS (its jar for this JVM, and its entry security.provider.N in"
                + " java.security), or take -Djavax.net.ssl.trustStoreProvider out (restart needed).");
  }

  @Test
  void expiredKeys() {
    Authority root = Authority.root("Root");
    Instant past = Instant.parse("2026-01-01T00:00:00Z");
    X509Certificate sent =
        root.issue(CertificateSpec.client("orders").valid(past, past.plusSeconds(60)));
    X509Certificate better =
        root.issue(
            CertificateSpec.client("orders").valid(past, Instant.parse("2027-01-01T00:00:00Z")));
    String take =
        "Take the expired certificate (serial number "
            + sent.getSerialNumber().toString(16)
            + ") out of the ";
    String or =
        " key store; or set the security property ssl.KeyManagerFactory.algorithm=PKIX, whose key"
            + " manager prefers certificates that are in date, or run on Java 26 (restart needed).";

    assertThat(JvmSentences.expiredKeyChosen(CLIENT, sent, better))
        .isEqualTo(
            "Java 25.0.3 sent partner.test port 443 our certificate CN=orders, which expired at"
                + " 2026-01-01T00:01:00Z, although its key store also holds one that is valid until"
                + " 2027-01-01T00:00:00Z (serial number "
                + better.getSerialNumber().toString(16)
                + "): the key manager SunX509 of this release does not look at dates (JDK-8359956,"
                + " mended in Java 26).");
    assertThat(JvmSentences.expiredKeyChosenFix(CLIENT, sent)).isEqualTo(take + "client's" + or);
    assertThat(JvmSentences.expiredKeyChosenFix(server(Handshake.builder()), sent))
        .isEqualTo(take + "server's" + or);
  }

  private static void assertRefused(String[] setting, String said, String fix) {
    assertThat(JvmSentences.settingRefused(JVM, "jdk.tls.namedGroups", "x", setting[0]))
        .isEqualTo("Java 25.0.3 cannot begin a TLS connection: -Djdk.tls.namedGroups=x " + said);
    assertThat(JvmSentences.settingRefusedFix("jdk.tls.namedGroups", setting[1]))
        .isEqualTo("Take -Djdk.tls.namedGroups out, or set it to what this release knows, " + fix);
  }

  @Test
  void settingsThatKeepTlsFromStarting() {
    assertRefused(
        JvmSentences.unknownSuite(),
        "names a cipher suite that it does not know.",
        "such as TLS_AES_256_GCM_SHA384 (restart needed).");
    assertRefused(
        JvmSentences.noGroup(),
        "names no group that it knows and may use.",
        "such as x25519, secp256r1 or secp384r1 (restart needed).");
    assertRefused(
        JvmSentences.noKeySize(),
        "is no key size.",
        "matched, legacy, or a multiple of 64 from 1024 to 8192 (restart needed).");
    assertRefused(
        JvmSentences.unknownVersions(List.of("TLS1", "TLS2")),
        "names what is no version of TLS (TLS1, TLS2).",
        "such as TLSv1.2 and TLSv1.3 (restart needed).");
  }

  @Test
  void noEllipticCurves() {
    assertThat(JvmSentences.noEllipticCurves(CLIENT))
        .isEqualTo(
            "This JVM has no security provider for elliptic curves, so it could not offer"
                + " partner.test port 443 any key exchange with them, and nothing else was"
                + " accepted.");
  }

  @Test
  void missingAlgorithms() {
    assertThat(JvmSentences.algorithmMissing(CLIENT, "EC"))
        .isEqualTo(
            "This JVM lacks an algorithm that the handshake with partner.test port 443 needs (EC).");
    assertThat(JvmSentences.algorithmMissingFix(JVM))
        .isEqualTo(
            "Look which security providers java.security lists, and what FIPS or a crypto policy takes"
                + " away.");
    assertThat(JvmSentences.algorithmMissingFix(jvm(17, "17.0.15")))
        .isEqualTo(
            "If this Java was made with jlink, add the module jdk.crypto.ec; if not, look which"
                + " security providers java.security lists.");
  }
}
