package io.tlswhy.diagnosis.handshake;

import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

/** Holds the rules against what JSSE itself throws. */
class RealHandshakeTest {
  private static final Consumer<SSLEngine> AS_IS = engine -> {};
  private static final JvmFacts JVM =
      JvmFacts.of(17, "17.0.15", "Test", "host", 1, Map.of(), Map.of(), Map.of());

  private static Diagnosis local(
      Role role, Optional<Throwable> thrown, int alertSent, Handshake.Builder handshake) {
    HandshakeFailure.Builder failure =
        HandshakeFailure.builder(Point.LOCAL, role, NOW)
            .peer(
                role == Role.CLIENT
                    ? Peer.of("partner.test", 443, "198.51.100.7")
                    : Peer.of("", 40000, "198.51.100.9"))
            .handshake(handshake.build())
            .exception(thrown.orElseThrow());
    if (alertSent >= 0) {
      failure.alert(AlertSeen.of(AlertSeen.Direction.SENT, alertSent, "alert"));
    }
    return new HandshakeDiagnosis(JVM).of(failure.build());
  }

  private static void assertDiagnosis(
      Diagnosis diagnosis, Cause cause, Confidence confidence, String summary) {
    assertThat(diagnosis.summary()).isEqualTo(summary);
    assertThat(diagnosis.cause()).isEqualTo(cause);
    assertThat(diagnosis.confidence()).isEqualTo(confidence);
  }

  private static Consumer<SSLEngine> protocols(String... names) {
    return engine -> engine.setEnabledProtocols(names);
  }

  private static Consumer<SSLEngine> parameters(Consumer<SSLParameters> change) {
    return engine -> {
      SSLParameters parameters = engine.getSSLParameters();
      change.accept(parameters);
      engine.setSSLParameters(parameters);
    };
  }

  @Test
  void nothingInCommonInVersions() {
    Duel duel = Duel.between(protocols("TLSv1.3"), protocols("TLSv1.2"));

    assertDiagnosis(
        local(
            Role.SERVER,
            duel.serverFailure(),
            70,
            Handshake.builder().protocols(List.of("TLSv1.2")).peerProtocols(List.of("TLSv1.3"))),
        Cause.PROTOCOL_VERSION,
        Confidence.PROVED,
        "This JVM and the client 198.51.100.9 have no TLS version in common (this side: TLSv1.2;"
            + " peer: TLSv1.3).");
  }

  @Test
  void nothingLeftToOffer() {
    Duel duel = Duel.between(protocols("TLSv1"), AS_IS);

    assertDiagnosis(
        local(Role.CLIENT, duel.clientFailure(), -1, Handshake.builder()),
        Cause.PROTOCOL_VERSION,
        Confidence.PROVED,
        "This JVM has no TLS version and cipher suite left to offer to partner.test port 443: each"
            + " one enabled for the connection is disabled by jdk.tls.disabledAlgorithms, or has no"
            + " fitting partner.");
  }

  @Test
  void nothingInCommonInCiphers() {
    String ours = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
    String theirs = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
    Duel duel =
        Duel.between(
            protocols("TLSv1.2").andThen(e -> e.setEnabledCipherSuites(new String[] {theirs})),
            protocols("TLSv1.2").andThen(e -> e.setEnabledCipherSuites(new String[] {ours})));

    assertDiagnosis(
        local(
            Role.SERVER,
            duel.serverFailure(),
            40,
            Handshake.builder().cipherSuites(List.of(ours)).peerCipherSuites(List.of(theirs))),
        Cause.PROTOCOL_CIPHER,
        Confidence.LIKELY,
        "This JVM and the client 198.51.100.9 have no cipher suite in common (the peer offers"
            + " TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256).");
  }

  @Test
  void serverWithoutAKey() {
    List<String> suites = List.of("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
    String sentence =
        "This server has no key that fits what the client 198.51.100.9 offers: versions and ciphers"
            + " would agree, but no certificate could be chosen.";
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      Duel duel = Duel.between(protocols(version), protocols(version), null, null);

      Diagnosis diagnosis =
          local(
              Role.SERVER,
              duel.serverFailure(),
              40,
              Handshake.builder().cipherSuites(suites).peerCipherSuites(suites));
      assertDiagnosis(diagnosis, Cause.SERVER_AUTH_KEY, Confidence.LIKELY, sentence);
      assertThat(diagnosis.alternatives())
          .containsExactly(
              Alternative.of(
                  Cause.PROTOCOL_PARAMETERS,
                  Confidence.POSSIBLE,
                  "Without a common group or signature scheme a suite cannot be used either.",
                  "the groups and schemes of both sides"));
    }
  }

  @Test
  void noApplicationProtocolInCommon() {
    Duel duel =
        Duel.between(
            parameters(p -> p.setApplicationProtocols(new String[] {"h2"})),
            parameters(p -> p.setApplicationProtocols(new String[] {"http/1.1"})));

    assertDiagnosis(
        local(
            Role.SERVER,
            duel.serverFailure(),
            120,
            Handshake.builder().applicationProtocols(List.of("http/1.1"))),
        Cause.PROTOCOL_ALPN,
        Confidence.PROVED,
        "This side and the client 198.51.100.9 have no application protocol (ALPN) in common (this"
            + " side: http/1.1).");
  }

  @Test
  void serverDoesNotServeTheName() {
    Duel duel =
        Duel.between(
            AS_IS,
            parameters(
                p -> p.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("other\\.test")))));

    assertDiagnosis(
        local(
            Role.SERVER,
            duel.serverFailure(),
            112,
            Handshake.builder().serverNames(List.of("partner.test"))),
        Cause.NAME_SNI,
        Confidence.PROVED,
        "This server has no entry for the name partner.test that the client 198.51.100.9 asked for.");
  }

  @Test
  void clientWithoutACertificate() {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      Duel duel =
          Duel.between(
              protocols(version), protocols(version).andThen(e -> e.setNeedClientAuth(true)));

      assertDiagnosis(
          local(Role.SERVER, duel.serverFailure(), 42, Handshake.builder()),
          Cause.CLIENT_AUTH_MISSING,
          Confidence.PROVED,
          "This server requires a client certificate, and the client 198.51.100.9 sent none.");
    }
  }

  @Test
  void chainLongerThanThisReleaseAccepts() {
    Authority authority = Authority.root("Root");
    Authority key = authority.intermediate(CertificateSpec.server("partner.test"));
    X509Certificate[] chain = new X509Certificate[11];
    Arrays.fill(chain, authority.certificate());
    chain[0] = key.certificate();
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      Duel duel =
          Duel.between(protocols(version), AS_IS, new Duel.OneKey(key.privateKey(), chain), null);

      assertDiagnosis(
          local(Role.CLIENT, duel.clientFailure(), -1, Handshake.builder().peerAnswered(true)),
          Cause.CHAIN_TOO_LONG,
          Confidence.PROVED,
          "The server partner.test port 443 sent a chain of more than 10 certificates, which is the"
              + " most that this JVM accepts.");
    }
  }

  @Test
  void keyThatDoesNotFitItsCertificate() {
    Authority one = Authority.root("Root").intermediate(CertificateSpec.server("partner.test"));
    Authority other = Authority.root("Root").intermediate(CertificateSpec.server("partner.test"));
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      Duel duel =
          Duel.between(
              protocols(version),
              AS_IS,
              new Duel.OneKey(other.privateKey(), one.certificate()),
              null);

      Diagnosis diagnosis =
          local(Role.CLIENT, duel.clientFailure(), 40, Handshake.builder().peerAnswered(true));
      assertDiagnosis(
          diagnosis,
          Cause.PEER_MISCONFIGURED,
          Confidence.LIKELY,
          "The server partner.test port 443 could not prove that it has the key of the certificate that it sent:"
              + " its certificate and key do not belong together, or something in between changed"
              + " the handshake.");
      assertThat(diagnosis.alternatives())
          .containsExactly(
              Alternative.of(
                  Cause.PROTOCOL_UNEXPECTED,
                  Confidence.POSSIBLE,
                  "A device in between that changes the handshake looks the same.",
                  "the same handshake from another network"));
    }
  }

  @Test
  void applicationsTrustManagerThatThrows() {
    Duel duel =
        Duel.between(
            AS_IS,
            AS_IS,
            new Duel.OneKey(
                Authority.root("Root").privateKey(), Authority.root("Root").certificate()),
            new Duel.TrustAll() {
              @Override
              public void checkServerTrusted(
                  X509Certificate[] chain, String type, SSLEngine engine) {
                throw new IllegalStateException("not ready");
              }
            });

    assertDiagnosis(
        local(Role.CLIENT, duel.clientFailure(), 80, Handshake.builder().peerAnswered(true)),
        Cause.TRUSTSTORE_CUSTOM,
        Confidence.LIKELY,
        "The application's own trust manager failed while it looked at the certificate of"
            + " partner.test port 443 (java.lang.IllegalStateException: not ready).");
  }

  @Test
  void plaintextAnswer() {
    Throwable thrown = Duel.clientGetting("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));

    assertDiagnosis(
        local(Role.CLIENT, Optional.of(thrown), 80, Handshake.builder()),
        Cause.PROTOCOL_PLAINTEXT,
        Confidence.PROVED,
        "What answers at partner.test port 443 does not speak TLS: what came first is no TLS.");
  }
}
