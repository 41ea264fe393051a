package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.Validation;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Judges the paths that lead to a trust anchor: takes the one that decided, finds every fault of
 * it, and holds each against what the JDK's validator says of the same path.
 */
final class PathJudge {
  private static final List<String> FAMILIES =
      Arrays.asList("clock", "chain", "truststore", "cert", "name");

  private final HandshakeFailure failure;
  private final Validation validation;
  private final JdkVerdict verdict;
  private final BooleanSupplier timeLeft;

  PathJudge(
      HandshakeFailure failure,
      Validation validation,
      JdkVerdict verdict,
      BooleanSupplier timeLeft) {
    this.failure = failure;
    this.validation = validation;
    this.verdict = verdict;
    this.timeLeft = timeLeft;
  }

  /** The cause; empty if nothing is wrong with the decisive path. */
  Optional<Diagnosis> judge(List<Examination> anchored) {
    Judged decisive = null;
    for (Examination examination : anchored) {
      if (decisive != null && !timeLeft.getAsBoolean()) {
        break;
      }
      Judged judged = new Judged(examination);
      if (decisive == null || judged.weight() < decisive.weight()) {
        decisive = judged;
      }
      if (judged.weight() == 0) {
        break;
      }
    }
    if (decisive == null) {
      return Optional.empty();
    }
    if (!decisive.faults.isEmpty()) {
      return Optional.of(decisive.diagnosis());
    }
    return withoutFault(decisive);
  }

  private Optional<Diagnosis> withoutFault(Judged judged) {
    if (verdict.nameCheck() && !validation.identificationAlgorithm().isEmpty()) {
      Fault fault =
          NameRule.fault(
              judged.examination,
              CertificateNames.of(judged.examination.path().leaf()),
              validation.expectedName());
      judged.faults.add(fault);
      return Optional.of(judged.diagnosis());
    }
    Optional<Diagnosis> revocation =
        new HeldRevocation(judged.examination, verdict, judged.outcome.passes()).diagnose();
    if (revocation.isPresent()) {
      return revocation;
    }
    if (validation.trust().algorithm() == TrustSettings.Algorithm.CUSTOM) {
      return Optional.of(
          TrustSentences.custom(judged.examination.peer(), validation, true)
              .subject(Words.subject(judged.examination.path().leaf()))
              .build());
    }
    return Optional.empty();
  }

  /** One path with its faults, those that the JDK does not share left out. */
  private final class Judged {
    final Examination examination;
    final PathRun run;
    final PathRun.Outcome outcome;
    final List<Fault> faults;

    Judged(Examination examination) {
      this.examination = examination;
      this.run = PathRun.over(examination.path(), validation.trust(), examination.at());
      this.outcome = run.run();
      this.faults = faults();
    }

    private List<Fault> faults() {
      List<Fault> found = new ArrayList<>();
      for (Rule rule : Knowledge.rules()) {
        try {
          rule.check(examination, found);
        } catch (RuntimeException hostile) {
          // A certificate that breaks one rule's reading must not hide what the others see.
          continue;
        }
      }
      List<Fault> shared = new ArrayList<>();
      for (Fault fault : found) {
        if (shares(fault)) {
          shared.add(fault);
        }
      }
      stated().filter(stated -> lacks(shared, stated)).ifPresent(shared::add);
      sort(shared);
      return shared;
    }

    private boolean shares(Fault fault) {
      switch (fault.enforcer()) {
        case VALIDATOR:
          return !outcome.passes();
        case TRUST_MANAGER:
          return !verdict.nameCheck();
        default:
          return true;
      }
    }

    /** The fault that the validator itself states, for when no rule explains it. */
    private Optional<Fault> stated() {
      if (!outcome.rejection().isPresent()) {
        return Optional.empty();
      }
      CertPathValidatorException rejection = outcome.rejection().get();
      Set<Cause> causes = JdkVerdict.causes(rejection.getReason());
      if (causes.isEmpty()) {
        return Optional.empty();
      }
      int position = Math.max(0, rejection.getIndex());
      Cause cause = causes.iterator().next();
      return Optional.of(
          cause == Cause.CERT_POLICY
              ? PathSentences.policy(examination, position)
              : PathSentences.stated(
                  examination, cause, position, String.valueOf(rejection.getMessage())));
    }

    private boolean lacks(List<Fault> shared, Fault stated) {
      CertPathValidatorException rejection = outcome.rejection().get();
      Set<Cause> causes = JdkVerdict.causes(rejection.getReason());
      for (Fault fault : shared) {
        if (causes.contains(fault.cause())) {
          return false;
        }
      }
      return causes.contains(stated.cause());
    }

    private void sort(List<Fault> shared) {
      shared.sort(
          Comparator.comparingInt((Fault fault) -> FAMILIES.indexOf(fault.cause().family()))
              .thenComparing(Comparator.comparingInt(Fault::position).reversed()));
    }

    /** How much is wrong with the path: the fewer faults, the likelier it is the path meant. */
    int weight() {
      if (isTheJdksOwn()) {
        return 0;
      }
      int weight = 0;
      for (Fault fault : faults) {
        weight += fault.cause() == Cause.CERT_BAD_SIGNATURE ? 1_000 : 100;
      }
      return weight == 0 ? 0 : weight + examination.certificates().size();
    }

    /** Whether the validator's exception holds this very path. */
    private boolean isTheJdksOwn() {
      return verdict.validator().isPresent()
          && verdict.validator().get().getCertPath() != null
          && verdict
              .validator()
              .get()
              .getCertPath()
              .getCertificates()
              .equals(examination.certificates());
    }

    Diagnosis diagnosis() {
      Fault primary = faults.get(0);
      List<Counterfactual> counterfactuals = new ArrayList<>();
      boolean proved = conclusive(primary) | counterfactual(primary, counterfactuals);
      Set<Cause> contributing = new LinkedHashSet<>();
      for (Fault fault : faults) {
        if (fault.cause() != primary.cause()) {
          contributing.add(fault.cause());
        }
      }
      X509Certificate about =
          primary.position() < examination.certificates().size()
              ? examination.certificate(primary.position())
              : examination.anchorCertificate().orElse(examination.path().leaf());
      return Diagnosis.builder(
              primary.cause(), proved ? Confidence.PROVED : Confidence.LIKELY, primary.summary())
          .fix(primary.fix())
          .fixes(primary.fixes())
          .contributing(new ArrayList<>(contributing))
          .counterfactuals(counterfactuals)
          .ruledOut(ruledOut(primary))
          .evidence(evidence())
          .subject(Words.subject(about))
          .build();
    }

    /** Whether the JDK states the same of the same certificate, or could have nothing else. */
    private boolean conclusive(Fault fault) {
      switch (fault.enforcer()) {
        case VALIDATOR:
          return outcome
              .rejection()
              .map(
                  rejection ->
                      JdkVerdict.causes(rejection.getReason()).contains(fault.cause())
                          && (rejection.getIndex() < 0 || rejection.getIndex() == fault.position()))
              .orElse(false);
        case TRUST_MANAGER:
          return outcome.passes() && !verdict.validator().isPresent() && !verdict.built();
        default:
          return outcome.passes() && verdict.nameCheck();
      }
    }

    private boolean counterfactual(Fault fault, List<Counterfactual> records) {
      if (fault.cause() == Cause.CERT_POLICY) {
        boolean passes = run.withAnyPolicy().run().passes();
        records.add(Counterfactual.of("any certificate policy accepted", passes));
        return passes;
      }
      if (fault.cause() == Cause.CHAIN_EXPIRED
          || fault.cause() == Cause.CHAIN_EXPIRED_CA
          || fault.cause() == Cause.CHAIN_NOT_YET_VALID) {
        Optional<Instant> time = commonTime();
        if (time.isPresent()) {
          boolean passes = run.at(time.get()).run().passes();
          records.add(Counterfactual.of("the time " + Words.time(time.get()), passes));
          return passes;
        }
      }
      if (fault.enforcer() == Fault.Enforcer.NAME_CHECK) {
        records.add(Counterfactual.of("the name not compared", outcome.passes()));
      }
      return false;
    }

    /** A time at which every certificate of the path is valid. */
    private Optional<Instant> commonTime() {
      Instant from = Instant.MIN;
      Instant until = Instant.MAX;
      for (X509Certificate certificate : examination.certificates()) {
        Instant start = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        from = start.isAfter(from) ? start : from;
        until = end.isBefore(until) ? end : until;
      }
      return from.isAfter(until)
          ? Optional.empty()
          : Optional.of(examination.at().isAfter(until) ? until : from);
    }

    private List<String> ruledOut(Fault primary) {
      List<String> sentences = new ArrayList<>();
      if (outcome.passes()) {
        sentences.add(
            "The chain leads to the trust anchor "
                + examination.path().anchor().map(Words::anchor).orElse("")
                + " and keeps every rule of certification paths: validated again, it passes.");
      }
      if (!validation.revocation().enabled()) {
        sentences.add("Revocation is not the matter: it is not checked here.");
      }
      boolean nameFault = false;
      for (Fault fault : faults) {
        nameFault |= fault.enforcer() == Fault.Enforcer.NAME_CHECK;
      }
      if (!nameFault
          && !validation.expectedName().isEmpty()
          && !validation.identificationAlgorithm().isEmpty()) {
        sentences.add(
            "The name is not the matter: the certificate is for "
                + Words.shortened(validation.expectedName())
                + ".");
      }
      return sentences;
    }

    private List<String> evidence() {
      List<String> lines = new ArrayList<>();
      for (Fault fault : faults.subList(1, faults.size())) {
        lines.add(fault.summary());
      }
      lines.addAll(LastGoodComparison.lines(failure, validation));
      return lines;
    }
  }
}
