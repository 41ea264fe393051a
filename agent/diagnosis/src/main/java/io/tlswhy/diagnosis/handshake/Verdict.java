package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Stall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects a diagnosis of this family. */
final class Verdict {
  private final Cause cause;
  private final Confidence confidence;
  private final String summary;
  private final List<Alternative> alternatives = new ArrayList<>();
  private final List<Fix> fixes = new ArrayList<>();
  private final List<Cause> contributing = new ArrayList<>();
  private final List<String> evidence = new ArrayList<>();
  private final HandshakeFailure failure;
  private String fix = "";

  private Verdict(HandshakeFailure failure, Cause cause, Confidence confidence, String summary) {
    this.failure = failure;
    this.cause = cause;
    this.confidence = confidence;
    this.summary = summary;
  }

  static Verdict proved(HandshakeFailure failure, Cause cause, String summary) {
    return new Verdict(failure, cause, Confidence.PROVED, summary);
  }

  static Verdict likely(HandshakeFailure failure, Cause cause, String summary) {
    return new Verdict(failure, cause, Confidence.LIKELY, summary);
  }

  static Verdict possible(HandshakeFailure failure, Cause cause, String summary) {
    return new Verdict(failure, cause, Confidence.POSSIBLE, summary);
  }

  Verdict fix(String words) {
    this.fix = words;
    return this;
  }

  Verdict fix(Fix machine) {
    fixes.add(machine);
    return this;
  }

  Verdict evidence(List<String> lines) {
    evidence.addAll(lines);
    return this;
  }

  Verdict contributing(Cause other) {
    contributing.add(other);
    return this;
  }

  Verdict orElse(Cause other, String why, String lookAt) {
    alternatives.add(Alternative.of(other, Confidence.POSSIBLE, why, lookAt));
    return this;
  }

  Optional<Diagnosis> found() {
    return Optional.of(
        Diagnosis.builder(cause, confidence, summary)
            .fix(fix)
            .fixes(fixes)
            .contributing(contributing)
            .alternatives(alternatives)
            .evidence(evidence)
            .subject(subject())
            .build());
  }

  private String subject() {
    if (failure.stall().isPresent()) {
      Stall stall = failure.stall().get();
      return "port " + stall.localPort() + (failure.handshake().peerAnswered() ? " begun" : "");
    }
    String name = failure.peer().name();
    return failure.peer().port() < 0 ? name : name + ":" + failure.peer().port();
  }
}
