package io.tlswhy.incident;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Diagnostician;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.evidence.PeerTrial;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What incidents need of a {@link Diagnostician}. */
interface Diagnosing {
  /** The first diagnosis, on the failing thread. */
  Diagnosis atOnce(HandshakeFailure failure, BooleanSupplier timeLeft);

  /** The endpoints whose trial would decide or confirm. */
  List<EndpointQuestion> questions(HandshakeFailure failure);

  /** Whether files of this machine would decide or confirm. */
  default boolean asksFiles(HandshakeFailure failure) {
    return false;
  }

  /** The diagnosis with what trying the endpoints showed. */
  Diagnosis withTrials(HandshakeFailure failure, List<EndpointTrial> trials);

  /** The second handshakes with the peer that would decide; empty if none would. */
  default Optional<PeerQuestion> peerQuestion(HandshakeFailure failure) {
    return Optional.empty();
  }

  /** A diagnosis with what second handshakes with the peer showed. */
  default Diagnosis withPeerTrial(HandshakeFailure failure, Diagnosis known, PeerTrial trial) {
    return known;
  }

  /** By a diagnostician. */
  static Diagnosing by(Diagnostician diagnostician) {
    return new Diagnosing() {
      @Override
      public Diagnosis atOnce(HandshakeFailure failure, BooleanSupplier timeLeft) {
        return diagnostician.atOnce(failure, timeLeft);
      }

      @Override
      public List<EndpointQuestion> questions(HandshakeFailure failure) {
        return diagnostician.questions(failure);
      }

      @Override
      public boolean asksFiles(HandshakeFailure failure) {
        return diagnostician.asksFiles(failure);
      }

      @Override
      public Diagnosis withTrials(HandshakeFailure failure, List<EndpointTrial> trials) {
        return diagnostician.withTrials(failure, trials);
      }

      @Override
      public Optional<PeerQuestion> peerQuestion(HandshakeFailure failure) {
        return diagnostician.peerQuestion(failure);
      }

      @Override
      public Diagnosis withPeerTrial(HandshakeFailure failure, Diagnosis known, PeerTrial trial) {
        return diagnostician.withPeerTrial(failure, known, trial);
      }
    };
  }
}
