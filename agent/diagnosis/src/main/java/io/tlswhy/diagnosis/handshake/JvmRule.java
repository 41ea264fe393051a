package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.cert.CertificateException;
import java.util.Optional;

/** The fault is in this JVM: an algorithm that is missing, a trust store without anchors. */
final class JvmRule implements Rule {
  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    Origin origin = scene.origin();
    HandshakeFailure failure = scene.failure();
    if (origin.has(InvalidAlgorithmParameterException.class)
        && origin.passedThrough("java.security.cert.PKIXParameters", "setTrustAnchors")) {
      return Verdict.likely(failure, Cause.TRUSTSTORE_EMPTY, HandshakeSentences.noAnchors())
          .fix(HandshakeSentences.noAnchorsFix())
          .found();
    }
    if (origin.has(NoSuchAlgorithmException.class) || origin.has(NoSuchProviderException.class)) {
      return Verdict.likely(
              failure, Cause.JVM_CONFIG, JvmSentences.algorithmMissing(scene, reason(origin)))
          .fix(JvmSentences.algorithmMissingFix(scene.jvm()))
          .found();
    }
    if (failedInTrustManager(scene)) {
      return Verdict.likely(
              failure,
              Cause.TRUSTSTORE_CUSTOM,
              HandshakeSentences.trustManagerFailed(scene, reason(origin)))
          .fix(HandshakeSentences.trustManagerFix())
          .found();
    }
    return Optional.empty();
  }

  /** A RuntimeException or an Error that left the trust manager: the platform's throws none. */
  private static boolean failedInTrustManager(Scene scene) {
    Origin origin = scene.origin();
    boolean unchecked =
        origin
            .innermost()
            .filter(t -> t instanceof RuntimeException || t instanceof Error)
            .isPresent();
    return unchecked
        && !origin.has(CertificateException.class)
        && (origin.passedThrough("sun.security.ssl.CertificateMessage", "checkServerCerts")
            || origin.passedThrough("sun.security.ssl.CertificateMessage", "checkClientCerts"));
  }

  private static String reason(Origin origin) {
    return Scene.cut(origin.reason().orElse(""));
  }
}
