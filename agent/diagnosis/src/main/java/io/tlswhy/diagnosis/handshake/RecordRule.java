package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import javax.net.ssl.SSLProtocolException;

/** A record or message from the peer cannot be what it should be. */
final class RecordRule implements Rule {
  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    Origin origin = scene.origin();
    boolean badTag = origin.has(AEADBadTagException.class);
    if (badTag || scene.sent() == Alerts.BAD_RECORD_MAC) {
      return garbled(scene, "a record was changed on its way");
    }
    boolean plainAlert =
        origin.has(BadPaddingException.class)
            || (origin.is(SSLProtocolException.class)
                && origin
                    .innermost()
                    .filter(GeneralSecurityException.class::isInstance)
                    .isPresent());
    if (plainAlert) {
      return Verdict.likely(
              scene.failure(), Cause.PROTOCOL_UNEXPECTED, HandshakeSentences.hiddenAlert(scene))
          .fix(HandshakeSentences.peerGaveUpFix(scene))
          .found();
    }
    if (scene.sent() == Alerts.DECRYPT_ERROR) {
      return garbled(scene, "its last message does not fit what was said before");
    }
    return scene.sent() == Alerts.UNEXPECTED_MESSAGE
            || scene.sent() == Alerts.ILLEGAL_PARAMETER
            || origin.is(SSLProtocolException.class)
        ? garbled(scene, "a message is not what the protocol allows there")
        : Optional.empty();
  }

  private static Optional<Diagnosis> garbled(Scene scene, String what) {
    return Verdict.likely(
            scene.failure(), Cause.PROTOCOL_UNEXPECTED, HandshakeSentences.garbled(scene, what))
        .fix(HandshakeSentences.garbledFix(scene))
        .found();
  }
}
