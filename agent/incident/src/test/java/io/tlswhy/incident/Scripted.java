package io.tlswhy.incident;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.evidence.PeerTrial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Diagnoses as the test sets it, and takes as long as the test says. */
final class Scripted implements Diagnosing {
  static final Diagnosis BLOCKED =
      Diagnosis.builder(
              Cause.REVOCATION_BLOCKED,
              Confidence.LIKELY,
              "The revocation list at crl.example:80 cannot be reached.")
          .subject("crl.example:80")
          .interim(true)
          .build();

  static final Diagnosis PROXY_REQUIRED =
      Diagnosis.builder(
              Cause.REVOCATION_PROXY_REQUIRED,
              Confidence.PROVED,
              "The revocation list at crl.example:80 is reached through the proxy only.")
          .fix("Set http.proxyHost.")
          .subject("crl.example:80")
          .build();

  private final ManualClock clock;
  Diagnosis atOnce = BLOCKED;
  Diagnosis withTrials = PROXY_REQUIRED;
  List<EndpointQuestion> questions = List.of();
  List<EndpointTrial> trials = List.of();
  Optional<PeerQuestion> peerQuestion = Optional.empty();
  Diagnosis withPeerTrial = PROXY_REQUIRED;
  Duration takes = Duration.ofMillis(1);

  /** What happens on another thread while the next first diagnosis is made. */
  Runnable meanwhile = () -> {};

  int asked;

  Scripted(ManualClock clock) {
    this.clock = clock;
  }

  @Override
  public Diagnosis atOnce(HandshakeFailure failure, BooleanSupplier timeLeft) {
    asked++;
    clock.pass(takes);
    Diagnosis found = atOnce;
    Runnable other = meanwhile;
    meanwhile = () -> {};
    other.run();
    return found;
  }

  @Override
  public List<EndpointQuestion> questions(HandshakeFailure failure) {
    return questions;
  }

  @Override
  public Diagnosis withTrials(HandshakeFailure failure, List<EndpointTrial> found) {
    trials = found;
    return withTrials;
  }

  @Override
  public Optional<PeerQuestion> peerQuestion(HandshakeFailure failure) {
    return peerQuestion;
  }

  @Override
  public Diagnosis withPeerTrial(HandshakeFailure failure, Diagnosis known, PeerTrial trial) {
    return withPeerTrial;
  }
}
