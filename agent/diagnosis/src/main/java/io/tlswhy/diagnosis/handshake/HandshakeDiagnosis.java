package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Validation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What ended a handshake, from the evidence at hand: where it was seen, alerts, and the classes and
 * frames of what was thrown. Message texts are not read.
 */
public final class HandshakeDiagnosis {
  private static final List<Rule> RULES =
      Collections.unmodifiableList(
          Arrays.asList(
              new WaitingRule(),
              new RefusedSettingRule(),
              new StoreAlgorithmRule(),
              new DefaultContextRule(),
              new VerifierRule(),
              new PassedOverKeyRule(),
              new OwnCertificateAlertRule(),
              new EllipticCurvesRule(),
              new LimitedPolicyRule(),
              new AlertReceivedRule(),
              new JvmRule(),
              new PlaintextRule(),
              new PeerCertificateRule(),
              new NegotiationRule(),
              new NetworkRule(),
              new RecordRule()));

  private final JvmFacts jvm;

  /** A diagnosis for failures in that JVM. */
  public HandshakeDiagnosis(JvmFacts jvm) {
    this.jvm = jvm;
  }

  /** The diagnosis; {@link Cause#UNKNOWN} when the evidence does not decide. */
  public Diagnosis of(HandshakeFailure failure) {
    Scene scene = new Scene(failure, jvm);
    if (failure.validation().flatMap(Validation::rejection).isPresent()) {
      return ofRejection(scene);
    }
    for (Rule rule : RULES) {
      Optional<Diagnosis> diagnosis = rule.apply(scene);
      if (diagnosis.isPresent()) {
        return diagnosis.get();
      }
    }
    return Verdict.possible(failure, Cause.UNKNOWN, HandshakeSentences.unknown(scene))
        .fix(HandshakeSentences.unknownFix(scene))
        .found()
        .get();
  }

  /** What can be said when the time on the failing thread was too short to judge the chain. */
  public Diagnosis undecided(HandshakeFailure failure) {
    return Diagnosis.builder(
            Cause.UNKNOWN,
            Confidence.POSSIBLE,
            HandshakeSentences.undecided(new Scene(failure, jvm)))
        .interim(true)
        .build();
  }

  /**
   * A certificate was rejected: what its checks threw says nothing of this connection's network.
   */
  private static Diagnosis ofRejection(Scene scene) {
    return new JvmRule()
        .apply(scene)
        .orElseGet(
            () ->
                Verdict.possible(scene.failure(), Cause.UNKNOWN, HandshakeSentences.rejected(scene))
                    .found()
                    .get());
  }
}
