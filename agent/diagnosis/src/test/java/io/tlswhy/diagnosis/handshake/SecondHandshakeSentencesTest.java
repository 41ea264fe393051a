package io.tlswhy.diagnosis.handshake;

import static io.tlswhy.diagnosis.handshake.Scenes.alert;
import static io.tlswhy.diagnosis.handshake.Scenes.client;
import static io.tlswhy.diagnosis.handshake.Scenes.offer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloAnswer.Result;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.PeerTrial;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What second handshakes proved, and what to do about it, word for word. */
class SecondHandshakeSentencesTest {
  private static final String AES = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
  private static final String TRIPLE_DES = "TLS_RSA_WITH_3DES_EDE_CBC_SHA";
  private static final Scene SCENE = client(offer());
  private static final Scene NAMELESS = client(Handshake.builder());
  private static final Scene FORBIDDING =
      new Scene(
          SCENE.failure(),
          JvmFacts.of(
              17,
              "17.0.15",
              "Test",
              "host",
              1,
              Map.of(),
              Map.of("jdk.tls.disabledAlgorithms", "SSLv3, 3DES_EDE_CBC"),
              Map.of()));

  private static HelloAnswer.Builder answer(HelloChange change, Result result) {
    return HelloAnswer.builder(change, result).took(Duration.ofMillis(12));
  }

  private static HelloAnswer agreed(HelloChange change) {
    return answer(change, Result.AGREED).protocol("TLSv1.2").cipherSuite(AES).build();
  }

  @Test
  void versions() {
    assertThat(SecondHandshakeSentences.otherVersion(SCENE, List.of("TLSv1.1", "TLSv1")))
        .isEqualTo(
            "The server partner.test port 443 speaks TLSv1.1, TLSv1, and none of the TLS versions"
                + " that this JVM offers (TLSv1.3, TLSv1.2): a second handshake that offered TLSv1.1"
                + " was answered.");
    assertThat(SecondHandshakeSentences.otherVersion(NAMELESS, List.of("TLSv1")))
        .isEqualTo(
            "The server partner.test port 443 speaks TLSv1, and none of the TLS versions that this"
                + " JVM offers: a second handshake that offered TLSv1 was answered.");
  }

  @Test
  void cipherSuites() {
    String enable =
        "Have the operator of partner.test port 443 enable a current suite such as"
            + " TLS_AES_128_GCM_SHA256 or TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";

    assertThat(SecondHandshakeSentences.otherCipher(FORBIDDING, TRIPLE_DES))
        .isEqualTo(
            "The server partner.test port 443 accepts none of the cipher suites that this JVM offers;"
                + " offered others, it chose TLS_RSA_WITH_3DES_EDE_CBC_SHA, which"
                + " jdk.tls.disabledAlgorithms of this JVM forbids (3DES_EDE_CBC).");
    assertThat(SecondHandshakeSentences.otherCipherFix(FORBIDDING, TRIPLE_DES))
        .isEqualTo(enable + ".");
    assertThat(SecondHandshakeSentences.otherCipher(SCENE, AES))
        .isEqualTo(
            "The server partner.test port 443 accepts none of the cipher suites that this JVM offers;"
                + " offered others, it chose TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256.");
    assertThat(SecondHandshakeSentences.otherCipherFix(SCENE, AES))
        .isEqualTo(
            enable
                + "; or enable TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 where this side's cipher suites"
                + " are set (the client's own list, or jdk.tls.client.cipherSuites).");
  }

  @Test
  void groups() {
    String none =
        "The server partner.test port 443 accepts none of the groups for the key exchange that this"
            + " JVM offers; offered others, it went on";
    String enable = "Have the operator of partner.test port 443 enable x25519 or secp256r1";

    assertThat(SecondHandshakeSentences.otherGroup(SCENE, "x448")).isEqualTo(none + " with x448.");
    assertThat(SecondHandshakeSentences.otherGroup(SCENE, "")).isEqualTo(none + ".");
    assertThat(SecondHandshakeSentences.otherGroupFix(SCENE, "x448"))
        .isEqualTo(
            enable
                + "; or, if this Java has it, add x448 to -Djdk.tls.namedGroups (restart needed).");
    assertThat(SecondHandshakeSentences.otherGroupFix(SCENE, ""))
        .isEqualTo(
            enable
                + "; or compare -Djdk.tls.namedGroups of this JVM with what the server accepts.");
  }

  @Test
  void applicationProtocols() {
    Scene offering = client(Handshake.builder().applicationProtocols(List.of("acme-tls/1")));
    HelloAnswer told =
        answer(HelloChange.HTTP_PROTOCOLS, Result.AGREED).applicationProtocol("h2").build();

    assertThat(SecondHandshakeSentences.otherProtocols(offering, Optional.empty()))
        .isEqualTo(
            "The server partner.test port 443 accepts none of the application protocols (ALPN) that"
                + " this side offers (acme-tls/1); without any it goes on.");
    assertThat(SecondHandshakeSentences.otherProtocols(NAMELESS, Optional.of(told)))
        .isEqualTo(
            "The server partner.test port 443 wants an application protocol (ALPN), and this side"
                + " offers none; offered h2 and http/1.1 it goes on, with h2.");
    assertThat(
            SecondHandshakeSentences.otherProtocols(
                NAMELESS, Optional.of(agreed(HelloChange.HTTP_PROTOCOLS))))
        .isEqualTo(
            "The server partner.test port 443 wants an application protocol (ALPN), and this side"
                + " offers none; offered h2 and http/1.1 it goes on.");
    assertThat(SecondHandshakeSentences.otherProtocolsFix(SCENE))
        .isEqualTo(
            "Let this client offer an application protocol that partner.test port 443 speaks, such"
                + " as h2 or http/1.1 (SSLParameters.setApplicationProtocols, or the HTTP client's"
                + " own setting), or have its operator accept this one.");
  }

  @Test
  void names() {
    assertThat(SecondHandshakeSentences.otherName(NAMELESS, true))
        .isEqualTo(
            "The server partner.test port 443 wants a server name (SNI), and this JVM sent none;"
                + " asked for partner.test it goes on.");
    assertThat(SecondHandshakeSentences.otherName(SCENE, false))
        .isEqualTo(
            "The server partner.test port 443 does not know the server name (SNI) partner.test that"
                + " this JVM sent; without a name it goes on.");
    assertThat(SecondHandshakeSentences.otherNameFix(SCENE))
        .isEqualTo(
            "Call the server by the name that it is configured for, or have its operator add this"
                + " one.");
  }

  @Test
  void defaultCertificates() {
    assertThat(SecondHandshakeSentences.defaultCertificate(NAMELESS, "partner.test"))
        .isEqualTo(
            "The server partner.test port 443 sent its default certificate, since this JVM sent no"
                + " server name (SNI); asked for partner.test it sends one that is for that name.");
    assertThat(SecondHandshakeSentences.defaultCertificate(SCENE, "www.partner.test"))
        .isEqualTo(
            "The server partner.test port 443 sent its default certificate, since this JVM asked for"
                + " partner.test; asked for www.partner.test it sends one that is for that name.");
    assertThat(SecondHandshakeSentences.defaultCertificateFix(SCENE, "www.partner.test"))
        .isEqualTo(
            "Let the client ask for www.partner.test: the server name that it sets itself"
                + " (SSLParameters.setServerNames) is another.");
    assertThat(SecondHandshakeSentences.defaultCertificateFix(NAMELESS, "partner"))
        .isEqualTo(
            "Call the server by a full name without an underscore: Java sends no server name for"
                + " partner.");
    assertThat(SecondHandshakeSentences.defaultCertificateFix(NAMELESS, "partner.test"))
        .isEqualTo(
            "Let the client send the server name: make its socket or engine with the host name and"
                + " not with an address, and leave out -Djsse.enableSNIExtension=false.");
  }

  private static String middlebox(HelloChange... passing) {
    PeerTrial trial =
        PeerTrial.of(
            List.of(
                answer(HelloChange.NONE, Result.RESET).octets(517).build(),
                answer(HelloChange.SMALL, Result.AGREED).octets(180).build(),
                agreed(HelloChange.TLS_1_2)));
    return SecondHandshakeSentences.middlebox(SCENE, trial, List.of(passing));
  }

  @Test
  void middleboxes() {
    String does =
        "Something on the way to partner.test port 443, or the server itself, does not let this"
            + " JVM's ClientHello pass, but another: ";
    String uninspected =
        "Have whoever runs the firewalls and proxies between this host and partner.test port 443 let"
            + " its TLS pass uninspected";

    assertThat(middlebox(HelloChange.WITHOUT_NAME))
        .isEqualTo(does + "one without the server name partner.test.");
    assertThat(middlebox(HelloChange.SMALL, HelloChange.TLS_1_2))
        .isEqualTo(
            does + "a smaller one (180 octets instead of 517), or one that offers TLSv1.2 alone.");
    assertThat(SecondHandshakeSentences.middleboxFix(SCENE, List.of(HelloChange.WITHOUT_NAME)))
        .isEqualTo(uninspected + ", and look for a rule about the name partner.test.");
    assertThat(SecondHandshakeSentences.middleboxFix(SCENE, List.of(HelloChange.TLS_1_2)))
        .isEqualTo(
            uninspected
                + "; until then -Djdk.tls.client.protocols=TLSv1.2 gets through (restart needed).");
    assertThat(SecondHandshakeSentences.middleboxFix(SCENE, List.of(HelloChange.SMALL)))
        .isEqualTo(uninspected + ".");
  }

  @Test
  void whatIsSpokenInstead() {
    assertThat(SecondHandshakeSentences.speaks(SCENE, "SMTP (TLS begins after STARTTLS)"))
        .isEqualTo(
            "What answers at partner.test port 443 does not speak TLS: it speaks SMTP (TLS begins"
                + " after STARTTLS).");
    assertThat(SecondHandshakeSentences.speaksFix(SCENE, "SMTP (TLS begins after STARTTLS)"))
        .isEqualTo(
            "Let the client begin in the clear and switch to TLS within the protocol (STARTTLS, or"
                + " the driver's own TLS setting), or use the service's port that speaks TLS from the"
                + " start.");
    assertThat(SecondHandshakeSentences.speaksFix(SCENE, "HTTP"))
        .isEqualTo(
            "Check host and port: use the port at which the service speaks TLS, or have the operator"
                + " of partner.test port 443 switch TLS on there.");
  }

  @Test
  void whatMakesNoDifference() {
    assertThat(SecondHandshakeSentences.refusesAll(SCENE))
        .isEqualTo(
            "The server partner.test port 443 answers every ClientHello with the alert"
                + " handshake_failure, whatever version, cipher suites, groups and server name it"
                + " offers: it has no certificate and key that it could use, or lets nobody in from"
                + " here.");
    assertThat(SecondHandshakeSentences.noDifference())
        .isEqualTo(
            "Second handshakes with each TLS version alone, and without or with another server name,"
                + " ended the same way: neither is what is in the way.");
  }

  private static List<String> tried(HelloAnswer... answers) {
    return SecondHandshakeSentences.tried(PeerTrial.of(Arrays.asList(answers)));
  }

  @Test
  void aLineForEachThatTells() {
    assertThat(SecondHandshakeSentences.tried(PeerTrial.none("this peer was asked just now")))
        .containsExactly("No second handshake was made: this peer was asked just now.");
    assertThat(
            SecondHandshakeSentences.tried(
                PeerTrial.of(List.of(), "through the proxy proxy.corp:3128")))
        .containsExactly("The second handshakes went through the proxy proxy.corp:3128.");
    assertThat(
            tried(
                answer(HelloChange.NONE, Result.ALERT)
                    .alert(alert(40, "handshake_failure"))
                    .build(),
                answer(HelloChange.NONE, Result.SILENT).build(),
                answer(HelloChange.TLS_1_3, Result.RESET).build(),
                answer(HelloChange.TLS_1_1, Result.SKIPPED).build(),
                answer(HelloChange.EVERY_GROUP, Result.AGREED)
                    .protocol("TLSv1.3")
                    .cipherSuite("TLS_AES_128_GCM_SHA256")
                    .namedGroup("x448")
                    .build(),
                answer(HelloChange.TLS_1_0, Result.NOT_OFFERED)
                    .protocol("TLSv1.2")
                    .cipherSuite(AES)
                    .build(),
                answer(HelloChange.PLAINTEXT, Result.NOT_TLS)
                    .spoken("SSH")
                    .detail("SSH-2.0-x")
                    .build(),
                answer(HelloChange.PLAINTEXT, Result.NOT_TLS).detail("hello").build(),
                answer(HelloChange.NONE, Result.NOT_CONNECTED).detail("refused").build()))
        .containsExactly(
            "Second handshake, the same offer: alert handshake_failure.",
            "Second handshake, the same offer: silent after 12 ms.",
            "Second handshake, every group: goes on with TLSv1.3, TLS_AES_128_GCM_SHA256, x448.",
            "Second handshake, TLSv1 alone: chose TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,"
                + " which was not offered.",
            "Second handshake, in the clear instead: speaks SSH, \"SSH-2.0-x\".",
            "Second handshake, in the clear instead: no TLS, but \"hello\".",
            "Second handshake, the same offer: no connection, refused.");
  }

  private static String with(HelloChange change) {
    return SecondHandshakeSentences.with(answer(change, Result.RESET).octets(180).build());
  }

  @Test
  void whatEachWasMadeWith() {
    assertThat(with(HelloChange.TLS_1_3)).isEqualTo("a second handshake, TLSv1.3 alone");
    assertThat(with(HelloChange.TLS_1_2)).isEqualTo("a second handshake, TLSv1.2 alone");
    assertThat(with(HelloChange.TLS_1_1)).isEqualTo("a second handshake, TLSv1.1 alone");
    assertThat(with(HelloChange.TLS_1_0)).isEqualTo("a second handshake, TLSv1 alone");
    assertThat(with(HelloChange.TLS_1_2_AND_EVERYTHING))
        .isEqualTo("a second handshake, TLSv1.2 alone with every cipher suite and group");
    assertThat(with(HelloChange.EVERY_CIPHER_SUITE))
        .isEqualTo("a second handshake, every cipher suite");
    assertThat(with(HelloChange.EVERY_GROUP)).isEqualTo("a second handshake, every group");
    assertThat(with(HelloChange.WITHOUT_NAME))
        .isEqualTo("a second handshake, without a server name");
    assertThat(with(HelloChange.EXPECTED_NAME))
        .isEqualTo("a second handshake, with the right server name");
    assertThat(with(HelloChange.WITHOUT_PROTOCOLS)).isEqualTo("a second handshake, without ALPN");
    assertThat(with(HelloChange.HTTP_PROTOCOLS))
        .isEqualTo("a second handshake, ALPN h2 and http/1.1");
    assertThat(with(HelloChange.SMALL)).isEqualTo("a second handshake, small (180 octets)");
    assertThat(with(HelloChange.PLAINTEXT)).isEqualTo("a second handshake, in the clear instead");
  }
}
