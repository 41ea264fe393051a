package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Validation;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a path's first fault into the diagnosis: whether it is proved, what was validated again,
 * what is ruled out, and what else is wrong.
 */
final class Finding {
  private static final Set<Cause> DATES =
      Collections.unmodifiableSet(
          EnumSet.of(Cause.CHAIN_EXPIRED, Cause.CHAIN_EXPIRED_CA, Cause.CHAIN_NOT_YET_VALID));

  private final HandshakeFailure failure;
  private final JudgedPath judged;
  private final OtherClocks clocks;
  private final Examination examination;
  private final Fault fault;
  private final List<Counterfactual> counterfactuals = new ArrayList<>();

  Finding(HandshakeFailure failure, JudgedPath judged, OtherClocks clocks) {
    this.failure = failure;
    this.clocks = clocks;
    this.judged = judged;
    this.examination = judged.examination();
    this.fault = judged.faults().get(0);
  }

  Diagnosis diagnosis() {
    boolean conclusive = conclusive();
    boolean proved = passesWithoutObstacle() || conclusive;
    Diagnosis diagnosis =
        Diagnosis.builder(
                fault.cause(), proved ? Confidence.PROVED : Confidence.LIKELY, fault.summary())
            .fix(fault.fix())
            .fixes(fault.fixes())
            .contributing(contributing())
            .alternatives(alternatives())
            .counterfactuals(counterfactuals)
            .ruledOut(ruledOut())
            .evidence(evidence())
            .subject(Words.subject(about()))
            .build();
    return DATES.contains(fault.cause()) && localClock() ? timed(diagnosis) : diagnosis;
  }

  /** Whether it was this machine's clock that decided, and not a time that the application set. */
  private boolean localClock() {
    return !examination.validation().trust().date().isPresent();
  }

  /** The same, unless it is the clock that is wrong. */
  private Diagnosis timed(Diagnosis ofDates) {
    Optional<Duration> ahead = clocks.offset();
    if (ahead.isPresent()) {
      Instant theirs = examination.at().plus(ahead.get());
      PathRun run =
          PathRun.over(examination.path(), examination.validation().trust(), examination.at());
      if (run.at(theirs).run().passes()) {
        return ClockSentences.skew(
            clocks,
            examination.at(),
            ahead.get(),
            clocks.signedFor(theirs, examination.at(), examination.path()),
            ofDates);
      }
    }
    List<String> agreeing = clocks.agreeing();
    if (!agreeing.isEmpty()) {
      List<String> ruledOut = new ArrayList<>(ofDates.ruledOut());
      ruledOut.add(ClockSentences.agrees(agreeing));
      return ofDates.toBuilder()
          .ruledOut(ruledOut)
          .alternatives(Collections.<Alternative>emptyList())
          .build();
    }
    return ClockWitness.of(failure, examination)
        .map(witness -> ClockSentences.skew(witness, ofDates))
        .orElse(ofDates);
  }

  /** Whether the JDK states the same of the same certificate, or can have meant nothing else. */
  private boolean conclusive() {
    JdkVerdict verdict = judged.verdict();
    switch (fault.enforcer()) {
      case VALIDATOR:
        return judged.outcome().rejection().filter(this::states).isPresent();
      case TRUST_MANAGER:
        return judged.outcome().passes() && !verdict.validator().isPresent() && !verdict.built();
      default:
        return judged.outcome().passes() && verdict.nameCheck();
    }
  }

  private boolean states(CertPathValidatorException rejection) {
    if (fault.cause() == Cause.CHAIN_DISTRUSTED_CA) {
      // Of its list of blocked certificates the validator gives no reason, only which one it was.
      return rejection.getReason() == BasicReason.UNSPECIFIED
          && rejection.getIndex() == fault.position();
    }
    return JdkVerdict.causes(rejection.getReason()).contains(fault.cause())
        && (rejection.getIndex() < 0 || rejection.getIndex() == fault.position());
  }

  /** Validates again with the obstacle taken away, where that can be done. */
  private boolean passesWithoutObstacle() {
    PathRun run =
        PathRun.over(examination.path(), examination.validation().trust(), examination.at());
    if (fault.cause() == Cause.CERT_POLICY) {
      return record("any certificate policy accepted", run.withAnyPolicy());
    }
    if (fault.enforcer() == Fault.Enforcer.NAME_CHECK) {
      counterfactuals.add(Counterfactual.of("the name not compared", judged.outcome().passes()));
      return false;
    }
    boolean passes = false;
    if (DATES.contains(fault.cause())) {
      Optional<Instant> time = commonTime();
      passes = time.isPresent() && record("the time " + Words.time(time.get()), run.at(time.get()));
      shorterPath().ifPresent(other -> record("the root trusted itself", other));
    }
    return passes;
  }

  private boolean record(String with, PathRun run) {
    boolean passes = run.run().passes();
    counterfactuals.add(Counterfactual.of(with, passes));
    return passes;
  }

  /** The path that ends at the root of which an expired certificate is a cross-signed form. */
  private Optional<PathRun> shorterPath() {
    if (fault.position() == 0) {
      return Optional.empty();
    }
    Optional<TrustAnchor> root =
        Knowledge.publicRoots()
            .like(examination.certificate(fault.position()))
            .flatMap(PublicRoot::anchor);
    return root.map(
        anchor ->
            PathRun.over(
                CertificationPath.of(
                    examination.certificates().subList(0, fault.position()),
                    Optional.of(anchor),
                    Collections.<Integer>emptyList()),
                examination.validation().trust(),
                examination.at()));
  }

  /** A time at which every certificate of the path is valid, the nearest to that of the failure. */
  private Optional<Instant> commonTime() {
    Instant from = Instant.MIN;
    Instant until = Instant.MAX;
    for (X509Certificate certificate : examination.certificates()) {
      Instant start = certificate.getNotBefore().toInstant();
      Instant end = certificate.getNotAfter().toInstant();
      from = start.isAfter(from) ? start : from;
      until = end.isBefore(until) ? end : until;
    }
    if (from.isAfter(until)) {
      return Optional.empty();
    }
    return Optional.of(examination.at().isAfter(until) ? until : from);
  }

  private List<Cause> contributing() {
    Set<Cause> causes = new LinkedHashSet<>();
    for (Fault other : judged.faults()) {
      causes.add(other.cause());
    }
    causes.remove(fault.cause());
    return new ArrayList<>(causes);
  }

  private List<Alternative> alternatives() {
    return DATES.contains(fault.cause()) && localClock()
        ? Collections.singletonList(ClockSentences.alternative(examination))
        : Collections.<Alternative>emptyList();
  }

  private X509Certificate about() {
    return fault.position() < examination.certificates().size()
        ? examination.certificate(fault.position())
        : examination.anchorCertificate().orElse(examination.path().leaf());
  }

  private List<String> ruledOut() {
    Validation validation = examination.validation();
    List<String> sentences = new ArrayList<>();
    if (judged.outcome().passes()) {
      sentences.add(ChainSentences.pathPasses(examination));
    }
    if (!validation.revocation().enabled()) {
      sentences.add(ChainSentences.REVOCATION_OFF);
    }
    boolean nameCompared =
        !validation.expectedName().isEmpty() && !validation.identificationAlgorithm().isEmpty();
    boolean nameFault = false;
    for (Fault other : judged.faults()) {
      nameFault |= other.enforcer() == Fault.Enforcer.NAME_CHECK;
    }
    if (nameCompared && !nameFault) {
      sentences.add(NameSentences.nameFits(examination));
    }
    return sentences;
  }

  private List<String> evidence() {
    List<String> lines = new ArrayList<>();
    for (Fault other : judged.faults().subList(1, judged.faults().size())) {
      lines.add(other.summary());
    }
    fault
        .disabledBy()
        .flatMap(entry -> DisabledWhere.line(entry, failure.surroundings().securityFiles()))
        .ifPresent(lines::add);
    lines.addAll(LastGoodComparison.lines(failure, examination.validation()));
    return lines;
  }
}
