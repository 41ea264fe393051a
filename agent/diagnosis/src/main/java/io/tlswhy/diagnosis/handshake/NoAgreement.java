package io.tlswhy.diagnosis.handshake;

import io.tlswhy.evidence.HandshakeFailure;
import javax.net.ssl.SSLHandshakeException;

/** Knows a handshake that ended because the two sides had nothing in common, before any proof. */
final class NoAgreement {
  private NoAgreement() {}

  /** Whether the other side said so, or this side found it out. */
  static boolean in(Scene scene) {
    if (scene.received().isPresent()) {
      int code = scene.received().get().code();
      return !scene.handshake().certificateRequested()
          && (code == Alerts.HANDSHAKE_FAILURE || code == Alerts.INSUFFICIENT_SECURITY);
    }
    return scene.failure().point() == HandshakeFailure.Point.LOCAL
        && scene.origin().is(SSLHandshakeException.class)
        && (scene.origin().isFoundBy("HandshakeContext") || NegotiationRule.isServerChoice(scene));
  }
}
