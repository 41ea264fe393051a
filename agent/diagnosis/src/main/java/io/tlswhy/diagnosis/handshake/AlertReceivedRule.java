package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.HandshakeFailure;
import java.util.Optional;

/** The peer's alert says what it did not like, and it is not a certificate. */
final class AlertReceivedRule implements Rule {
  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    return scene.received().flatMap(alert -> of(scene, alert));
  }

  private static Optional<Diagnosis> of(Scene scene, AlertSeen alert) {
    HandshakeFailure failure = scene.failure();
    switch (alert.code()) {
      case Alerts.PROTOCOL_VERSION:
      case Alerts.INAPPROPRIATE_FALLBACK:
        return Verdict.likely(
                failure,
                Cause.PROTOCOL_VERSION,
                HandshakeSentences.noCommonVersion(scene, !scene.isClient()))
            .fix(HandshakeSentences.versionFix(scene))
            .found();
      case Alerts.HANDSHAKE_FAILURE:
        return handshakeFailure(scene);
      case Alerts.INSUFFICIENT_SECURITY:
      case Alerts.ILLEGAL_PARAMETER:
      case Alerts.MISSING_EXTENSION:
      case Alerts.UNSUPPORTED_EXTENSION:
        return Verdict.likely(
                failure,
                Cause.PROTOCOL_PARAMETERS,
                HandshakeSentences.parametersRefused(scene, alert))
            .fix(HandshakeSentences.parametersFix(scene))
            .found();
      case Alerts.UNRECOGNIZED_NAME:
        return Verdict.likely(failure, Cause.NAME_SNI, HandshakeSentences.unknownName(scene))
            .fix(HandshakeSentences.unknownNameFix(scene))
            .found();
      case Alerts.NO_APPLICATION_PROTOCOL:
        return Verdict.likely(
                failure, Cause.PROTOCOL_ALPN, HandshakeSentences.noApplicationProtocol(scene))
            .fix(HandshakeSentences.noApplicationProtocolFix())
            .found();
      case Alerts.CLOSE_NOTIFY:
      case Alerts.USER_CANCELED:
        return Verdict.likely(failure, Cause.NETWORK_EOF, NetworkSentences.broken(scene, false))
            .fix(NetworkSentences.brokenFix(scene))
            .found();
      default:
        return gaveUp(scene, alert);
    }
  }

  private static Optional<Diagnosis> handshakeFailure(Scene scene) {
    if (!scene.isClient()) {
      return Optional.empty();
    }
    if (scene.handshake().peerAnswered()) {
      return failureAfterServerHello(scene);
    }
    return Verdict.possible(
            scene.failure(), Cause.PROTOCOL_CIPHER, HandshakeSentences.handshakeFailure(scene))
        .fix(HandshakeSentences.cipherFix(scene.jvm()))
        .orElse(
            Cause.PROTOCOL_VERSION,
            "Some servers answer so to a version that they do not speak.",
            "a handshake with each version alone")
        .orElse(
            Cause.PROTOCOL_PARAMETERS,
            "The same alert stands for groups and signature schemes.",
            "a handshake with other named groups")
        .orElse(
            Cause.NAME_SNI,
            "Some servers answer so to a server name that they do not know.",
            "a handshake with and without a server name")
        .orElse(
            Cause.CLIENT_AUTH_MISSING,
            "Some servers answer so to a client without a certificate.",
            "the server's log")
        .found();
  }

  /** Version and cipher suite stand in the ServerHello, and in a HelloRetryRequest too. */
  private static Optional<Diagnosis> failureAfterServerHello(Scene scene) {
    return Verdict.possible(
            scene.failure(),
            Cause.PROTOCOL_PARAMETERS,
            HandshakeSentences.handshakeFailureAfterAnswer(scene))
        .fix(HandshakeSentences.parametersFix(scene))
        .orElse(
            Cause.CLIENT_AUTH_MISSING,
            "Some servers answer so to a client without a certificate.",
            "the server's log")
        .orElse(
            Cause.PEER_MISCONFIGURED,
            "Some servers answer so when they fail by themselves.",
            "the server's log")
        .found();
  }

  private static Optional<Diagnosis> gaveUp(Scene scene, AlertSeen alert) {
    boolean ownFault =
        alert.code() == Alerts.INTERNAL_ERROR || Alerts.isAboutCertificate(alert.code());
    return ownFault
        ? Verdict.likely(
                scene.failure(),
                Cause.PEER_MISCONFIGURED,
                HandshakeSentences.peerGaveUp(scene, alert))
            .fix(HandshakeSentences.peerGaveUpFix(scene))
            .found()
        : Verdict.likely(
                scene.failure(),
                Cause.PROTOCOL_UNEXPECTED,
                HandshakeSentences.notUnderstood(scene, alert))
            .fix(HandshakeSentences.garbledFix(scene))
            .found();
  }
}
