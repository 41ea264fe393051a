package io.tlswhy.diagnosis.handshake;

import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import java.io.IOException;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.UnrecoverableKeyException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stores, keys and suites that this JVM's release, providers or crypto policy cannot use. */
class StoreAlgorithmRuleTest {
  private static final String MANAGERS = "sun.security.ssl.SSLContextImpl$DefaultManagersHolder";
  private static final String PKCS12 = "sun.security.pkcs12.PKCS12KeyStore";

  private static JvmFacts jvm(int feature, String version, Map<String, String> security) {
    return JvmFacts.of(
        feature,
        version,
        "Test",
        "host",
        1,
        Map.of("javax.net.ssl.trustStore", "/etc/trust.p12"),
        security,
        Map.of());
  }

  private static StackTraceElement frame(String className, String method) {
    return new StackTraceElement(className, method, "", 1);
  }

  private static Diagnosis ofTrustStore(JvmFacts jvm, Throwable cause) {
    cause.setStackTrace(
        new StackTraceElement[] {frame(PKCS12, "engineLoad"), frame(MANAGERS, "getTrustManagers")});
    return of(jvm, new KeyStoreException("problem accessing trust store", cause));
  }

  private static Diagnosis of(JvmFacts jvm, Throwable thrown) {
    return new HandshakeDiagnosis(jvm)
        .of(
            HandshakeFailure.builder(Point.DEFAULT_CONTEXT, Role.CLIENT, NOW)
                .exception(thrown)
                .build());
  }

  private static void assertLacking(Diagnosis diagnosis, String version) {
    assertThat(diagnosis.summary())
        .isEqualTo(
            "This JVM's default TLS context cannot be made: Java "
                + version
                + ", as it is set up, lacks an algorithm with which its trust store /etc/trust.p12 is"
                + " protected.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Use Java 8u301, 11.0.12 or later with all its security providers, or write the store"
                + " anew with a newer keytool and -J-Dkeystore.pkcs12.legacy, which older Java reads"
                + " (-Djavax.net.ssl.trustStore then names it).");
    assertThat(diagnosis.cause()).isEqualTo(Cause.JVM_CONFIG);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.alternatives())
        .extracting(Alternative::cause)
        .containsExactly(Cause.TRUSTSTORE_UNREADABLE);
  }

  @Test
  void algorithmThatNoProviderHas() {
    assertLacking(
        ofTrustStore(
            jvm(17, "17.0.15", Map.of()), new IOException(new NoSuchAlgorithmException("PBES2"))),
        "17.0.15");
  }

  @ParameterizedTest
  @CsvSource({"8, 1.8.0_292", "11, 11.0.11"})
  void newStoreOnAReleaseThatReadsNone(int feature, String version) {
    assertLacking(
        ofTrustStore(
            jvm(feature, version, Map.of()), new IOException("data isn't an object ID (tag = 48)")),
        version);
  }

  @ParameterizedTest
  @CsvSource({"8, 1.8.0_301", "8, 1.8.0_504", "11, 11.0.12", "17, 17.0.1", "8, other"})
  void storeThatIsDamagedOnAReleaseThatReadsNewOnes(int feature, String version) {
    assertThat(
            ofTrustStore(
                    jvm(feature, version, Map.of("crypto.policy", "unlimited")),
                    new IOException("DER input not an octet string"))
                .cause())
        .isEqualTo(Cause.TRUSTSTORE_UNREADABLE);
  }

  @Test
  void wrongPasswordWhereNothingIsLacking() {
    assertThat(
            ofTrustStore(
                    jvm(17, "17.0.15", Map.of()), new IOException(new UnrecoverableKeyException()))
                .cause())
        .isEqualTo(Cause.TRUSTSTORE_UNREADABLE);
  }

  @Test
  void keysThatTheLimitedPolicyForbids() {
    Diagnosis diagnosis =
        ofTrustStore(
            jvm(17, "17.0.15", Map.of("crypto.policy", "limited")),
            new IOException(new UnrecoverableKeyException("Illegal key size")));

    assertThat(diagnosis.summary())
        .isEqualTo(
            "This JVM's default TLS context cannot be made: its crypto policy is limited"
                + " (crypto.policy), and its trust store /etc/trust.p12 is most likely protected with"
                + " a key of 256 bits, as Java 16 and later write them (Java itself says that the"
                + " password was incorrect).");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Set crypto.policy=unlimited in java.security (restart needed), or write the store anew"
                + " with a newer keytool and -J-Dkeystore.pkcs12.legacy, which older Java reads.");
    assertThat(diagnosis.cause()).isEqualTo(Cause.JVM_CONFIG);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.alternatives())
        .containsExactly(
            Alternative.of(
                Cause.TRUSTSTORE_UNREADABLE,
                Confidence.POSSIBLE,
                "The password may be wrong as well: Java says the same of both.",
                "keytool -list of the store, with a Java that has all algorithms"));
  }

  private static Diagnosis refusedByFips(JvmFacts jvm) {
    KeyStoreException thrown = new KeyStoreException("FIPS mode");
    thrown.setStackTrace(
        new StackTraceElement[] {
          frame("sun.security.ssl.KeyManagerFactoryImpl$SunX509", "engineInit"),
          frame("javax.net.ssl.KeyManagerFactory", "init"),
          frame(MANAGERS, "getKeyManagers")
        });
    return of(jvm, thrown);
  }

  @Test
  void keyStoreThatFipsModeRefuses() {
    Diagnosis diagnosis = refusedByFips(jvm(8, "1.8.0_504", Map.of()));

    assertThat(diagnosis.summary())
        .isEqualTo(
            "This JVM's default TLS context cannot be made: Java 1.8.0_504 runs in FIPS mode, where"
                + " keys may come from the token's own store only, and none is set, for which the JDK"
                + " takes an empty one of its own.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Set -Djavax.net.ssl.keyStore=NONE -Djavax.net.ssl.keyStoreType=PKCS11 (restart needed),"
                + " and keep this JVM's own keys in the token.");
    assertThat(diagnosis.cause()).isEqualTo(Cause.JVM_CONFIG);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(refusedByFips(jvm(17, "17.0.15", Map.of())).cause())
        .isEqualTo(Cause.CLIENT_AUTH_KEY);
  }

  private static Diagnosis noAgreement(JvmFacts jvm, String... offered) {
    return new HandshakeDiagnosis(jvm)
        .of(
            HandshakeFailure.builder(Point.ALERT_RECEIVED, Role.CLIENT, NOW)
                .peer(Peer.of("partner.test", 443, ""))
                .alert(AlertSeen.of(AlertSeen.Direction.RECEIVED, 40, "handshake_failure"))
                .handshake(Handshake.builder().cipherSuites(List.of(offered)).build())
                .build());
  }

  @Test
  void suitesThatTheLimitedPolicyForbids() {
    JvmFacts limited = jvm(17, "17.0.15", Map.of("crypto.policy", "limited"));
    Diagnosis diagnosis = noAgreement(limited, "TLS_AES_128_GCM_SHA256");

    assertThat(diagnosis.summary())
        .isEqualTo(
            "This JVM's crypto policy is limited (crypto.policy), so it could offer partner.test port"
                + " 443 no cipher suite with keys of 256 bits, and nothing else was accepted.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Set crypto.policy=unlimited, which is the default, in java.security or in the file that"
                + " -Djava.security.properties names (restart needed).");
    assertThat(diagnosis.cause()).isEqualTo(Cause.JVM_CONFIG);
    assertThat(diagnosis.alternatives())
        .containsExactly(
            Alternative.of(
                Cause.PROTOCOL_CIPHER,
                Confidence.POSSIBLE,
                "The other side may also refuse for another reason what is left without them.",
                "the same call with crypto.policy=unlimited"));
    assertThat(noAgreement(limited, "TLS_AES_256_GCM_SHA384").cause())
        .isEqualTo(Cause.PROTOCOL_CIPHER);
  }

  @Test
  void limitedWasTheDefaultBefore8u161() {
    String suite = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
    assertThat(noAgreement(jvm(8, "1.8.0_151", Map.of()), suite).cause())
        .isEqualTo(Cause.JVM_CONFIG);
    assertThat(noAgreement(jvm(8, "1.8.0_161", Map.of()), suite).cause())
        .isEqualTo(Cause.PROTOCOL_CIPHER);
  }
}
