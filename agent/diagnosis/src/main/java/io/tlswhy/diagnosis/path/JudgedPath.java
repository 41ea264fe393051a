package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Cause;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A path with its faults, the first cause first, and what the JDK's validator says of the same
 * path. A fault that the JDK does not share is none: it is the JDK that refused.
 */
final class JudgedPath {
  private static final List<String> FAMILIES =
      Arrays.asList("jvm", "clock", "chain", "truststore", "cert", "name");
  private static final int WORST = 1_000;
  private static final int BAD = 100;

  private final Examination examination;
  private final JdkVerdict verdict;
  private final PathRun.Outcome outcome;
  private final List<Fault> faults;

  JudgedPath(Examination examination, JdkVerdict verdict) {
    this.examination = examination;
    this.verdict = verdict;
    this.outcome =
        PathRun.over(examination.path(), examination.validation().trust(), examination.at()).run();
    this.faults = sharedFaults();
  }

  private JudgedPath(JudgedPath other, Fault fault) {
    this.examination = other.examination;
    this.verdict = other.verdict;
    this.outcome = other.outcome;
    this.faults = Collections.singletonList(fault);
  }

  /** The same path with that fault alone. */
  JudgedPath with(Fault fault) {
    return new JudgedPath(this, fault);
  }

  Examination examination() {
    return examination;
  }

  /** What the trust manager's exception states. */
  JdkVerdict verdict() {
    return verdict;
  }

  /** How the validation of this path ended when it was run again, without revocation. */
  PathRun.Outcome outcome() {
    return outcome;
  }

  /** The faults, the decisive one first. */
  List<Fault> faults() {
    return faults;
  }

  private List<Fault> sharedFaults() {
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
      if (shared(fault)) {
        shared.add(fault);
      }
    }
    stated().filter(fault -> !explained(shared)).ifPresent(shared::add);
    shared.sort(
        Comparator.comparingInt((Fault fault) -> FAMILIES.indexOf(fault.cause().family()))
            // What is asked of a path that was validated is never reached by one that was not.
            .thenComparing(fault -> fault.enforcer() != Fault.Enforcer.VALIDATOR)
            .thenComparing(Comparator.comparingInt(Fault::position).reversed()));
    return shared;
  }

  private boolean shared(Fault fault) {
    switch (fault.enforcer()) {
      case VALIDATOR:
        return !outcome.passes();
      case TRUST_MANAGER:
        return !verdict.nameCheck();
      default:
        return true;
    }
  }

  /**
   * What the JDK states of this path: the validator when run again, or, for what only TLS asks of
   * algorithms, the trust manager's exception.
   */
  private Optional<CertPathValidatorException> statement() {
    return outcome.passes()
        ? verdict.validator().filter(any -> verdict.hasReason(BasicReason.ALGORITHM_CONSTRAINED))
        : outcome.rejection();
  }

  private Set<Cause> statedCauses() {
    return statement()
        .map(rejection -> JdkVerdict.causes(rejection.getReason()))
        .orElse(Collections.<Cause>emptySet());
  }

  private boolean explained(List<Fault> shared) {
    Set<Cause> causes = statedCauses();
    for (Fault fault : shared) {
      if (causes.contains(fault.cause())) {
        return true;
      }
    }
    return false;
  }

  /** The fault that the JDK states, for when no rule explains it. */
  private Optional<Fault> stated() {
    Set<Cause> causes = statedCauses();
    if (causes.isEmpty()) {
      return Optional.empty();
    }
    CertPathValidatorException rejection = statement().get();
    int position =
        Math.min(Math.max(0, rejection.getIndex()), examination.certificates().size() - 1);
    Cause cause = causes.iterator().next();
    if (cause == Cause.CERT_POLICY) {
      return Optional.of(RuleSentences.policy(examination, position));
    }
    if (cause == Cause.CERT_WEAK_ALGORITHM || cause == Cause.CERT_WEAK_KEY) {
      return Optional.of(RuleSentences.constrained(examination, position));
    }
    return Optional.of(
        RuleSentences.stated(examination, cause, position, String.valueOf(rejection.getMessage())));
  }

  /**
   * How unlikely it is that this path was meant: none for one without fault and for the very path
   * that the validator's exception holds, else the more the more faults it has.
   */
  int weight() {
    if (isTheValidatorsOwn()) {
      return 0;
    }
    int weight = 0;
    for (Fault fault : faults) {
      weight += fault.cause() == Cause.CERT_BAD_SIGNATURE ? WORST : BAD;
    }
    return weight == 0 ? 0 : weight + examination.certificates().size();
  }

  private boolean isTheValidatorsOwn() {
    return verdict
        .validator()
        .filter(rejection -> rejection.getCertPath() != null)
        .filter(
            rejection ->
                rejection.getCertPath().getCertificates().equals(examination.certificates()))
        .isPresent();
  }
}
