package io.tlswhy.diagnosis.handshake;

import static io.tlswhy.diagnosis.testpki.Authority.NOW;
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
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.Test;

/** This JVM's set-up or release is at fault. */
class JvmFamilyTest {
  private final Authority root = Authority.root("Root");

  private static JvmFacts jvm(int feature, String version) {
    return JvmFacts.of(
        feature,
        version,
        "Test",
        "host",
        1,
        Map.of("javax.net.ssl.trustStoreProvider", "BCFIPS"),
        Map.of(
            "ssl.TrustManagerFactory.algorithm",
            "IbmX509",
            "ssl.KeyManagerFactory.algorithm",
            "IbmX509"),
        Map.of());
  }

  private static HandshakeFailure.Builder at(Point point, Role role) {
    return HandshakeFailure.builder(point, role, NOW).peer(Peer.of("partner.test", 443, ""));
  }

  private static HandshakeFailure alerted(int code, String name, Handshake.Builder handshake) {
    return at(Point.ALERT_RECEIVED, Role.CLIENT)
        .alert(AlertSeen.of(AlertSeen.Direction.RECEIVED, code, name))
        .handshake(handshake.build())
        .build();
  }

  private static Diagnosis ofDefaultContext(Throwable thrown, String className, String method) {
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(className, method, "", 1),
          new StackTraceElement(
              "sun.security.ssl.SSLContextImpl$DefaultManagersHolder",
              className.contains("KeyManager") ? "getKeyManagers" : "getTrustManagers",
              "",
              1)
        });
    return new HandshakeDiagnosis(jvm(17, "17.0.15"))
        .of(at(Point.DEFAULT_CONTEXT, Role.CLIENT).exception(thrown).build());
  }

  private static void assertConfigured(
      Diagnosis diagnosis, Confidence confidence, String summary, String fix) {
    assertThat(diagnosis.summary()).isEqualTo(summary);
    assertThat(diagnosis.fix()).isEqualTo(fix);
    assertThat(diagnosis.cause()).isEqualTo(Cause.JVM_CONFIG);
    assertThat(diagnosis.confidence()).isEqualTo(confidence);
  }

  @Test
  void trustManagerThatNoProviderHas() {
    assertConfigured(
        ofDefaultContext(
            new NoSuchAlgorithmException(), "javax.net.ssl.TrustManagerFactory", "getInstance"),
        Confidence.PROVED,
        "This JVM's default TLS context cannot be made: the security property"
            + " ssl.TrustManagerFactory.algorithm asks for IbmX509, which none of this JVM's security"
            + " providers has.",
        "Set ssl.TrustManagerFactory.algorithm=PKIX in java.security or in the file that"
            + " -Djava.security.properties names, or take the setting out there (restart needed).");
  }

  @Test
  void keyManagerThatNoProviderHas() {
    assertConfigured(
        ofDefaultContext(
            new NoSuchAlgorithmException(), "javax.net.ssl.KeyManagerFactory", "getInstance"),
        Confidence.PROVED,
        "This JVM's default TLS context cannot be made: the security property"
            + " ssl.KeyManagerFactory.algorithm asks for IbmX509, which none of this JVM's security"
            + " providers has.",
        "Set ssl.KeyManagerFactory.algorithm=PKIX in java.security or in the file that"
            + " -Djava.security.properties names, or take the setting out there (restart needed).");
  }

  @Test
  void storeProviderThatIsNotInstalled() {
    assertConfigured(
        ofDefaultContext(
            new KeyStoreException("unread", new NoSuchProviderException()),
            "sun.security.ssl.TrustStoreManager",
            "getTrustedCerts"),
        Confidence.PROVED,
        "This JVM's default TLS context cannot be made: -Djavax.net.ssl.trustStoreProvider asks for"
            + " the security provider BCFIPS, which is not installed in this JVM.",
        "Install the provider BCFIPS (its jar for this JVM, and its entry security.provider.N in"
            + " java.security), or take -Djavax.net.ssl.trustStoreProvider out (restart needed).");
  }

  @Test
  void storeThatCannotBeReadIsNoMatterOfProviders() {
    assertThat(
            ofDefaultContext(
                    new KeyStoreException("unread", new NoSuchAlgorithmException()),
                    "sun.security.ssl.TrustStoreManager",
                    "getTrustedCerts")
                .cause())
        .isEqualTo(Cause.TRUSTSTORE_UNREADABLE);
  }

  @Test
  void contextThatCannotBeMadeForAnotherReason() {
    assertConfigured(
        new HandshakeDiagnosis(jvm(17, "17.0.15"))
            .of(
                at(Point.DEFAULT_CONTEXT, Role.CLIENT)
                    .exception(new IllegalStateException("closed"))
                    .build()),
        Confidence.LIKELY,
        "This JVM's default TLS context cannot be made (java.lang.IllegalStateException: closed).",
        "Look at the javax.net.ssl.* properties and at java.security of this JVM, and compare them"
            + " with one that works.");
  }

  @Test
  void whatTheAgentHasWrittenIntoTheMessageIsNotQuoted() {
    for (String own :
        new String[] {
          "closed | tlswhy[jvm.config] This JVM's default TLS context cannot be made (likely)",
          "closed | tlswhy[jvm.config] … | tlswhy[jvm.config] …"
        }) {
      assertThat(
              new HandshakeDiagnosis(jvm(17, "17.0.15"))
                  .of(
                      at(Point.DEFAULT_CONTEXT, Role.CLIENT)
                          .exception(new IllegalStateException(own))
                          .build())
                  .summary())
          .isEqualTo(
              "This JVM's default TLS context cannot be made (java.lang.IllegalStateException:"
                  + " closed).");
    }
    assertThat(
            Origin.of(Optional.of(new NoSuchAlgorithmException("tlswhy[jvm.config] Fix: …")))
                .reason())
        .contains("java.security.NoSuchAlgorithmException");
  }

  @Test
  void ellipticCurvesThatNoProviderHas() {
    HandshakeFailure refused =
        alerted(40, "handshake_failure", Handshake.builder().ellipticCurves(false));
    String summary =
        "This JVM has no security provider for elliptic curves, so it could not offer partner.test"
            + " port 443 any key exchange with them, and nothing else was accepted.";
    String provider =
        "put SunEC back among the providers (security.provider.N) in java.security or in the file"
            + " that -Djava.security.properties names (restart needed).";

    Diagnosis diagnosis = new HandshakeDiagnosis(jvm(17, "17.0.15")).of(refused);

    assertConfigured(
        diagnosis,
        Confidence.LIKELY,
        summary,
        "If this Java was made with jlink, make it anew with --add-modules jdk.crypto.ec; if not, "
            + provider);
    assertThat(diagnosis.alternatives())
        .containsExactly(
            Alternative.of(
                Cause.PROTOCOL_CIPHER,
                Confidence.POSSIBLE,
                "The other side may also refuse for another reason what is left without them.",
                "the same call from a JVM that has elliptic curves"));
    for (JvmFacts jvm : List.of(jvm(8, "1.8.0_504"), jvm(25, "25.0.3"))) {
      assertConfigured(
          new HandshakeDiagnosis(jvm).of(refused),
          Confidence.LIKELY,
          summary,
          "In this JVM, " + provider);
    }
  }

  @Test
  void missingCurvesDoNotExplainARefusedCertificate() {
    assertThat(
            new HandshakeDiagnosis(jvm(17, "17.0.15"))
                .of(alerted(45, "certificate_expired", asked().ellipticCurves(false)))
                .cause())
        .isEqualTo(Cause.CLIENT_AUTH_REJECTED);
  }

  private static Handshake.Builder asked() {
    return Handshake.builder().certificateRequested(true).peerAnswered(true);
  }

  private X509Certificate client(Instant from, Instant until) {
    return root.issue(CertificateSpec.server("orders.test").valid(from, until));
  }

  private X509Certificate expired() {
    return client(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)));
  }

  private X509Certificate successor() {
    return client(NOW.minus(Duration.ofDays(2)), NOW.plus(Duration.ofDays(9)));
  }

  private Diagnosis rejected(X509Certificate sent, X509Certificate other, JvmFacts jvm) {
    return new HandshakeDiagnosis(jvm)
        .of(
            alerted(
                45,
                "certificate_expired",
                asked().localCertificates(List.of(sent)).otherOwnCertificates(List.of(other))));
  }

  @Test
  void expiredCertificateSentInPlaceOfItsSuccessor() {
    X509Certificate sent = expired();
    X509Certificate better = successor();

    Diagnosis diagnosis = rejected(sent, better, jvm(17, "17.0.15"));

    assertThat(diagnosis.summary())
        .isEqualTo(
            "Java 17.0.15 sent partner.test port 443 our certificate CN=orders.test, which expired at"
                + " 2026-11-19T12:00:00Z, although its key store also holds one that is valid until"
                + " 2026-11-29T12:00:00Z (serial number "
                + better.getSerialNumber().toString(16)
                + "): the key manager SunX509 of this release does not look at dates (JDK-8359956,"
                + " mended in Java 26).");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Take the expired certificate (serial number "
                + sent.getSerialNumber().toString(16)
                + ") out of the client's key store; or set the security property"
                + " ssl.KeyManagerFactory.algorithm=PKIX, whose key manager prefers certificates that"
                + " are in date, or run on Java 26 (restart needed).");
    assertThat(diagnosis.cause()).isEqualTo(Cause.JVM_BUG);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.contributing()).containsExactly(Cause.CLIENT_AUTH_REJECTED);
  }

  @Test
  void onlyASuccessorThatIsFitMakesItTheReleasesFault() {
    X509Certificate stranger = Authority.root("Other").issue(CertificateSpec.server("orders.test"));

    assertThat(rejected(expired(), stranger, jvm(17, "17.0.15")).cause())
        .isEqualTo(Cause.CLIENT_AUTH_REJECTED);
    assertThat(rejected(expired(), expired(), jvm(17, "17.0.15")).cause())
        .isEqualTo(Cause.CLIENT_AUTH_REJECTED);
    assertThat(rejected(successor(), successor(), jvm(17, "17.0.15")).cause())
        .isEqualTo(Cause.CLIENT_AUTH_REJECTED);
    assertThat(rejected(expired(), successor(), jvm(26, "26")).cause())
        .isEqualTo(Cause.CLIENT_AUTH_REJECTED);
  }

  /** What the sentence says of this release's two key managers. */
  @Test
  void thisReleasesKeyManagersChooseSo() throws Exception {
    Authority issuer = Authority.root("Root");
    Instant now = Instant.now();
    Authority old =
        issuer.intermediate(
            CertificateSpec.server("orders.test")
                .valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1))));
    Authority current =
        issuer.intermediate(
            CertificateSpec.server("orders.test")
                .valid(now.minus(Duration.ofDays(2)), now.plus(Duration.ofDays(9))));
    char[] password = "changeit".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry("a", old.privateKey(), password, new Certificate[] {old.certificate()});
    store.setKeyEntry(
        "b", current.privateKey(), password, new Certificate[] {current.certificate()});

    assertThat(chosen("SunX509", store, password)).isEqualTo(old.certificate());
    assertThat(chosen("PKIX", store, password)).isEqualTo(current.certificate());
  }

  private static X509Certificate chosen(String algorithm, KeyStore store, char[] password)
      throws Exception {
    KeyManagerFactory factory = KeyManagerFactory.getInstance(algorithm);
    factory.init(store, password);
    X509ExtendedKeyManager manager = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    String alias = manager.chooseEngineServerAlias("EC", null, null);
    return manager.getCertificateChain(alias)[0];
  }
}
