package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import java.util.Optional;

/** The first octets from the peer are no TLS record. */
final class PlaintextRule implements Rule {
  private static final String[] RECORDS = {
    "sun.security.ssl.SSLSocketInputRecord", "sun.security.ssl.SSLEngineInputRecord"
  };

  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    for (String record : RECORDS) {
      if (!scene.handshake().peerAnswered() && isUnknownRecord(scene.origin(), record)) {
        return Verdict.proved(
                scene.failure(), Cause.PROTOCOL_PLAINTEXT, HandshakeSentences.plaintext(scene))
            .fix(HandshakeSentences.plaintextFix(scene))
            .found();
      }
    }
    return Optional.empty();
  }

  private static boolean isUnknownRecord(Origin origin, String record) {
    return origin.passedThrough(record, "handleUnknownRecord")
        || origin.passedThrough(record, "bytesInCompletePacket");
  }
}
