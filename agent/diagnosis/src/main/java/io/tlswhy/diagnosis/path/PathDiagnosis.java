package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.Validation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Decides what is wrong with a peer's chain, with what is trusted here, or with the name asked for,
 * and proves it by validating the same path again without that.
 *
 * <p>Runs on the failing thread: it must never open a connection, and never follow a pointer that a
 * peer's certificate names.
 */
public final class PathDiagnosis {
  /** What a peer is called of which neither name nor address is known. */
  static final String NAMELESS = "the peer";

  private final HandshakeFailure failure;
  private final Validation validation;
  private final JvmFacts jvm;
  private final BooleanSupplier timeLeft;
  private final Instant at;
  private final String peer;

  private PathDiagnosis(
      HandshakeFailure failure, Validation validation, JvmFacts jvm, BooleanSupplier timeLeft) {
    this.failure = failure;
    this.validation = validation;
    this.jvm = jvm;
    this.timeLeft = timeLeft;
    this.at = validation.trust().date().orElse(failure.at());
    this.peer = called(failure);
  }

  /**
   * The cause among the chain, truststore, cert, name and clock families, or in revocation as far
   * as data at hand decides; empty if the path is not at fault.
   */
  public static Optional<Diagnosis> of(
      HandshakeFailure failure, JvmFacts jvm, BooleanSupplier timeLeft) {
    return withTrials(
        failure, jvm, Collections.<EndpointTrial>emptyList(), AnswerCheck.none(), timeLeft);
  }

  /** The same with what was fetched since: issuers' certificates, others' clocks. */
  public static Optional<Diagnosis> withTrials(
      HandshakeFailure failure,
      JvmFacts jvm,
      List<EndpointTrial> trials,
      AnswerCheck check,
      BooleanSupplier timeLeft) {
    if (!failure.validation().isPresent()) {
      return Optional.empty();
    }
    return new PathDiagnosis(failure, failure.validation().get(), jvm, timeLeft)
        .diagnose(trials, check);
  }

  /** The path by which a validation stands or falls; empty if no certificate came. */
  public static Optional<CertificationPath> decisivePath(
      Validation validation, Instant at, BooleanSupplier timeLeft) {
    CertificationPath best = null;
    for (CertificationPath path : new PathFinder(validation, new Signatures(), timeLeft).paths()) {
      boolean better =
          best == null
              || (path.anchored() && !best.anchored())
              || (path.anchored()
                  && !PathRun.over(best, validation.trust(), at).run().passes()
                  && PathRun.over(path, validation.trust(), at).run().passes());
      if (better) {
        best = path;
      }
    }
    return Optional.ofNullable(best);
  }

  private static String called(HandshakeFailure failure) {
    String name = failure.peer().name();
    if (name.isEmpty()) {
      return NAMELESS;
    }
    return Words.shortened(name);
  }

  private Optional<Diagnosis> diagnose(List<EndpointTrial> trials, AnswerCheck check) {
    if (!validation.rejection().isPresent()) {
      return failure.point() == HandshakeFailure.Point.HOSTNAME_VERIFIER
          ? verifierRefused()
          : Optional.empty();
    }
    TrustSettings trust = validation.trust();
    if (!validation.unparsed().isEmpty()) {
      // Java judges no chain of which it cannot read every certificate.
      return Optional.of(TrustSentences.malformed(peer, validation.unparsed().size()).build());
    }
    if (validation.chain().isEmpty()) {
      return Optional.empty();
    }
    if (trust.anchorsKnown() && trust.anchors().isEmpty()) {
      return Optional.of(StoreSentences.empty(validation).build());
    }
    Signatures signatures = new Signatures();
    List<CertificationPath> paths = new PathFinder(validation, signatures, timeLeft).paths();
    if (paths.isEmpty()) {
      return Optional.empty();
    }
    List<Examination> anchored = new ArrayList<>();
    for (CertificationPath path : paths) {
      if (path.anchor().isPresent()) {
        anchored.add(Examination.of(path, validation, jvm, failure.role(), peer, at));
      }
    }
    JdkVerdict verdict = JdkVerdict.of(validation.rejection().get());
    if (!anchored.isEmpty()) {
      Optional<Diagnosis> judged =
          new PathJudge(
                  failure, validation, verdict, check, OtherClocks.of(trials, check), timeLeft)
              .judge(anchored);
      return judged.filter(found -> !found.cause().family().equals("revocation")).isPresent()
          ? judged
          : ownCheck().map(Optional::of).orElse(judged);
    }
    Optional<Diagnosis> closed = new IssuersAtHand(failure, trials).diagnose(validation, at, peer);
    if (closed.isPresent()) {
      return closed;
    }
    if (trust.anchorsKnown()) {
      return Optional.of(
          new DeadEnd(failure, validation, signatures, at, peer, Knowledge::publicRoots)
              .diagnose(paths));
    }
    return Optional.of(
        new UnknownTrust(
                failure, Examination.of(paths.get(0), validation, jvm, failure.role(), peer, at))
            .diagnose());
  }

  /** Nothing is wrong with the path, and a check of the application's own refused it. */
  private Optional<Diagnosis> ownCheck() {
    return validation
        .rejection()
        .flatMap(OwnCheck::of)
        .map(
            check ->
                StoreSentences.ownCheck(peer, validation, check)
                    .subject(Words.subject(validation.chain().get(0)))
                    .build());
  }

  /** The diagnosis of a certificate that the application's own HostnameVerifier refused. */
  private Optional<Diagnosis> verifierRefused() {
    String wanted =
        validation.expectedName().isEmpty() ? failure.peer().host() : validation.expectedName();
    if (wanted.isEmpty() || validation.chain().isEmpty()) {
      return Optional.empty();
    }
    CertificationPath path =
        CertificationPath.of(
            validation.chain().subList(0, 1), Optional.empty(), Collections.<Integer>emptyList());
    Examination examination = Examination.of(path, validation, jvm, failure.role(), peer, at);
    CertificateNames names = CertificateNames.of(path.leaf());
    if (NameRule.covered(names, wanted)) {
      return Optional.of(StoreSentences.verifier(examination, wanted).build());
    }
    Fault fault = NameRule.fault(examination, names, wanted);
    return Optional.of(
        Diagnosis.builder(fault.cause(), Confidence.LIKELY, fault.summary())
            .fix(fault.fix())
            .fixes(fault.fixes())
            .evidence(LastGoodComparison.lines(failure, validation))
            .subject(Words.subject(path.leaf()))
            .build());
  }
}
