package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import java.util.Optional;

/** The application's own HostnameVerifier said no. */
final class VerifierRule implements Rule {
  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    return scene.failure().point() == HandshakeFailure.Point.HOSTNAME_VERIFIER
        ? Verdict.likely(
                scene.failure(), Cause.NAME_MISMATCH, HandshakeSentences.verifierRefused(scene))
            .fix(HandshakeSentences.verifierFix())
            .found()
        : Optional.empty();
  }
}
