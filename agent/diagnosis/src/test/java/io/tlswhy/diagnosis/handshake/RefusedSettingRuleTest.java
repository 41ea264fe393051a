package io.tlswhy.diagnosis.handshake;

import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Role;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties that name what this release does not know, by the frames that really throw. */
class RefusedSettingRuleTest {
  private static final String SSL = "sun.security.ssl.";

  private static Diagnosis refused(
      Throwable thrown, Map<String, String> properties, String className, String method) {
    Throwable innermost = thrown.getCause() == null ? thrown : thrown.getCause();
    innermost.setStackTrace(
        new StackTraceElement[] {new StackTraceElement(className, method, "", 1)});
    JvmFacts jvm = JvmFacts.of(17, "17.0.15", "Test", "host", 1, properties, Map.of(), Map.of());
    return new HandshakeDiagnosis(jvm)
        .of(
            HandshakeFailure.builder(Point.DEFAULT_CONTEXT, Role.CLIENT, NOW)
                .exception(thrown)
                .build());
  }

  private static void assertProved(Diagnosis diagnosis, String summary, String fix) {
    assertThat(diagnosis.cause()).isEqualTo(Cause.JVM_CONFIG);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary()).isEqualTo(summary);
    assertThat(diagnosis.fix()).isEqualTo(fix);
  }

  @Test
  void versionThatDoesNotExistIsNamedWithTheOneOfTwoPropertiesThatHoldsIt() {
    assertProved(
        refused(
            new NoSuchAlgorithmException("Default", new IllegalArgumentException()),
            Map.of(
                "jdk.tls.client.protocols", "TLSv1.2",
                "jdk.tls.server.protocols", "\"TLSv1.2, TLS1.3\""),
            SSL + "SSLContextImpl$CustomizedSSLProtocols",
            "populate"),
        "Java 17.0.15 cannot begin a TLS connection: -Djdk.tls.server.protocols=\"TLSv1.2, TLS1.3\""
            + " names what is no version of TLS (TLS1.3).",
        "Take -Djdk.tls.server.protocols out, or set it to what this release knows, such as TLSv1.2"
            + " and TLSv1.3 (restart needed).");
  }

  @Test
  void versionForHttps() {
    assertProved(
        refused(
            new IllegalArgumentException(),
            Map.of("https.protocols", "TLSv9"),
            SSL + "SSLSocketImpl",
            "setEnabledProtocols"),
        "Java 17.0.15 cannot begin a TLS connection: -Dhttps.protocols=TLSv9 names what is no version"
            + " of TLS (TLSv9).",
        "Take -Dhttps.protocols out, or set it to what this release knows, such as TLSv1.2 and"
            + " TLSv1.3 (restart needed).");
  }

  @Test
  void suiteForHttps() {
    assertProved(
        refused(
            new IllegalArgumentException(),
            Map.of("https.cipherSuites", "AES"),
            SSL + "SSLSocketImpl",
            "setEnabledCipherSuites"),
        "Java 17.0.15 cannot begin a TLS connection: -Dhttps.cipherSuites=AES names a cipher suite"
            + " that it does not know.",
        "Take -Dhttps.cipherSuites out, or set it to what this release knows, such as"
            + " TLS_AES_256_GCM_SHA384 (restart needed).");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SupportedGroupsExtension$SupportedGroups", "NamedGroup$SupportedGroups"})
  void groups(String className) {
    assertProved(
        refused(
            new IllegalArgumentException(),
            Map.of("jdk.tls.namedGroups", "P-256"),
            SSL + className,
            "<clinit>"),
        "Java 17.0.15 cannot begin a TLS connection: -Djdk.tls.namedGroups=P-256 names no group that"
            + " it knows and may use.",
        "Take -Djdk.tls.namedGroups out, or set it to what this release knows, such as x25519,"
            + " secp256r1 or secp384r1 (restart needed).");
  }

  @Test
  void keySize() {
    assertProved(
        refused(
            new IllegalArgumentException(),
            Map.of("jdk.tls.ephemeralDHKeySize", "big"),
            SSL + "DHKeyExchange$DHEPossessionGenerator",
            "<clinit>"),
        "Java 17.0.15 cannot begin a TLS connection: -Djdk.tls.ephemeralDHKeySize=big is no key"
            + " size.",
        "Take -Djdk.tls.ephemeralDHKeySize out, or set it to what this release knows, matched,"
            + " legacy, or a multiple of 64 from 1024 to 8192 (restart needed).");
  }

  @Test
  void nothingIsClaimedOfAPropertyThatIsNotSet() {
    Diagnosis diagnosis =
        refused(
            new IllegalArgumentException("why"),
            Map.of(),
            SSL + "NamedGroup$SupportedGroups",
            "<clinit>");
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "This JVM's default TLS context cannot be made (java.lang.IllegalArgumentException:"
                + " why).");
  }
}
