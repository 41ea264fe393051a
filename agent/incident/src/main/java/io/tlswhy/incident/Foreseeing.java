package io.tlswhy.incident;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Foresight;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What watching needs of a {@link Foresight}. */
interface Foreseeing {
  /** What has to be kept of an accepted handshake; empty where nothing is to be watched. */
  Optional<HandshakeFailure> toWatch(HandshakeFailure accepted);

  /** The endpoints that the next handshake needs. */
  List<EndpointQuestion> questions(HandshakeFailure watched);

  /** What will keep it from passing. */
  Optional<Diagnosis> diagnosis(HandshakeFailure watched, List<EndpointTrial> trials);

  /** Until when what the trials brought is valid. */
  Optional<Instant> validUntil(HandshakeFailure watched, List<EndpointTrial> trials);

  /** By a foresight. */
  static Foreseeing by(Foresight foresight) {
    return new Foreseeing() {
      @Override
      public Optional<HandshakeFailure> toWatch(HandshakeFailure accepted) {
        return foresight.toWatch(accepted);
      }

      @Override
      public List<EndpointQuestion> questions(HandshakeFailure watched) {
        return foresight.questions(watched);
      }

      @Override
      public Optional<Diagnosis> diagnosis(HandshakeFailure watched, List<EndpointTrial> trials) {
        return foresight.diagnosis(watched, trials);
      }

      @Override
      public Optional<Instant> validUntil(HandshakeFailure watched, List<EndpointTrial> trials) {
        return foresight.validUntil(watched, trials);
      }
    };
  }
}
