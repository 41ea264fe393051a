package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import java.util.Optional;

/** The JVM's default TLS context could not be made: its trust store, its key store, or neither. */
final class DefaultContextRule implements Rule {
  private static final String HOLDER = "sun.security.ssl.SSLContextImpl$DefaultManagersHolder";

  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    if (scene.failure().point() != HandshakeFailure.Point.DEFAULT_CONTEXT) {
      return Optional.empty();
    }
    HandshakeFailure failure = scene.failure();
    String reason =
        Scene.cut(scene.origin().innermost().map(Throwable::toString).orElse("no reason given"));
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
    return Verdict.likely(failure, Cause.JVM_CONFIG, HandshakeSentences.contextFailed(reason))
        .fix(HandshakeSentences.contextFix())
        .found();
  }
}
