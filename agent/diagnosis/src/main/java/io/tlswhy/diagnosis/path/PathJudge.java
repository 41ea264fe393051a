package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.Validation;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Judges the paths that lead to a trust anchor: takes the one that decided, and says its fault. */
final class PathJudge {
  private final HandshakeFailure failure;
  private final Validation validation;
  private final JdkVerdict verdict;
  private final AnswerCheck check;
  private final OtherClocks clocks;
  private final BooleanSupplier timeLeft;

  PathJudge(
      HandshakeFailure failure,
      Validation validation,
      JdkVerdict verdict,
      AnswerCheck check,
      OtherClocks clocks,
      BooleanSupplier timeLeft) {
    this.failure = failure;
    this.validation = validation;
    this.verdict = verdict;
    this.check = check;
    this.clocks = clocks;
    this.timeLeft = timeLeft;
  }

  /** The cause; empty if nothing is wrong with the decisive path. */
  Optional<Diagnosis> judge(List<Examination> anchored) {
    JudgedPath decisive = new JudgedPath(anchored.get(0), verdict);
    for (Examination examination : anchored.subList(1, anchored.size())) {
      if (decisive.weight() == 0 || !timeLeft.getAsBoolean()) {
        break;
      }
      JudgedPath judged = new JudgedPath(examination, verdict);
      if (judged.weight() < decisive.weight()) {
        decisive = judged;
      }
    }
    return decisive.faults().isEmpty()
        ? withoutFault(decisive)
        : Optional.of(new Finding(failure, decisive, clocks).diagnosis());
  }

  private Optional<Diagnosis> withoutFault(JudgedPath judged) {
    Examination examination = judged.examination();
    if (verdict.nameCheck() && !validation.identificationAlgorithm().isEmpty()) {
      Fault fault =
          NameRule.fault(
              examination,
              CertificateNames.of(examination.path().leaf()),
              validation.expectedName());
      return Optional.of(new Finding(failure, judged.with(fault), clocks).diagnosis());
    }
    Optional<Diagnosis> revocation =
        new HeldRevocation(
                examination,
                verdict,
                judged.outcome().passes(),
                failure.point() != HandshakeFailure.Point.VALIDATION,
                check)
            .diagnose();
    if (revocation.isPresent()) {
      return revocation;
    }
    if (validation.trust().algorithm() == TrustSettings.Algorithm.CUSTOM) {
      return Optional.of(
          StoreSentences.custom(examination.peer(), validation, true)
              .subject(Words.subject(examination.path().leaf()))
              .build());
    }
    return Optional.empty();
  }
}
