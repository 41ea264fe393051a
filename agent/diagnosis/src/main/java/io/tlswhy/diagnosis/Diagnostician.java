package io.tlswhy.diagnosis;

import io.tlswhy.diagnosis.handshake.HandshakeDiagnosis;
import io.tlswhy.diagnosis.handshake.SecondHandshake;
import io.tlswhy.diagnosis.path.AnswerCheck;
import io.tlswhy.diagnosis.path.CertificationPath;
import io.tlswhy.diagnosis.path.PathDiagnosis;
import io.tlswhy.diagnosis.path.Pointers;
import io.tlswhy.diagnosis.revocation.FullCheck;
import io.tlswhy.diagnosis.revocation.RevocationDiagnosis;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.evidence.PeerTrial;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Validation;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Decides the cause of a failure: at once from what is at hand, and again with what probes brought.
 *
 * <p>Of several that fit, the first holds: what makes the certificate unacceptable whatever
 * revocation says, then that it is revoked, then what keeps revocation from being known; and only
 * when no certificate was rejected, what else ended the handshake.
 */
public final class Diagnostician {
  private static final String REVOCATION = "revocation";
  private static final BooleanSupplier UNHURRIED = () -> true;

  /** Causes that what a trust store or a security property says now can decide or explain. */
  private static final Set<Cause> FILES_TELL =
      Collections.unmodifiableSet(
          EnumSet.of(
              Cause.CHAIN_INCOMPLETE,
              Cause.CHAIN_SELF_SIGNED,
              Cause.CHAIN_UNTRUSTED_ROOT,
              Cause.CHAIN_INTERCEPTED,
              Cause.TRUSTSTORE_OUTDATED,
              Cause.TRUSTSTORE_UNREADABLE,
              Cause.TRUSTSTORE_CHANGED,
              Cause.TRUSTSTORE_CUSTOM,
              Cause.CERT_WEAK_ALGORITHM,
              Cause.CERT_WEAK_KEY));

  private final JvmFacts jvm;
  private final RevocationDiagnosis revocation;
  private final HandshakeDiagnosis handshake;
  private final SecondHandshake second;

  /** A diagnostician for failures in that JVM. */
  public Diagnostician(JvmFacts jvm) {
    this.jvm = jvm;
    this.revocation = new RevocationDiagnosis(jvm);
    this.handshake = new HandshakeDiagnosis(jvm);
    this.second = new SecondHandshake(jvm);
  }

  /**
   * The first diagnosis, on the failing thread: JDK classes only, no I/O.
   *
   * @param timeLeft asked between steps; when it says no, the best so far is returned
   */
  public Diagnosis atOnce(HandshakeFailure failure, BooleanSupplier timeLeft) {
    Diagnosis diagnosis = diagnose(failure, Optional.empty(), timeLeft);
    if (timeLeft.getAsBoolean()) {
      return diagnosis;
    }
    return inHaste(failure, diagnosis).toBuilder().interim(true).build();
  }

  /** The endpoints whose trial would decide or confirm; empty if none would. */
  public List<EndpointQuestion> questions(HandshakeFailure failure) {
    Optional<CertificationPath> path = rejectedPath(failure, UNHURRIED);
    if (!path.isPresent()) {
      return Collections.emptyList();
    }
    if (path.get().anchored()) {
      Optional<Diagnosis> settled =
          isRejection(failure)
              ? PathDiagnosis.of(failure, jvm, UNHURRIED).filter(Diagnostician::settles)
              : Optional.empty();
      return settled.isPresent()
          ? ClockQuestions.of(settled.get(), path.get(), failure)
          : revocation.questions(failure, path.get());
    }
    // Nobody vouches for this chain: all that may be asked is who issued it, and never of a client.
    return failure.role() == Role.CLIENT ? issuerQuestions(path.get()) : Collections.emptyList();
  }

  /** The second handshakes with the peer that would decide; empty if none would. */
  public Optional<PeerQuestion> peerQuestion(HandshakeFailure failure) {
    return second.question(failure, diagnose(failure, Optional.empty(), UNHURRIED));
  }

  /** A diagnosis with what second handshakes with the peer showed. */
  public Diagnosis withPeerTrial(HandshakeFailure failure, Diagnosis known, PeerTrial trial) {
    return second.with(failure, known, trial);
  }

  /** Whether files of this machine (trust stores, security properties) would decide or confirm. */
  public boolean asksFiles(HandshakeFailure failure) {
    return failure.validation().flatMap(Validation::rejection).isPresent()
        && PathDiagnosis.of(failure, jvm, UNHURRIED)
            .map(Diagnosis::cause)
            .filter(FILES_TELL::contains)
            .isPresent();
  }

  /** The diagnosis with what trying the endpoints showed; runs on an agent's thread. */
  public Diagnosis withTrials(HandshakeFailure failure, List<EndpointTrial> trials) {
    return diagnose(failure, Optional.of(trials), UNHURRIED);
  }

  private Diagnosis diagnose(
      HandshakeFailure failure, Optional<List<EndpointTrial>> trials, BooleanSupplier timeLeft) {
    return new IneffectiveSettings(jvm).beside(cause(failure, trials, timeLeft));
  }

  private Diagnosis cause(
      HandshakeFailure failure, Optional<List<EndpointTrial>> trials, BooleanSupplier timeLeft) {
    if (failure.point() == HandshakeFailure.Point.SLOW) {
      return rejectedPath(failure, UNHURRIED)
          .flatMap(path -> revocation.late(failure, path, trials))
          .orElseGet(() -> handshake.of(failure));
    }
    if (!isRejection(failure)) {
      Optional<Diagnosis> ofName =
          failure.point() == HandshakeFailure.Point.HOSTNAME_VERIFIER
              ? PathDiagnosis.of(failure, jvm, timeLeft)
              : Optional.empty();
      return ofName.orElseGet(() -> handshake.of(failure));
    }
    Optional<Diagnosis> ofPath =
        PathDiagnosis.withTrials(
            failure,
            jvm,
            trials.orElse(Collections.<EndpointTrial>emptyList()),
            trials.isPresent() ? new FullCheck() : AnswerCheck.none(),
            timeLeft);
    if (ofPath.isPresent() && settles(ofPath.get())) {
      List<EndpointTrial> tried = trials.orElse(Collections.<EndpointTrial>emptyList());
      return tried.isEmpty() ? ofPath.get() : ofPath.get().toBuilder().endpoints(tried).build();
    }
    if (!ofPath.isPresent() && !timeLeft.getAsBoolean()) {
      // A look-up that failed proves nothing while the chain itself has not been judged.
      return handshake.undecided(failure);
    }
    Optional<Diagnosis> ofLookups =
        rejectedPath(failure, timeLeft)
            .flatMap(
                path ->
                    trials.isPresent()
                        ? revocation.withTrials(failure, path, trials.get())
                        : revocation.atOnce(failure, path));
    Diagnosis decided = decide(ofPath, ofLookups).orElseGet(() -> handshake.of(failure));
    return trials.isPresent() && decided.cause() == Cause.REVOCATION_NO_POINTER
        ? withRequirements(failure, trials.get(), decided)
        : decided;
  }

  private Diagnosis withRequirements(
      HandshakeFailure failure, List<EndpointTrial> trials, Diagnosis diagnosis) {
    List<String> evidence = new ArrayList<>(diagnosis.evidence());
    rejectedPath(failure, UNHURRIED)
        .ifPresent(path -> evidence.addAll(revocation.requirements(failure, path, trials)));
    return diagnosis.toBuilder().evidence(evidence).build();
  }

  /**
   * Time ran out before the path was judged. Where the JDK itself says that it got as far as
   * revocation, what its look-ups met is better than half a judgement.
   */
  private Diagnosis inHaste(HandshakeFailure failure, Diagnosis soFar) {
    return revocation.stopped(failure) ? revocation.inHaste(failure).orElse(soFar) : soFar;
  }

  /** Whether nothing about revocation could change this cause. */
  private static boolean settles(Diagnosis ofPath) {
    return !isRevocation(ofPath)
        && (ofPath.cause() != Cause.TRUSTSTORE_CUSTOM || ofPath.confidence() == Confidence.PROVED);
  }

  /**
   * Revoked is the strongest; then what a look-up met, for nothing at hand would have been needed
   * had it gone well; then what the data at hand lacks.
   */
  private static Optional<Diagnosis> decide(
      Optional<Diagnosis> atHand, Optional<Diagnosis> ofLookups) {
    if (!atHand.isPresent() || !ofLookups.isPresent()) {
      return atHand.isPresent() ? atHand : ofLookups;
    }
    switch (atHand.get().cause()) {
      case REVOCATION_REVOKED:
        return atHand;
      case REVOCATION_STAPLE:
        return ofLookups.get().cause() == Cause.REVOCATION_REVOKED ? ofLookups : atHand;
      default:
        boolean vague =
            ofLookups.get().confidence() == Confidence.POSSIBLE
                || ofLookups.get().cause() == Cause.REVOCATION_NO_POINTER;
        return vague ? atHand : ofLookups;
    }
  }

  private static boolean isRevocation(Diagnosis diagnosis) {
    return diagnosis.cause().family().equals(REVOCATION);
  }

  private static boolean isRejection(HandshakeFailure failure) {
    return failure.point() == HandshakeFailure.Point.HOSTNAME_VERIFIER
        || failure.validation().flatMap(Validation::rejection).isPresent();
  }

  private static Optional<CertificationPath> rejectedPath(
      HandshakeFailure failure, BooleanSupplier timeLeft) {
    return failure
        .validation()
        .filter(
            validation ->
                validation.rejection().isPresent()
                    || failure.point() == HandshakeFailure.Point.SLOW)
        .flatMap(validation -> PathDiagnosis.decisivePath(validation, failure.at(), timeLeft));
  }

  private static List<EndpointQuestion> issuerQuestions(CertificationPath path) {
    List<EndpointQuestion> questions = new ArrayList<>();
    for (URI url : Pointers.caIssuers(path.last())) {
      questions.add(
          EndpointQuestion.of(
              LookupKind.CA_ISSUERS, url, path.last(), Optional.empty(), false, Role.CLIENT));
    }
    return questions;
  }
}
