package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.path.CertificationPath;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.Stage;
import io.tlswhy.evidence.Validation;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateRevokedException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a certificate's status could not be known or spoke against it, given that nothing else is
 * wrong with its path.
 */
public final class RevocationDiagnosis {
  private final JvmFacts jvm;
  private final AttemptReading attempts;

  /** A diagnosis for failures in that JVM. */
  public RevocationDiagnosis(JvmFacts jvm) {
    this.jvm = jvm;
    this.attempts = new AttemptReading(new JvmProxies(jvm));
  }

  /**
   * What the JVM's own look-ups show, with JDK classes only and without I/O.
   *
   * @param path the path that validates but for revocation
   */
  public Optional<Diagnosis> atOnce(HandshakeFailure failure, CertificationPath path) {
    return failure.validation().flatMap(validation -> atOnce(new Scene(failure, validation, path)));
  }

  /** Whether the JDK says that it could not tell whether a certificate is revoked. */
  public boolean stopped(HandshakeFailure failure) {
    return failure
        .validation()
        .flatMap(Rejections::decisive)
        .filter(e -> e.getReason() == BasicReason.UNDETERMINED_REVOCATION_STATUS)
        .isPresent();
  }

  /**
   * What the JVM's own look-ups show when there was no time to find and judge the path: what the
   * first one met that stopped the validation.
   */
  public Optional<Diagnosis> inHaste(HandshakeFailure failure) {
    if (!failure.validation().isPresent()) {
      return Optional.empty();
    }
    Validation validation = failure.validation().get();
    for (Lookup lookup : validation.lookups()) {
      if (failed(lookup) && lookup.certificate().isPresent()) {
        X509Certificate subject = lookup.certificate().get();
        Pointer pointer = Pointer.of(lookup.kind(), lookup.url());
        Need need =
            Need.of(
                Math.max(0, validation.chain().indexOf(subject)),
                subject,
                Optional.empty(),
                Collections.singletonList(pointer));
        Obstacle obstacle = attempts.of(need, pointer, lookup, validation.revocation());
        ObstacleBasics basics = new ObstacleBasics(jvm);
        return Optional.of(
            basics
                .begin(obstacle, obstacle.certain() ? Confidence.LIKELY : Confidence.POSSIBLE)
                .alternatives(basics.alternatives(obstacle))
                .evidence(LookupSentences.lookups(validation))
                .interim(true)
                .build());
      }
    }
    return Optional.empty();
  }

  /** What the JVM's own look-ups and the trials of their endpoints show. */
  public Optional<Diagnosis> withTrials(
      HandshakeFailure failure, CertificationPath path, List<EndpointTrial> trials) {
    if (!failure.validation().isPresent()) {
      return Optional.empty();
    }
    Scene scene = new Scene(failure, failure.validation().get(), path);
    Trials tried = new Trials(scene, trials);
    Optional<Diagnosis> revoked = tried.revoked().map(need -> revokedByTrial(scene, tried, need));
    if (revoked.isPresent()) {
      return revoked;
    }
    Optional<Diagnosis> byJvm = revokedByJvm(scene);
    if (byJvm.isPresent()) {
      return byJvm;
    }
    List<Obstacle> obstacles = obstaclesWithTrials(scene, tried);
    if (obstacles.isEmpty()) {
      return atOnce(scene)
          .map(diagnosis -> diagnosis.toBuilder().endpoints(trials).interim(false).build());
    }
    return Optional.of(teller(scene).tell(obstacles, Optional.of(tried)));
  }

  /**
   * Where the time went of a handshake that is late and was not rejected (yet).
   *
   * @param trials absent while the endpoints were not tried
   */
  public Optional<Diagnosis> late(
      HandshakeFailure failure, CertificationPath path, Optional<List<EndpointTrial>> trials) {
    return failure
        .validation()
        .flatMap(
            validation -> {
              Scene scene = new Scene(failure, validation, path);
              Optional<Trials> tried = trials.map(list -> new Trials(scene, list));
              List<Obstacle> obstacles =
                  tried.isPresent() ? obstaclesWithTrials(scene, tried.get()) : met(scene);
              return new LateHandshake(jvm).diagnosis(scene, obstacles, tried);
            });
  }

  /**
   * What will keep the next handshake from passing, by trials without any failure: certificates of
   * which no way tells the status.
   */
  public Optional<Diagnosis> foreseen(
      HandshakeFailure watched, CertificationPath path, List<EndpointTrial> trials) {
    Validation validation = watched.validation().get();
    Scene scene = new Scene(watched, validation, path);
    Trials tried = new Trials(scene, trials);
    Optional<Diagnosis> revoked = tried.revoked().map(need -> revokedByTrial(scene, tried, need));
    if (revoked.isPresent()) {
      return revoked;
    }
    List<Obstacle> obstacles = new ArrayList<>();
    for (Need need : scene.needs()) {
      Map<Pointer, Obstacle> found = withTrials(scene, tried, need);
      if (!need.pointers().isEmpty() && found.size() == need.pointers().size()) {
        obstacles.addAll(found.values());
      }
    }
    if (obstacles.isEmpty()) {
      return Optional.empty();
    }
    Diagnosis diagnosis = teller(scene).tell(obstacles, Optional.of(tried));
    return Optional.of(
        diagnosis.toBuilder()
            .summary(
                diagnosis.summary()
                    + RevocationSentences.foreseen(
                        watched.peer(), validation.revocation().softFail()))
            .build());
  }

  /** The earliest {@code nextUpdate} of what trials brought and is in order. */
  public Optional<Instant> validUntil(
      HandshakeFailure watched, CertificationPath path, List<EndpointTrial> trials) {
    Scene scene = new Scene(watched, watched.validation().get(), path);
    Trials tried = new Trials(scene, trials);
    Optional<Instant> earliest = Optional.empty();
    for (Need need : scene.needs()) {
      for (Pointer pointer : need.pointers()) {
        Optional<Instant> next =
            tried
                .verdict(need, pointer)
                .filter(verdict -> verdict.result() == Stage.Result.OK)
                .flatMap(ContentVerdict::nextUpdate);
        if (next.isPresent() && (!earliest.isPresent() || next.get().isBefore(earliest.get()))) {
          earliest = next;
        }
      }
    }
    return earliest;
  }

  /** What this JVM's settings require of each certificate of the path, a sentence each. */
  public List<String> requirements(
      HandshakeFailure failure, CertificationPath path, List<EndpointTrial> trials) {
    if (!failure.validation().isPresent()) {
      return Collections.emptyList();
    }
    Scene scene = new Scene(failure, failure.validation().get(), path);
    return new Requirements(scene, new Trials(scene, trials)).lines();
  }

  /** The endpoints that this JVM's settings make it ask, for every certificate of the path. */
  public List<EndpointQuestion> questions(HandshakeFailure failure, CertificationPath path) {
    List<EndpointQuestion> questions = new ArrayList<>();
    failure
        .validation()
        .ifPresent(
            validation -> {
              Scene scene = new Scene(failure, validation, path);
              for (Need need : scene.needs()) {
                List<X509Certificate> crlIssuers = scene.crlIssuers(need);
                for (Pointer pointer : need.pointers()) {
                  questions.add(
                      EndpointQuestion.of(
                              pointer.kind(),
                              pointer.url(),
                              need.subject(),
                              need.issuer(),
                              path.anchored(),
                              failure.role())
                          .withCrlIssuers(crlIssuers));
                }
              }
            });
    return questions;
  }

  private Optional<Diagnosis> atOnce(Scene scene) {
    Optional<Diagnosis> revoked = revokedByJvm(scene);
    if (revoked.isPresent()) {
      return revoked;
    }
    List<Obstacle> obstacles = met(scene);
    return obstacles.isEmpty()
        ? new WithoutLookups(jvm, scene).diagnosis()
        : Optional.of(teller(scene).tell(obstacles, Optional.empty()));
  }

  private ObstacleTeller teller(Scene scene) {
    return new ObstacleTeller(jvm, scene);
  }

  private Diagnosis revokedByTrial(Scene scene, Trials trials, Need need) {
    return teller(scene).tellRevoked(need, trials, obstaclesWithTrials(scene, trials));
  }

  /** The JDK says that it knows the certificate to be revoked: it verified that itself. */
  private Optional<Diagnosis> revokedByJvm(Scene scene) {
    if (!scene.rejection().filter(e -> e.getReason() == BasicReason.REVOKED).isPresent()) {
      return Optional.empty();
    }
    Throwable cause = scene.rejection().get().getCause();
    Optional<CertificateRevokedException> details =
        cause instanceof CertificateRevokedException
            ? Optional.of((CertificateRevokedException) cause)
            : Optional.empty();
    return scene
        .rejected()
        .map(
            need ->
                teller(scene)
                    .tellRevoked(
                        need,
                        answeredAt(scene, need),
                        details.map(e -> e.getRevocationDate().toInstant()),
                        details
                            .map(e -> RevocationReason.name(e.getRevocationReason().ordinal()))
                            .orElse("")));
  }

  private static Optional<Pointer> answeredAt(Scene scene, Need need) {
    for (Pointer pointer : need.pointers()) {
      if (scene
          .lookup(need, pointer)
          .filter(lookup -> lookup.outcome() == Lookup.Outcome.ANSWERED)
          .isPresent()) {
        return Optional.of(pointer);
      }
    }
    return Optional.empty();
  }

  /**
   * The obstacles in the order in which they weigh. A certificate of which one way tells the status
   * comes after those of which none does, unless the JVM itself stopped at it.
   */
  private List<Obstacle> obstaclesWithTrials(Scene scene, Trials trials) {
    List<Obstacle> obstacles = new ArrayList<>();
    List<Obstacle> ofKnown = new ArrayList<>();
    for (Need need : inOrderOfBlame(scene)) {
      Map<Pointer, Obstacle> found = withTrials(scene, trials, need);
      boolean known = false;
      for (Pointer pointer : need.pointers()) {
        known |=
            !found.containsKey(pointer)
                && trials
                    .verdict(need, pointer)
                    .filter(verdict -> verdict.result() == Stage.Result.OK)
                    .isPresent();
      }
      boolean stoppedAt = scene.rejected().filter(need::equals).isPresent();
      (known && !stoppedAt ? ofKnown : obstacles).addAll(found.values());
    }
    obstacles.addAll(ofKnown);
    return obstacles;
  }

  private Map<Pointer, Obstacle> withTrials(Scene scene, Trials trials, Need need) {
    Map<Pointer, Obstacle> met = met(scene, need);
    Map<Pointer, Obstacle> found = new LinkedHashMap<>();
    for (Pointer pointer : need.pointers()) {
      Optional<Obstacle> own = Optional.ofNullable(met.get(pointer));
      Optional<EndpointTrial> trial = trials.of(need, pointer);
      Optional<Obstacle> obstacle =
          trial.isPresent()
              ? new TrialReading(
                      scene, need, pointer, trial.get(), trials.verdict(need, pointer), own, jvm)
                  .obstacle()
              : own;
      obstacle.ifPresent(value -> found.put(pointer, value));
    }
    return found;
  }

  private List<Obstacle> met(Scene scene) {
    List<Obstacle> obstacles = new ArrayList<>();
    for (Need need : inOrderOfBlame(scene)) {
      obstacles.addAll(met(scene, need).values());
    }
    return obstacles;
  }

  /** What the JVM's own failed look-ups for a certificate met, in the JVM's order. */
  private Map<Pointer, Obstacle> met(Scene scene, Need need) {
    Map<Pointer, Obstacle> met = new LinkedHashMap<>();
    for (Pointer pointer : need.pointers()) {
      scene
          .lookup(need, pointer)
          .filter(RevocationDiagnosis::failed)
          .ifPresent(
              lookup ->
                  met.put(
                      pointer,
                      attempts.of(need, pointer, lookup, scene.validation().revocation())));
    }
    return met;
  }

  private static boolean failed(Lookup lookup) {
    return lookup.outcome() == Lookup.Outcome.FAILED
        || lookup.outcome() == Lookup.Outcome.REMEMBERED_FAILURE;
  }

  /**
   * The needs, the one that stopped the validation first: the one that the JDK names, else the
   * first for which it asked and got no answer at all, else the JDK's own order.
   */
  private static List<Need> inOrderOfBlame(Scene scene) {
    List<Need> ordered = new ArrayList<>(scene.needs());
    Optional<Need> blamed = scene.rejected();
    for (Need need : scene.needs()) {
      List<Lookup> lookups = scene.lookups(need);
      if (!blamed.isPresent()
          && !lookups.isEmpty()
          && lookups.stream().allMatch(RevocationDiagnosis::failed)) {
        blamed = Optional.of(need);
      }
    }
    blamed.ifPresent(
        need -> {
          ordered.remove(need);
          ordered.add(0, need);
        });
    return ordered;
  }
}
