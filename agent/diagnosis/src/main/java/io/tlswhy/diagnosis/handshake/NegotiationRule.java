package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/** This side found nothing in common with the peer: version, cipher, parameters, name, ALPN. */
final class NegotiationRule implements Rule {
  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    HandshakeFailure failure = scene.failure();
    if (failure.point() != HandshakeFailure.Point.LOCAL) {
      return Optional.empty();
    }
    if (scene.origin().isFoundBy("HandshakeContext")
        && scene.origin().is(SSLHandshakeException.class)) {
      return Verdict.proved(
              failure, Cause.PROTOCOL_VERSION, HandshakeSentences.nothingEnabled(scene))
          .fix(HandshakeSentences.nothingEnabledFix(scene.jvm()))
          .found();
    }
    switch (scene.sent()) {
      case Alerts.PROTOCOL_VERSION:
        return Verdict.proved(
                failure, Cause.PROTOCOL_VERSION, HandshakeSentences.noCommonVersion(scene, true))
            .fix(HandshakeSentences.versionFix(scene))
            .found();
      case Alerts.UNRECOGNIZED_NAME:
        return Verdict.proved(failure, Cause.NAME_SNI, HandshakeSentences.nameNotServed(scene))
            .found();
      case Alerts.NO_APPLICATION_PROTOCOL:
        return Verdict.proved(
                failure, Cause.PROTOCOL_ALPN, HandshakeSentences.noApplicationProtocol(scene))
            .fix(HandshakeSentences.noApplicationProtocolFix())
            .found();
      case Alerts.INSUFFICIENT_SECURITY:
        return Verdict.proved(
                failure, Cause.PROTOCOL_PARAMETERS, HandshakeSentences.weakParameters(scene))
            .fix(HandshakeSentences.weakParametersFix(scene))
            .found();
      case Alerts.HANDSHAKE_FAILURE:
        return isServerChoice(scene) ? noCommonCipher(scene) : Optional.empty();
      default:
        return Optional.empty();
    }
  }

  /** Whether this side is the server and was about to choose cipher, group or key. */
  static boolean isServerChoice(Scene scene) {
    return !scene.isClient()
        && (scene.origin().isFoundBy("ServerHello")
            || scene.origin().isFoundBy("KeyShareExtension")
            || scene.origin().isFoundBy("ClientHello"));
  }

  private static Optional<Diagnosis> noCommonCipher(Scene scene) {
    Handshake handshake = scene.handshake();
    if (handshake.keyless()) {
      return noServerKey(scene);
    }
    boolean someInCommon =
        !Scene.common(handshake.cipherSuites(), handshake.peerCipherSuites()).isEmpty();
    if (someInCommon) {
      return noServerKey(scene);
    }
    return Verdict.likely(
            scene.failure(), Cause.PROTOCOL_CIPHER, HandshakeSentences.noCommonCipher(scene))
        .fix(HandshakeSentences.cipherFix(scene.jvm()))
        .found();
  }

  /** This server has suites in common with the client, and no key for any of them. */
  static Optional<Diagnosis> noServerKey(Scene scene) {
    if (scene.handshake().keyless()) {
      return Verdict.proved(scene.failure(), Cause.SERVER_AUTH_KEY, AuthSentences.keylessServer())
          .fix(AuthSentences.keylessServerFix())
          .fix(Fix.of(Fix.Kind.OTHER, "keyStore", "a key entry with its certificate", true))
          .found();
    }
    return Verdict.likely(scene.failure(), Cause.SERVER_AUTH_KEY, AuthSentences.noServerKey(scene))
        .fix(AuthSentences.noServerKeyFix())
        .orElse(
            Cause.PROTOCOL_PARAMETERS,
            "Without a common group or signature scheme a suite cannot be used either.",
            "the groups and schemes of both sides")
        .found();
  }
}
