package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.HandshakeFailure;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.util.Optional;

/**
 * The JVM's default TLS context could not be made: its trust store, its key store, or a property
 * that asks for what no provider has.
 */
final class DefaultContextRule implements Rule {
  private static final String HOLDER = "sun.security.ssl.SSLContextImpl$DefaultManagersHolder";

  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    if (scene.failure().point() != HandshakeFailure.Point.DEFAULT_CONTEXT) {
      return Optional.empty();
    }
    HandshakeFailure failure = scene.failure();
    Optional<Diagnosis> missing = missing(scene);
    if (missing.isPresent()) {
      return missing;
    }
    String reason = Scene.cut(scene.origin().reason().orElse("no reason given"));
    if (scene.origin().passedThrough(HOLDER, "getTrustManagers")) {
      return Verdict.likely(
              failure,
              Cause.TRUSTSTORE_UNREADABLE,
              HandshakeSentences.trustStoreUnreadable(scene.jvm(), reason))
          .fix(HandshakeSentences.storeFix("javax.net.ssl.trustStore"))
          .found();
    }
    if (scene.origin().passedThrough(HOLDER, "getKeyManagers")) {
      return Verdict.likely(
              failure,
              Cause.CLIENT_AUTH_KEY,
              HandshakeSentences.keyStoreUnreadable(scene.jvm(), reason))
          .fix(HandshakeSentences.storeFix("javax.net.ssl.keyStore"))
          .found();
    }
    return Verdict.likely(failure, Cause.JVM_CONFIG, JvmSentences.contextFailed(reason))
        .fix(JvmSentences.contextFix())
        .found();
  }

  /** What a property asks for is not there: neither store nor password is at fault. */
  private static Optional<Diagnosis> missing(Scene scene) {
    Origin origin = scene.origin();
    if (origin.has(NoSuchProviderException.class)) {
      return provider(
          scene,
          origin.passedThrough(HOLDER, "getTrustManagers")
              ? "javax.net.ssl.trustStoreProvider"
              : "javax.net.ssl.keyStoreProvider");
    }
    if (!origin.has(NoSuchAlgorithmException.class)) {
      return Optional.empty();
    }
    if (origin.passedThrough("javax.net.ssl.TrustManagerFactory", "getInstance")) {
      return factory(scene, "ssl.TrustManagerFactory.algorithm", "PKIX");
    }
    return origin.passedThrough("javax.net.ssl.KeyManagerFactory", "getInstance")
        ? factory(scene, "ssl.KeyManagerFactory.algorithm", "PKIX")
        : Optional.empty();
  }

  private static Optional<Diagnosis> provider(Scene scene, String property) {
    String value = scene.jvm().systemProperties().get(property);
    if (value == null) {
      return Optional.empty();
    }
    return Verdict.proved(
            scene.failure(), Cause.JVM_CONFIG, JvmSentences.providerMissing(property, value))
        .fix(JvmSentences.providerMissingFix(property, value))
        .found();
  }

  private static Optional<Diagnosis> factory(Scene scene, String property, String usual) {
    String value = scene.jvm().securityProperties().get(property);
    if (value == null) {
      return Optional.empty();
    }
    return Verdict.proved(
            scene.failure(), Cause.JVM_CONFIG, JvmSentences.factoryMissing(property, value))
        .fix(JvmSentences.factoryMissingFix(property, usual))
        .fix(Fix.of(Fix.Kind.PROPERTY, property, usual, true))
        .found();
  }
}
