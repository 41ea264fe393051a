package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.Stall;
import io.tlswhy.evidence.Waiting;
import java.util.Optional;

/** The handshake has not ended yet, and no look-up is what it waits for. */
final class WaitingRule implements Rule {
  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    Optional<Waiting> waiting = scene.failure().waiting();
    if (!waiting.isPresent()) {
      return Optional.empty();
    }
    if (scene.failure().stall().isPresent()) {
      Stall stall = scene.failure().stall().get();
      return Verdict.likely(
              scene.failure(), Cause.NETWORK_TIMEOUT, NetworkSentences.clientsStall(scene, stall))
          .fix(NetworkSentences.clientsStallFix(scene))
          .found();
    }
    return waiting.get() == Waiting.PEER
        ? Verdict.likely(
                scene.failure(), Cause.NETWORK_TIMEOUT, NetworkSentences.stillSilent(scene))
            .fix(NetworkSentences.timedOutFix(scene))
            .found()
        : Verdict.possible(scene.failure(), Cause.UNKNOWN, NetworkSentences.ownCheckHangs(scene))
            .fix(NetworkSentences.ownCheckHangsFix(scene))
            .found();
  }
}
