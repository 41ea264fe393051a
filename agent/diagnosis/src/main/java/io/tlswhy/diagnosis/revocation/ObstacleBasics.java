package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Lookup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What follows from one obstacle alone: its sentence, its fix, and what else it may be. */
final class ObstacleBasics {
  private final JvmProxies proxies;
  private final RevocationFixes fixes;

  ObstacleBasics(JvmFacts jvm) {
    this.proxies = new JvmProxies(jvm);
    this.fixes = new RevocationFixes(CaHosts.bundled(), proxies, jvm);
  }

  /** A diagnosis with the obstacle as its cause. */
  Diagnosis.Builder begin(Obstacle obstacle, Confidence confidence) {
    String remembered =
        obstacle
            .attempt()
            .filter(lookup -> lookup.outcome() == Lookup.Outcome.REMEMBERED_FAILURE)
            .map(RevocationSentences::remembered)
            .orElse("");
    return fixed(
        Diagnosis.builder(
            obstacle.cause(), confidence, RevocationSentences.summary(obstacle) + remembered),
        obstacle);
  }

  /** The same diagnosis with what to do about the obstacle. */
  Diagnosis.Builder fixed(Diagnosis.Builder diagnosis, Obstacle obstacle) {
    return diagnosis
        .fix(fixes.words(obstacle))
        .fixes(fixes.forMachines(obstacle))
        .command(EndpointCommand.of(obstacle))
        .subject(obstacle.pointer().hostPort());
  }

  /** What else it may be, as long as the endpoint was not tried. */
  List<Alternative> alternatives(Obstacle first) {
    List<Alternative> alternatives = new ArrayList<>();
    if (first.cause() == Cause.REVOCATION_BLOCKED) {
      for (String proxy : proxies.known()) {
        alternatives.add(
            Alternative.of(
                Cause.REVOCATION_PROXY_REQUIRED,
                Confidence.POSSIBLE,
                "The proxy " + proxy + " is known here, and this JVM does not use it for this.",
                "whether " + first.pointer().place() + " can be reached through it"));
      }
    }
    if (first.cause() == Cause.REVOCATION_SLOW) {
      alternatives.add(
          Alternative.of(
              Cause.REVOCATION_INTERCEPTED,
              Confidence.POSSIBLE,
              "What came did not parse.",
              "whether the answer is a web page"));
    } else if (!first.certain()) {
      first
          .attempt()
          .flatMap(lookup -> lookup.error().map(error -> Attempt.of(error, lookup.took())))
          .ifPresent(attempt -> alternatives.addAll(open(attempt)));
    }
    return alternatives;
  }

  private static List<Alternative> open(Attempt attempt) {
    switch (attempt) {
      case READ_TIMEOUT:
        return Collections.singletonList(
            Alternative.of(
                Cause.REVOCATION_SLOW,
                Confidence.POSSIBLE,
                "The connection was accepted.",
                "whether an answer comes when one waits longer"));
      case STATUS:
        return Collections.singletonList(
            Alternative.of(
                Cause.REVOCATION_INTERCEPTED,
                Confidence.POSSIBLE,
                "Something on the way may have made the HTTP error.",
                "who made the page that came with it"));
      case CONTENT:
        return Collections.singletonList(
            Alternative.of(
                Cause.REVOCATION_RESPONDER_ERROR,
                Confidence.POSSIBLE,
                "The responder itself may send this.",
                "what the answer is"));
      default:
        return Collections.emptyList();
    }
  }
}
