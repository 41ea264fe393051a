package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Stage;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Makes the diagnosis of a scene's obstacles: how sure, what was ruled out, what else may be. */
final class ObstacleTeller {
  private final ObstacleBasics basics;
  private final Scene scene;
  private final boolean passesWithout;

  ObstacleTeller(JvmFacts jvm, Scene scene) {
    this.basics = new ObstacleBasics(jvm);
    this.scene = scene;
    this.passesWithout = scene.passesWithoutRevocation();
  }

  /** What the cause is about when it is a certificate: for telling equal incidents. */
  static String key(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName()
        + " serial "
        + certificate.getSerialNumber().toString(16);
  }

  /**
   * The diagnosis of the first obstacle; the others contribute.
   *
   * @param trials absent while the endpoints were not tried
   */
  Diagnosis tell(List<Obstacle> obstacles, Optional<Trials> trials) {
    Obstacle first = obstacles.get(0);
    Diagnosis.Builder diagnosis =
        basics
            .begin(first, confidence(first))
            .contributing(causesBut(first.cause(), obstacles))
            .ruledOut(ruledOut(trials))
            .evidence(evidence(trials, NetworkSentences.routeCommand(first)))
            .counterfactuals(counterfactuals(trials))
            .endpoints(trials.map(Trials::all).orElse(Collections.emptyList()));
    return trials.isPresent()
        ? diagnosis.build()
        : diagnosis.alternatives(basics.alternatives(first)).interim(true).build();
  }

  /** The diagnosis of a certificate that a fetched answer proves revoked. */
  Diagnosis tellRevoked(Need need, Trials trials, List<Obstacle> obstacles) {
    Pointer pointer = trials.pointerWith(need, Stage.Result.REVOKED).get();
    ContentVerdict verdict = trials.verdict(need, pointer).get();
    return tellRevoked(need, Optional.of(pointer), verdict.revokedAt(), verdict.reason())
        .toBuilder()
        .contributing(causesBut(Cause.REVOCATION_REVOKED, obstacles))
        .endpoints(trials.all())
        .evidence(evidence(Optional.of(trials)))
        .counterfactuals(counterfactuals(Optional.of(trials)))
        .build();
  }

  /** The diagnosis of a certificate that is revoked for certain. */
  Diagnosis tellRevoked(
      Need need, Optional<Pointer> source, Optional<Instant> since, String reason) {
    return Diagnosis.builder(
            Cause.REVOCATION_REVOKED,
            Confidence.PROVED,
            RevocationSentences.revoked(need, source, since, reason))
        .fix(RevocationFixes.renew(need, scene.failure()))
        .fixes(
            Collections.singletonList(Fix.of(Fix.Kind.SERVER, "renew", key(need.subject()), false)))
        .subject(key(need.subject()))
        .ruledOut(ruledOut(Optional.empty()))
        .evidence(evidence(Optional.empty()))
        .build();
  }

  private Confidence confidence(Obstacle first) {
    if (!first.certain()) {
      return Confidence.POSSIBLE;
    }
    return first.confirmed() && passesWithout ? Confidence.PROVED : Confidence.LIKELY;
  }

  private static List<Cause> causesBut(Cause primary, List<Obstacle> obstacles) {
    List<Cause> causes = new ArrayList<>();
    for (Obstacle obstacle : obstacles) {
      if (obstacle.cause() != primary && !causes.contains(obstacle.cause())) {
        causes.add(obstacle.cause());
      }
    }
    return causes;
  }

  private List<String> ruledOut(Optional<Trials> trials) {
    List<String> sentences = new ArrayList<>();
    if (passesWithout) {
      sentences.add(RevocationSentences.pathIsValid(scene.path()));
    }
    if (trials.isPresent() && passesWithout && trials.get().coverAll()) {
      sentences.add(
          "With "
              + Words.sentenceList(trials.get().passing())
              + " this chain validates, and no certificate in it is revoked.");
    }
    return sentences;
  }

  private List<Counterfactual> counterfactuals(Optional<Trials> trials) {
    List<Counterfactual> runs = new ArrayList<>();
    runs.add(Counterfactual.of("revocation checking left out", passesWithout));
    if (trials.isPresent() && trials.get().revoked().isPresent()) {
      runs.add(
          Counterfactual.of("the fetched answers, which say that a certificate is revoked", false));
    } else if (trials.isPresent() && !scene.needs().isEmpty() && trials.get().coverAll()) {
      runs.add(Counterfactual.of(Words.sentenceList(trials.get().passing()), passesWithout));
    }
    return runs;
  }

  private List<String> evidence(Optional<Trials> trials) {
    return evidence(trials, Optional.empty());
  }

  private List<String> evidence(Optional<Trials> trials, Optional<String> routeCommand) {
    List<String> lines = new ArrayList<>(LookupSentences.lookups(scene.validation()));
    routeCommand.ifPresent(lines::add);
    trials.ifPresent(tried -> lines.addAll(new Requirements(scene, tried).lines()));
    scene
        .failure()
        .lastGood()
        .ifPresent(good -> lines.addAll(Rotation.differences(good, scene.path().leaf())));
    return lines;
  }
}
