package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Stage;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Where the time of a handshake went that is late, or that still hangs, in revocation look-ups. */
final class LateHandshake {
  private final ObstacleBasics basics;

  LateHandshake(JvmFacts jvm) {
    this.basics = new ObstacleBasics(jvm);
  }

  /** The diagnosis; empty if no look-up took time. */
  Optional<Diagnosis> diagnosis(Scene scene, List<Obstacle> obstacles, Optional<Trials> trials) {
    Optional<Lookup> slowest = slowest(scene.validation().lookups());
    if (!slowest.isPresent()) {
      return Optional.empty();
    }
    Lookup lookup = slowest.get();
    Pointer pointer = Pointer.of(lookup.kind(), lookup.url());
    if (isStaple(scene.failure(), lookup)) {
      return Optional.of(staple(scene, lookup, pointer));
    }
    Optional<Obstacle> met =
        obstacles.stream().filter(one -> one.pointer().equals(pointer)).findFirst();
    Optional<Obstacle> obstacle =
        met.isPresent()
            ? met
            : trials.flatMap(list -> answeringSlowly(scene, lookup, pointer, list));
    Cause cause =
        trials.isPresent() && obstacle.isPresent() && neverAnswers(scene, lookup, obstacle.get())
            ? obstacle.get().cause()
            : Cause.REVOCATION_SLOW;
    Diagnosis.Builder diagnosis =
        Diagnosis.builder(
                cause,
                trials.isPresent() ? Confidence.PROVED : Confidence.LIKELY,
                RevocationSentences.late(
                    scene.failure(), lookup, pointer, obstacle.map(Obstacle::happened)))
            .subject(pointer.hostPort())
            .interim(!trials.isPresent())
            .evidence(LookupSentences.lookups(scene.validation()))
            .endpoints(trials.map(Trials::all).orElse(Collections.emptyList()));
    if (obstacle.isPresent()) {
      Cause ofEndpoint = obstacle.get().cause();
      basics
          .fixed(diagnosis, obstacle.get())
          .contributing(
              ofEndpoint == cause
                  ? Collections.emptyList()
                  : Collections.singletonList(ofEndpoint));
    }
    return Optional.of(diagnosis.build());
  }

  /** Whether a server asks about its own certificate. */
  private static boolean isStaple(HandshakeFailure failure, Lookup lookup) {
    return failure.role() == Role.SERVER
        && lookup
            .certificate()
            .filter(failure.handshake().localCertificates()::contains)
            .isPresent();
  }

  /** That this JVM's own handshake waits is seen by itself; why the responder is late is not. */
  private static Diagnosis staple(Scene scene, Lookup lookup, Pointer pointer) {
    return Diagnosis.builder(
            Cause.REVOCATION_SLOW,
            Confidence.PROVED,
            RevocationSentences.lateStaple(scene.failure(), lookup, pointer))
        .subject(pointer.hostPort())
        .fix(RevocationSentences.lateStapleFix(pointer))
        .fixes(Collections.singletonList(Fix.of(Fix.Kind.EGRESS, pointer.hostPort(), "", false)))
        .evidence(LookupSentences.lookups(scene.validation()))
        .build();
  }

  /** The endpoint works, and took its time for the trial as it did for the JVM. */
  private static Optional<Obstacle> answeringSlowly(
      Scene scene, Lookup lookup, Pointer pointer, Trials trials) {
    for (Need need : scene.needs()) {
      if (need.pointers().contains(pointer)) {
        Optional<Duration> took =
            trials
                .of(need, pointer)
                .flatMap(LateHandshake::answeredAfter)
                .filter(time -> time.multipliedBy(2).compareTo(time(lookup)) >= 0);
        if (took.isPresent()) {
          return took.map(
              time ->
                  Obstacle.builder(
                          Cause.REVOCATION_SLOW,
                          need,
                          pointer,
                          TrialSentences.slowerThanLimit(pointer, time, Optional.empty()))
                      .build());
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Duration> answeredAfter(EndpointTrial trial) {
    Optional<Duration> took = Optional.empty();
    for (Stage stage : trial.stages()) {
      if (stage.asJvm() && stage.kind() == Stage.Kind.HTTP && stage.result() == Stage.Result.OK) {
        took = Optional.of(stage.took());
      }
    }
    return took;
  }

  private static Optional<Lookup> slowest(List<Lookup> lookups) {
    Lookup slowest = null;
    for (Lookup lookup : lookups) {
      if (slowest == null || time(lookup).compareTo(time(slowest)) > 0) {
        slowest = lookup;
      }
    }
    return Optional.ofNullable(slowest).filter(lookup -> !time(lookup).isZero());
  }

  /**
   * Whether a look-up that still hangs will bring nothing. What comes late and passes is slow,
   * whatever makes it so: that is how a connect ends where the JVM may go on without an answer.
   */
  private static boolean neverAnswers(Scene scene, Lookup lookup, Obstacle obstacle) {
    boolean passesInTheEnd =
        scene.validation().revocation().softFail() && obstacle.liveAddresses().isEmpty();
    return lookup.outcome() == Lookup.Outcome.IN_PROGRESS && !passesInTheEnd;
  }

  private static Duration time(Lookup lookup) {
    return lookup.took().plus(lookup.waited());
  }
}
