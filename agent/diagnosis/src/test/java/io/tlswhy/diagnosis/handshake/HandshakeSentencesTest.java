package io.tlswhy.diagnosis.handshake;

import static io.tlswhy.diagnosis.handshake.Scenes.JVM;
import static io.tlswhy.diagnosis.handshake.Scenes.alert;
import static io.tlswhy.diagnosis.handshake.Scenes.client;
import static io.tlswhy.diagnosis.handshake.Scenes.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.JvmFacts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What this family says is wrong, and what to do about it, word for word. */
class HandshakeSentencesTest {
  private static final JvmFacts DISABLING =
      JvmFacts.of(
          25,
          "25.0.3",
          "Test",
          "host",
          1,
          Map.of("javax.net.ssl.keyStore", "/etc/app/key.p12"),
          Map.of("jdk.tls.disabledAlgorithms", "SSLv3, TLSv1, TLSv1.1, TLS_RSA_*"),
          Map.of());

  private static final Scene CLIENT = client(Handshake.builder());
  private static final Scene SERVER = server(Handshake.builder());

  @Test
  void versions() {
    assertThat(HandshakeSentences.versionFix(CLIENT))
        .isEqualTo(
            "Have the operator of partner.test port 443 enable TLS 1.2 or 1.3; on this side look at"
                + " jdk.tls.client.protocols, jdk.tls.disabledAlgorithms and the client's own list of"
                + " versions.");
    assertThat(HandshakeSentences.versionFix(SERVER))
        .isEqualTo(
            "Have the client's operator enable TLS 1.2 or 1.3; on this side look at"
                + " jdk.tls.server.protocols, jdk.tls.disabledAlgorithms and the server's own list of"
                + " versions.");
    assertThat(HandshakeSentences.nothingEnabledFix(DISABLING))
        .isEqualTo(
            "Enable TLSv1.2 or TLSv1.3 with a current cipher suite where this connection's versions"
                + " and ciphers are set (Java 25.0.3 disables TLSv1 and TLSv1.1).");
    assertThat(HandshakeSentences.nothingEnabledFix(JVM))
        .isEqualTo(
            "Enable TLSv1.2 or TLSv1.3 with a current cipher suite where this connection's versions"
                + " and ciphers are set.");
  }

  @Test
  void ciphersAndParameters() {
    assertThat(HandshakeSentences.cipherFix(DISABLING))
        .isEqualTo(
            "Enable on the peer a current suite such as TLS_AES_128_GCM_SHA256 or"
                + " TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 (Java 25.0.3 disables those that start with"
                + " TLS_RSA_).");
    assertThat(HandshakeSentences.cipherFix(JVM))
        .isEqualTo(
            "Enable on the peer a current suite such as TLS_AES_128_GCM_SHA256 or"
                + " TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256.");
    assertThat(HandshakeSentences.handshakeFailure(CLIENT))
        .isEqualTo(
            "The server partner.test port 443 refused what this JVM offers (alert handshake_failure)"
                + " before any certificate was sent: most often the two have no cipher suite, version"
                + " or group in common.");
    assertThat(HandshakeSentences.weakParameters(CLIENT))
        .isEqualTo(
            "The key exchange that partner.test port 443 chose is too weak for this JVM's"
                + " jdk.tls.disabledAlgorithms.");
    assertThat(HandshakeSentences.weakParametersFix(CLIENT))
        .isEqualTo(
            "Have the operator of partner.test port 443 use an ECDHE group such as x25519 or"
                + " secp256r1, or Diffie-Hellman of at least 2048 bits.");
    assertThat(HandshakeSentences.parametersRefused(CLIENT, alert(71, "insufficient_security")))
        .isEqualTo(
            "The server partner.test port 443 refused this side's parameters (groups, signature"
                + " schemes or extensions) with the alert insufficient_security.");
    assertThat(HandshakeSentences.parametersFix(CLIENT))
        .isEqualTo(
            "Compare jdk.tls.namedGroups and jdk.tls.client.SignatureSchemes of this JVM with what"
                + " the operator of partner.test port 443 accepts.");
    assertThat(HandshakeSentences.noApplicationProtocolFix())
        .isEqualTo("Make both sides speak one, such as http/1.1 beside h2.");
  }

  @Test
  void plaintextAndGarbled() {
    assertThat(HandshakeSentences.plaintext(SERVER))
        .isEqualTo(
            "The client 198.51.100.9 does not speak TLS on this TLS port: what came first is no"
                + " TLS.");
    assertThat(HandshakeSentences.plaintextFix(CLIENT))
        .isEqualTo(
            "Check host and port: it may be a plain HTTP port, a proxy, or a service that wants"
                + " STARTTLS first.");
    assertThat(HandshakeSentences.plaintextFix(SERVER)).isEmpty();
    assertThat(HandshakeSentences.garbledFix(CLIENT))
        .isEqualTo(
            "Look in the peer's log for the same second; if there is a device in between that"
                + " inspects TLS, have it let partner.test port 443 pass.");
    assertThat(HandshakeSentences.peerGaveUpFix(CLIENT))
        .isEqualTo("Ask the operator of partner.test port 443 what its log says at that time.");
  }

  @Test
  void names() {
    assertThat(
            HandshakeSentences.unknownName(
                client(Handshake.builder().serverNames(List.of("www.partner.test")))))
        .isEqualTo(
            "The server partner.test port 443 does not know the server name www.partner.test that"
                + " this JVM sent.");
    assertThat(HandshakeSentences.unknownNameFix(CLIENT))
        .isEqualTo(
            "Call the server by the name that it is configured for, or have its operator add this"
                + " one.");
    assertThat(HandshakeSentences.unknownNameFix(client("my_partner.test", Handshake.builder())))
        .isEqualTo(
            "Call the server by a name without an underscore: Java sends no server name for"
                + " my_partner.test.");
  }

  @Test
  void thePeersCertificate() {
    assertThat(HandshakeSentences.wrongKeyFix(CLIENT))
        .isEqualTo(
            "Have the operator of partner.test port 443 install the key and the certificate that"
                + " match.");
    assertThat(HandshakeSentences.chainTooLongFix(CLIENT, "jdk.tls.maxCertificateChainLength"))
        .isEqualTo(
            "Have the operator of partner.test port 443 send only its certificate and the"
                + " intermediates, without duplicates; or start this JVM with"
                + " -Djdk.tls.maxCertificateChainLength=20 (restart needed).");
    assertThat(HandshakeSentences.malformed(CLIENT))
        .isEqualTo("The server partner.test port 443 sent a certificate that cannot be read.");
    assertThat(HandshakeSentences.malformedFix(CLIENT))
        .isEqualTo("Have the operator of partner.test port 443 install the certificate anew.");
    assertThat(HandshakeSentences.rejected(CLIENT))
        .isEqualTo(
            "This JVM rejected the certificate of partner.test port 443, and what was seen of it does"
                + " not say why.");
    assertThat(HandshakeSentences.undecided(CLIENT))
        .isEqualTo(
            "This JVM refused the certificate of partner.test port 443; why is being found out, and"
                + " follows in the log.");
  }

  @Test
  void whatTheApplicationBrings() {
    assertThat(HandshakeSentences.trustManagerFix())
        .isEqualTo(
            "Mend the application's trust manager, or use the platform's with a trust store that holds"
                + " the right root.");
    assertThat(HandshakeSentences.verifierRefused(CLIENT))
        .isEqualTo(
            "The application's own HostnameVerifier refused the certificate of partner.test port 443.");
    assertThat(HandshakeSentences.verifierFix())
        .isEqualTo(
            "Compare the name that is called with the subjectAltNames of the certificate, and look at"
                + " the rule of the application's verifier.");
  }

  @Test
  void stores() {
    assertThat(HandshakeSentences.keyStoreUnreadable(DISABLING, "wrong password"))
        .isEqualTo(
            "This JVM's default TLS context cannot be made, since its key store /etc/app/key.p12"
                + " cannot be read (wrong password).");
    assertThat(HandshakeSentences.storeFix("javax.net.ssl.keyStore"))
        .isEqualTo(
            "Correct -Djavax.net.ssl.keyStore, -Djavax.net.ssl.keyStoreType and"
                + " -Djavax.net.ssl.keyStorePassword (restart needed): the file must exist, be readable"
                + " for this user, and fit type and password.");
    assertThat(HandshakeSentences.noAnchors())
        .isEqualTo("This connection's trust store holds no trusted certificate at all.");
    assertThat(HandshakeSentences.noAnchorsFix())
        .isEqualTo(
            "Correct the path, type and password of the trust store, or put into it the root"
                + " certificates that the application needs, as their certification authorities publish"
                + " them.");
  }
}
