package io.tlswhy.diagnosis.handshake;

import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Diagnostician;
import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloAnswer.Result;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.evidence.PeerTrial;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.Validation;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class SecondHandshakeTest {
  private static final JvmFacts JVM =
      JvmFacts.of(
          17,
          "17.0.15",
          "Test",
          "host",
          1,
          Map.of(),
          Map.of("jdk.tls.disabledAlgorithms", "SSLv3, TLSv1, RC4, DES, 3DES_EDE_CBC, TLS_RSA_*"),
          Map.of());
  private static final Handshake OFFERED =
      Handshake.builder()
          .protocols(List.of("TLSv1.3", "TLSv1.2"))
          .serverNames(List.of("partner.test"))
          .build();

  private final Diagnostician diagnostician = new Diagnostician(JVM);

  private static HandshakeFailure alert(int code, String name, Handshake offered) {
    return HandshakeFailure.builder(Point.ALERT_RECEIVED, Role.CLIENT, NOW)
        .peer(Peer.of("partner.test", 443, "198.51.100.7"))
        .alert(AlertSeen.of(AlertSeen.Direction.RECEIVED, code, name))
        .exception(new SSLHandshakeException(name))
        .handshake(offered)
        .build();
  }

  private static HandshakeFailure refused() {
    return alert(40, "handshake_failure", OFFERED);
  }

  private static HandshakeFailure reset() {
    return HandshakeFailure.builder(Point.LOCAL, Role.CLIENT, NOW)
        .peer(Peer.of("partner.test", 443, "198.51.100.7"))
        .exception(new SocketException("Connection reset"))
        .handshake(OFFERED)
        .build();
  }

  private static HelloAnswer.Builder answer(HelloChange change, Result result) {
    return HelloAnswer.builder(change, result);
  }

  private static HelloAnswer alert(HelloChange change) {
    return answer(change, Result.ALERT)
        .alert(AlertSeen.of(AlertSeen.Direction.RECEIVED, 40, "handshake_failure"))
        .build();
  }

  private static HelloAnswer reset(HelloChange change) {
    return answer(change, Result.RESET).octets(480).build();
  }

  private static HelloAnswer agreed(HelloChange change, String protocol, String cipherSuite) {
    return answer(change, Result.AGREED).protocol(protocol).cipherSuite(cipherSuite).build();
  }

  private Diagnosis with(HandshakeFailure failure, HelloAnswer... answers) {
    Diagnosis first = diagnostician.atOnce(failure, () -> true);
    return diagnostician.withPeerTrial(failure, first, PeerTrial.of(Arrays.asList(answers)));
  }

  private static void assertProved(Diagnosis diagnosis, Cause cause, String summary, String fix) {
    assertThat(diagnosis.summary()).isEqualTo(summary);
    assertThat(diagnosis.fix()).isEqualTo(fix);
    assertThat(diagnosis.cause()).isEqualTo(cause);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.alternatives()).isEmpty();
  }

  @Test
  void versionThatOnlyThePeerSpeaks() {
    Diagnosis diagnosis =
        with(
            refused(),
            alert(HelloChange.NONE),
            alert(HelloChange.EVERY_CIPHER_SUITE),
            alert(HelloChange.TLS_1_2),
            agreed(HelloChange.TLS_1_0, "TLSv1", "TLS_RSA_WITH_AES_128_CBC_SHA"));

    assertProved(
        diagnosis,
        Cause.PROTOCOL_VERSION,
        "The server partner.test port 443 speaks TLSv1, and none of the TLS versions that this JVM"
            + " offers (TLSv1.3, TLSv1.2): a second handshake that offered TLSv1 was answered.",
        "Have the operator of partner.test port 443 enable TLS 1.2 or 1.3; on this side look at"
            + " jdk.tls.client.protocols, jdk.tls.disabledAlgorithms and the client's own list of"
            + " versions.");
    assertThat(diagnosis.counterfactuals())
        .containsExactly(
            Counterfactual.of("a second handshake, every cipher suite", false),
            Counterfactual.of("a second handshake, TLSv1.2 alone", false),
            Counterfactual.of("a second handshake, TLSv1 alone", true));
    assertThat(diagnosis.evidence())
        .containsExactly(
            "Second handshake, the same offer: alert handshake_failure.",
            "Second handshake, TLSv1 alone: goes on with TLSv1, TLS_RSA_WITH_AES_128_CBC_SHA.");
  }

  @Test
  void cipherSuiteThatThisJvmForbidsOrOnlyDoesNotOffer() {
    assertProved(
        with(
            refused(),
            alert(HelloChange.NONE),
            agreed(
                HelloChange.EVERY_CIPHER_SUITE,
                "TLSv1.2",
                "TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA")),
        Cause.PROTOCOL_CIPHER,
        "The server partner.test port 443 accepts none of the cipher suites that this JVM offers;"
            + " offered others, it chose TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA, which"
            + " jdk.tls.disabledAlgorithms of this JVM forbids (3DES_EDE_CBC).",
        "Have the operator of partner.test port 443 enable a current suite such as"
            + " TLS_AES_128_GCM_SHA256 or TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256.");
    assertProved(
        with(
            refused(),
            alert(HelloChange.NONE),
            agreed(
                HelloChange.EVERY_CIPHER_SUITE,
                "TLSv1.2",
                "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")),
        Cause.PROTOCOL_CIPHER,
        "The server partner.test port 443 accepts none of the cipher suites that this JVM offers;"
            + " offered others, it chose TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384.",
        "Have the operator of partner.test port 443 enable a current suite such as"
            + " TLS_AES_128_GCM_SHA256 or TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256; or enable"
            + " TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 where this side's cipher suites are set (the"
            + " client's own list, or jdk.tls.client.cipherSuites).");
  }

  @Test
  void groupThatThisJvmDoesNotOffer() {
    assertProved(
        with(
            refused(),
            alert(HelloChange.NONE),
            alert(HelloChange.EVERY_CIPHER_SUITE),
            answer(HelloChange.EVERY_GROUP, Result.AGREED)
                .protocol("TLSv1.3")
                .cipherSuite("TLS_AES_128_GCM_SHA256")
                .namedGroup("brainpoolP256r1")
                .build()),
        Cause.PROTOCOL_PARAMETERS,
        "The server partner.test port 443 accepts none of the groups for the key exchange that this"
            + " JVM offers; offered others, it went on with brainpoolP256r1.",
        "Have the operator of partner.test port 443 enable x25519 or secp256r1; or, if this Java has"
            + " it, add brainpoolP256r1 to -Djdk.tls.namedGroups (restart needed).");
  }

  @Test
  void whatIsInCommonOnlyBelowTls13() {
    HelloAnswer both =
        answer(HelloChange.TLS_1_2_AND_EVERYTHING, Result.AGREED)
            .protocol("TLSv1.2")
            .cipherSuite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
            .namedGroup("brainpoolP512r1")
            .build();
    Handshake withSuite =
        OFFERED.toBuilder().cipherSuites(List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")).build();

    assertThat(
            with(
                    alert(40, "handshake_failure", withSuite),
                    alert(HelloChange.NONE),
                    alert(HelloChange.EVERY_GROUP),
                    both)
                .summary())
        .isEqualTo(
            "The server partner.test port 443 accepts none of the groups for the key exchange that"
                + " this JVM offers; offered others, it went on with brainpoolP512r1.");
    assertThat(with(refused(), alert(HelloChange.NONE), both).cause())
        .isEqualTo(Cause.PROTOCOL_CIPHER);
  }

  @Test
  void applicationProtocolThatIsWantedOrUnknown() {
    assertProved(
        with(
            alert(120, "no_application_protocol", OFFERED),
            alert(HelloChange.NONE),
            answer(HelloChange.HTTP_PROTOCOLS, Result.AGREED)
                .protocol("TLSv1.2")
                .applicationProtocol("h2")
                .build()),
        Cause.PROTOCOL_ALPN,
        "The server partner.test port 443 wants an application protocol (ALPN), and this side offers"
            + " none; offered h2 and http/1.1 it goes on, with h2.",
        "Let this client offer an application protocol that partner.test port 443 speaks, such as h2"
            + " or http/1.1 (SSLParameters.setApplicationProtocols, or the HTTP client's own"
            + " setting), or have its operator accept this one.");
    Handshake spdy = OFFERED.toBuilder().applicationProtocols(List.of("spdy/3")).build();
    assertThat(
            with(
                    alert(120, "no_application_protocol", spdy),
                    alert(HelloChange.NONE),
                    alert(HelloChange.HTTP_PROTOCOLS),
                    agreed(HelloChange.WITHOUT_PROTOCOLS, "TLSv1.2", ""))
                .summary())
        .isEqualTo(
            "The server partner.test port 443 accepts none of the application protocols (ALPN) that"
                + " this side offers (spdy/3); without any it goes on.");
  }

  @Test
  void serverNameThatThePeerDoesNotKnow() {
    assertProved(
        with(
            alert(112, "unrecognized_name", OFFERED),
            alert(HelloChange.NONE),
            agreed(HelloChange.WITHOUT_NAME, "TLSv1.3", "")),
        Cause.NAME_SNI,
        "The server partner.test port 443 does not know the server name (SNI) partner.test that this"
            + " JVM sent; without a name it goes on.",
        "Call the server by the name that it is configured for, or have its operator add this one.");
    Handshake nameless = OFFERED.toBuilder().serverNames(List.of()).build();
    assertThat(
            with(
                    alert(40, "handshake_failure", nameless),
                    alert(HelloChange.NONE),
                    agreed(HelloChange.EXPECTED_NAME, "TLSv1.2", ""))
                .summary())
        .isEqualTo(
            "The server partner.test port 443 wants a server name (SNI), and this JVM sent none;"
                + " asked for partner.test it goes on.");
  }

  @Test
  void deviceThatDislikesTheHello() {
    assertProved(
        with(
            reset(),
            reset(HelloChange.NONE),
            reset(HelloChange.WITHOUT_NAME),
            reset(HelloChange.TLS_1_3),
            agreed(HelloChange.TLS_1_2, "TLSv1.2", ""),
            agreed(HelloChange.SMALL, "TLSv1.2", "")),
        Cause.NETWORK_MIDDLEBOX,
        "Something on the way to partner.test port 443, or the server itself, does not let this"
            + " JVM's ClientHello pass, but another: one that offers TLSv1.2 alone.",
        "Have whoever runs the firewalls and proxies between this host and partner.test port 443 let"
            + " its TLS pass uninspected; until then -Djdk.tls.client.protocols=TLSv1.2 gets through"
            + " (restart needed).");
    assertThat(
            with(
                    reset(),
                    reset(HelloChange.NONE),
                    agreed(HelloChange.WITHOUT_NAME, "TLSv1.3", ""),
                    answer(HelloChange.SMALL, Result.AGREED).octets(212).build())
                .summary())
        .isEqualTo(
            "Something on the way to partner.test port 443, or the server itself, does not let this"
                + " JVM's ClientHello pass, but another: one without the server name"
                + " partner.test, or a smaller one (212 octets instead of 480).");
  }

  @Test
  void serverThatHangsUpOnVersionsThatItDoesNotSpeak() {
    assertThat(
            with(
                    reset(),
                    reset(HelloChange.NONE),
                    reset(HelloChange.TLS_1_2),
                    agreed(HelloChange.TLS_1_0, "TLSv1", ""))
                .cause())
        .isEqualTo(Cause.PROTOCOL_VERSION);
  }

  @Test
  void portThatSpeaksSomethingElse() {
    assertProved(
        with(
            reset(),
            reset(HelloChange.NONE),
            answer(HelloChange.PLAINTEXT, Result.NOT_TLS)
                .spoken("PostgreSQL (TLS begins within its own protocol)")
                .build()),
        Cause.PROTOCOL_PLAINTEXT,
        "What answers at partner.test port 443 does not speak TLS: it speaks PostgreSQL (TLS begins"
            + " within its own protocol).",
        "Let the client begin in the clear and switch to TLS within the protocol (STARTTLS, or the"
            + " driver's own TLS setting), or use the service's port that speaks TLS from the"
            + " start.");
  }

  @Test
  void nothingThatIsChangedMakesADifference() {
    Diagnosis refused =
        with(
            refused(),
            alert(HelloChange.NONE),
            alert(HelloChange.EVERY_CIPHER_SUITE),
            alert(HelloChange.TLS_1_2));
    assertThat(refused.cause()).isEqualTo(Cause.PEER_MISCONFIGURED);
    assertThat(refused.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(refused.summary())
        .isEqualTo(
            "The server partner.test port 443 answers every ClientHello with the alert"
                + " handshake_failure, whatever version, cipher suites, groups and server name it"
                + " offers: it has no certificate and key that it could use, or lets nobody in from"
                + " here.");

    Diagnosis reset = with(reset(), reset(HelloChange.NONE), reset(HelloChange.TLS_1_2));
    assertThat(reset.cause()).isEqualTo(Cause.NETWORK_RESET);
    assertThat(reset.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(reset.ruledOut())
        .containsExactly(
            "Second handshakes with each TLS version alone, and without or with another server name,"
                + " ended the same way: neither is what is in the way.");
  }

  @Test
  void offerThatPassesTheSecondTimeProvesNothing() {
    Diagnosis diagnosis =
        with(
            reset(),
            agreed(HelloChange.NONE, "TLSv1.3", "TLS_AES_128_GCM_SHA256"),
            agreed(HelloChange.WITHOUT_NAME, "TLSv1.3", "TLS_AES_128_GCM_SHA256"));

    assertThat(diagnosis.cause()).isEqualTo(Cause.NETWORK_RESET);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.evidence())
        .contains(
            "Second handshake, the same offer: goes on with TLSv1.3, TLS_AES_128_GCM_SHA256.");
  }

  @Test
  void anotherEndThanTheFirstProvesNothing() {
    assertThat(
            with(reset(), alert(HelloChange.NONE), agreed(HelloChange.WITHOUT_NAME, "TLSv1.3", ""))
                .cause())
        .isEqualTo(Cause.NETWORK_RESET);
  }

  @Test
  void whyNoneWasMadeIsSaid() {
    HandshakeFailure failure = reset();
    assertThat(
            diagnostician
                .withPeerTrial(
                    failure,
                    diagnostician.atOnce(failure, () -> true),
                    PeerTrial.none("a cloud's metadata address"))
                .evidence())
        .containsExactly("No second handshake was made: a cloud's metadata address.");
  }

  @Test
  void onlyWhatTheFirstLeavesOpenIsTried() {
    PeerQuestion ofReset = diagnostician.peerQuestion(reset()).get();
    assertThat(ofReset.peer()).isEqualTo(Peer.of("partner.test", 443, "198.51.100.7"));
    assertThat(ofReset.offered().namedGroups()).startsWith("x25519");
    assertThat(ofReset.changes())
        .containsExactly(
            HelloChange.NONE,
            HelloChange.SMALL,
            HelloChange.WITHOUT_NAME,
            HelloChange.TLS_1_2,
            HelloChange.TLS_1_3,
            HelloChange.TLS_1_1,
            HelloChange.TLS_1_0,
            HelloChange.PLAINTEXT);
    assertThat(diagnostician.peerQuestion(refused()).get().changes())
        .contains(HelloChange.EVERY_CIPHER_SUITE, HelloChange.EVERY_GROUP)
        .doesNotContain(HelloChange.PLAINTEXT);
    Handshake answered = OFFERED.toBuilder().peerAnswered(true).build();
    assertThat(diagnostician.peerQuestion(alert(40, "handshake_failure", answered))).isEmpty();
    HandshakeFailure onServer =
        HandshakeFailure.builder(Point.LOCAL, Role.SERVER, NOW)
            .peer(Peer.of("", 40000, "198.51.100.9"))
            .exception(new SocketException("Connection reset"))
            .build();
    assertThat(diagnostician.peerQuestion(onServer)).isEmpty();
  }

  @Test
  void defaultCertificateOfAServerThatWasNotAskedForTheName() {
    Authority root = Authority.root("Root");
    X509Certificate other = root.issue(CertificateSpec.server("default.test"));
    X509Certificate right = root.issue(CertificateSpec.server("partner.test"));
    TrustSettings trust =
        TrustSettings.builder(TrustSettings.Algorithm.PKIX, "test")
            .anchorsKnown(true)
            .anchors(List.of(new TrustAnchor(root.certificate(), null)))
            .build();
    HandshakeFailure failure =
        HandshakeFailure.builder(Point.LOCAL, Role.CLIENT, NOW)
            .peer(Peer.of("", 443, "198.51.100.7"))
            .exception(new SSLHandshakeException("No subject alternative DNS name"))
            .handshake(OFFERED.toBuilder().serverNames(List.of()).peerAnswered(true).build())
            .validation(
                Validation.builder(List.of(other), trust)
                    .expectedName("partner.test")
                    .identificationAlgorithm("HTTPS")
                    .rejection(new CertificateException("No subject alternative DNS name"))
                    .build())
            .build();
    Diagnosis first = diagnostician.atOnce(failure, () -> true);
    assertThat(first.cause()).isEqualTo(Cause.NAME_MISMATCH);
    PeerQuestion question = diagnostician.peerQuestion(failure).get();
    assertThat(question.peer()).isEqualTo(Peer.of("partner.test", 443, "198.51.100.7"));
    assertThat(question.changes()).containsExactly(HelloChange.NONE, HelloChange.EXPECTED_NAME);

    assertProved(
        with(
            failure,
            agreed(HelloChange.NONE, "TLSv1.3", ""),
            answer(HelloChange.EXPECTED_NAME, Result.AGREED)
                .protocol("TLSv1.2")
                .certificates(List.of(right))
                .build()),
        Cause.NAME_SNI,
        "The server 198.51.100.7 port 443 sent its default certificate, since this JVM sent no server"
            + " name (SNI); asked for partner.test it sends one that is for that name.",
        "Let the client send the server name: make its socket or engine with the host name and not"
            + " with an address, and leave out -Djsse.enableSNIExtension=false.");
    assertThat(
            with(
                    failure,
                    agreed(HelloChange.NONE, "TLSv1.3", ""),
                    answer(HelloChange.EXPECTED_NAME, Result.AGREED)
                        .certificates(List.of(other))
                        .build())
                .cause())
        .isEqualTo(Cause.NAME_MISMATCH);
  }
}
