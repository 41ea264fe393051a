package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.RevocationSettings;
import io.tlswhy.evidence.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an obstacle from a trial: the stage that failed first on the JVM's own way decides, and
 * what the other ways brought tells it from its neighbours.
 */
final class TrialReading {
  private static final int ANSWER = 3;
  private static final String DIRECT = "direct";

  /** A trial that is older than this was made for another failure. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Need need;
  private final Pointer pointer;
  private final EndpointTrial trial;
  private final Optional<ContentVerdict> verdict;
  private final RevocationSettings settings;
  private final Optional<Obstacle> met;
  private final Optional<Lookup> lookup;
  private final NetworkSentences network;
  private final Optional<Duration> age;

  /**
   * A reading.
   *
   * @param scene the validation that it is read for
   * @param verdict what the trial's answer is worth, if there is one
   * @param met what the JVM's own look-up met, if it failed
   * @param jvm this JVM, whose settings bear on names, addresses and sizes
   */
  TrialReading(
      Scene scene,
      Need need,
      Pointer pointer,
      EndpointTrial trial,
      Optional<ContentVerdict> verdict,
      Optional<Obstacle> met,
      JvmFacts jvm) {
    this.need = need;
    this.pointer = pointer;
    this.trial = trial;
    this.verdict = verdict;
    this.settings = scene.validation().revocation();
    this.met = met;
    this.lookup = scene.lookup(need, pointer);
    this.network = new NetworkSentences(jvm);
    this.age =
        trial
            .at()
            .map(at -> Duration.between(at, scene.failure().at()))
            .filter(span -> span.compareTo(FRESH) > 0);
  }

  /** The obstacle; empty if the JVM's own way leads to an answer that lets the certificate pass. */
  Optional<Obstacle> obstacle() {
    Optional<Stage> failed = firstFailure();
    boolean nothingSent =
        failed.isPresent() ? failed.get().result() == Stage.Result.FORBIDDEN : !answeredJvm();
    if (nothingSent || failed.filter(this::isOnlyLate).isPresent()) {
      return met.map(obstacle -> obstacle.toBuilder().trial(trial).build());
    }
    if (failed.isPresent() && failed.get().kind() != Stage.Kind.CONTENT) {
      return Optional.of(finish(ofStage(failed.get())));
    }
    if (failed.filter(stage -> stage.result() == Stage.Result.TIMEOUT).isPresent()) {
      return Optional.of(
          finish(of(Cause.REVOCATION_SLOW, TrialSentences.trickled(pointer, failed.get()))));
    }
    ContentVerdict content = content(failed);
    return content.result() == Stage.Result.OK || content.result() == Stage.Result.SKIPPED
        ? lateOrIntermittent()
        : Optional.of(finish(ofContent(content)));
  }

  /**
   * Whether the trial ran out of time where the JVM's own look-up had got its answer: then nothing
   * there drops what is sent, and the trial was late itself, as on a machine that is too busy.
   */
  private boolean isOnlyLate(Stage failed) {
    return failed.result() == Stage.Result.TIMEOUT
        && failed.kind() != Stage.Kind.CONTENT
        && lookup
            .filter(made -> made.error().isPresent())
            .map(made -> Attempt.of(made.error().get(), made.took()).isAnswer())
            .orElse(false);
  }

  private Optional<Stage> firstFailure() {
    for (Stage stage : trial.stages()) {
      if (stage.asJvm()
          && stage.result() != Stage.Result.OK
          && stage.result() != Stage.Result.SKIPPED) {
        return Optional.of(stage);
      }
    }
    return Optional.empty();
  }

  /** Whether an answer came on the JVM's own way, of whatever worth. */
  private boolean answeredJvm() {
    for (Stage stage : trial.stages()) {
      if (stage.asJvm() && stage.kind() == Stage.Kind.HTTP && stage.result() == Stage.Result.OK) {
        return true;
      }
    }
    return false;
  }

  /**
   * What the answer on the JVM's own way is worth for this certificate. The trial's own word counts
   * where the answer that it kept came on another way.
   */
  private ContentVerdict content(Optional<Stage> failed) {
    boolean ofThisCertificate =
        !trial.subject().filter(other -> !other.equals(need.subject())).isPresent();
    if (failed.isPresent() && ofThisCertificate) {
      return verdict
          .filter(kept -> kept.result() == failed.get().result())
          .orElseGet(() -> ContentVerdict.of(failed.get().result(), failed.get().detail()));
    }
    return verdict.orElseGet(() -> ContentVerdict.of(Stage.Result.SKIPPED, ""));
  }

  private Obstacle.Builder ofContent(ContentVerdict content) {
    return Obstacle.builder(
            causeOfContent(content.result()),
            need,
            pointer,
            TrialSentences.content(pointer, content))
        .verdict(Optional.of(content));
  }

  private static Cause causeOfContent(Stage.Result result) {
    switch (result) {
      case REVOKED:
        return Cause.REVOCATION_REVOKED;
      case STALE:
        return Cause.REVOCATION_RESPONSE_STALE;
      case UNKNOWN:
        return Cause.REVOCATION_UNKNOWN;
      case RESPONDER_ERROR:
        return Cause.REVOCATION_RESPONDER_ERROR;
      case NOT_THE_RESPONDER:
        return Cause.REVOCATION_INTERCEPTED;
      default:
        return Cause.REVOCATION_RESPONSE_UNTRUSTED;
    }
  }

  /**
   * The JVM's own way works now: either it takes longer than the JVM waits, or it comes and goes.
   */
  private Optional<Obstacle> lateOrIntermittent() {
    Duration answerTook = Duration.ZERO;
    for (Stage stage : trial.stages()) {
      if (stage.asJvm() && stage.kind() == Stage.Kind.HTTP) {
        answerTook = stage.took();
      }
    }
    Optional<Duration> limit = readLimit();
    boolean mayBeLate = met.isPresent() || !lookup.isPresent();
    if (mayBeLate && limit.isPresent() && answerTook.compareTo(limit.get()) > 0) {
      return Optional.of(
          finish(
              Obstacle.builder(
                      Cause.REVOCATION_SLOW,
                      need,
                      pointer,
                      TrialSentences.slowerThanLimit(pointer, answerTook, limit))
                  .answerTook(answerTook)));
    }
    Optional<Long> most = CrlLimit.exceededBy(trial.octets(), pointer, settings);
    if (most.isPresent()) {
      return Optional.of(
          finish(
              of(
                      Cause.REVOCATION_RESPONSE_UNTRUSTED,
                      TrialSentences.largerThanLimit(trial.octets(), most.get()))
                  .octets(trial.octets())));
    }
    return met.map(
        obstacle ->
            obstacle.toBuilder()
                .happened(
                    TrialSentences.worksNow(obstacle.happened())
                        + age.map(TrialSentences::testedBefore).orElse(""))
                .trial(trial)
                .verdict(verdict)
                .workingWay(trial.workingWay())
                .build());
  }

  private Optional<Duration> readLimit() {
    return pointer.kind() == LookupKind.OCSP
        ? settings.ocspReadTimeout()
        : settings.crlReadTimeout();
  }

  private Obstacle.Builder ofStage(Stage failed) {
    boolean direct = failed.via().equals(DIRECT);
    if (!direct && failed.kind() != Stage.Kind.TLS && isProxysFault(failed)) {
      return ofProxy(failed);
    }
    switch (failed.kind()) {
      case DNS:
        return of(Cause.REVOCATION_DNS, network.nameFailed(pointer, failed, trial));
      case CONNECT:
        return of(unreachable(), network.connectFailed(pointer, directConnects(), trial));
      case PROXY:
        return ofProxy(failed);
      case TLS:
        return isSilence(failed)
            ? of(unreachable(), TrialSentences.silent(pointer, failed))
            : of(
                Cause.REVOCATION_RESPONSE_UNTRUSTED,
                TrialSentences.endpointTlsFailed(pointer, failed));
      default:
        return ofExchange(failed);
    }
  }

  private static boolean isProxysFault(Stage failed) {
    switch (failed.result()) {
      case STATUS:
      case NOT_THE_RESPONDER:
      case REDIRECT:
      case TOO_LARGE:
        return false;
      default:
        return true;
    }
  }

  private Obstacle.Builder ofExchange(Stage failed) {
    switch (failed.result()) {
      case STATUS:
        return of(Cause.REVOCATION_RESPONDER_ERROR, TrialSentences.statusAnswered(pointer, failed));
      case REDIRECT:
        if (pointer.isLdap()) {
          return of(
              Cause.REVOCATION_RESPONDER_ERROR, TrialSentences.referredElsewhere(pointer, failed));
        }
        return of(Cause.REVOCATION_INTERCEPTED, TrialSentences.strangerAnswered(pointer, failed));
      case NOT_THE_RESPONDER:
        return of(Cause.REVOCATION_INTERCEPTED, TrialSentences.strangerAnswered(pointer, failed));
      case PROXY_AUTHENTICATION:
      case PROXY_DENIED:
      case PROXY_FAILED:
        return ofProxy(failed);
      case TOO_LARGE:
        return of(Cause.REVOCATION_RESPONSE_UNTRUSTED, TrialSentences.tooLarge(pointer, failed));
      default:
        Optional<Duration> later = answeredLater();
        return later.isPresent() && failed.result() == Stage.Result.TIMEOUT
            ? of(
                    Cause.REVOCATION_SLOW,
                    TrialSentences.slowerThanLimit(pointer, later.get(), readLimit()))
                .answerTook(later.get())
            : of(unreachable(), TrialSentences.silent(pointer, failed));
    }
  }

  /**
   * How long a direct trial took that was given more time than the JVM gives, and got an answer.
   */
  private Optional<Duration> answeredLater() {
    for (Stage stage : trial.stages()) {
      if (!stage.asJvm()
          && stage.via().equals(DIRECT)
          && stage.kind() == Stage.Kind.HTTP
          && stage.result() == Stage.Result.OK) {
        return Optional.of(stage.took());
      }
    }
    return Optional.empty();
  }

  private Cause unreachable() {
    return trial.workingWay().filter(way -> !way.startsWith(DIRECT)).isPresent()
        ? Cause.REVOCATION_PROXY_REQUIRED
        : Cause.REVOCATION_BLOCKED;
  }

  private static boolean isSilence(Stage stage) {
    return stage.result() == Stage.Result.TIMEOUT
        || stage.result() == Stage.Result.RESET
        || stage.result() == Stage.Result.EOF;
  }

  private Obstacle.Builder ofProxy(Stage failed) {
    return of(Cause.REVOCATION_PROXY, TrialSentences.proxyFailed(pointer, failed))
        .proxyStage(failed);
  }

  private Obstacle.Builder of(Cause cause, String happened) {
    return Obstacle.builder(cause, need, pointer, happened).verdict(verdict);
  }

  private Obstacle finish(Obstacle.Builder obstacle) {
    List<String> dead = new ArrayList<>();
    List<String> live = new ArrayList<>();
    for (Stage stage : directConnects()) {
      (stage.result() == Stage.Result.OK ? live : dead).add(stage.address());
    }
    Obstacle read =
        obstacle
            .trial(trial)
            .deadAddresses(dead)
            .liveAddresses(live)
            .workingWay(trial.workingWay())
            .proxy(jvmProxy())
            .attempt(lookup)
            .certain(true)
            .build();
    return read.toBuilder()
        .happened(read.happened() + age.map(TrialSentences::testedBefore).orElse(""))
        .confirmed(isConfirmedBy(read))
        .build();
  }

  private Optional<String> jvmProxy() {
    for (Stage stage : trial.stages()) {
      if (stage.asJvm() && stage.kind() != Stage.Kind.DNS && !stage.via().equals(DIRECT)) {
        return Optional.of(stage.via());
      }
    }
    return Optional.empty();
  }

  /** The direct connections, one for each address, the JVM's own first. */
  private List<Stage> directConnects() {
    Map<String, Stage> byAddress = new LinkedHashMap<>();
    for (boolean asJvm : new boolean[] {true, false}) {
      for (Stage stage : trial.stages()) {
        if (stage.asJvm() == asJvm
            && stage.kind() == Stage.Kind.CONNECT
            && stage.via().equals(DIRECT)
            && stage.result() != Stage.Result.SKIPPED) {
          byAddress.putIfAbsent(stage.address(), stage);
        }
      }
    }
    return new ArrayList<>(byAddress.values());
  }

  /** Whether the JVM's own look-up came as far as the trial did, and no farther. */
  private boolean isConfirmedBy(Obstacle read) {
    if (met.isPresent()) {
      return stageOf(met.get().cause()) == stageOf(read.cause());
    }
    return lookup.filter(own -> own.outcome() == Lookup.Outcome.ANSWERED).isPresent()
        && stageOf(read.cause()) == ANSWER;
  }

  private static int stageOf(Cause cause) {
    switch (cause) {
      case REVOCATION_DNS:
        return 0;
      case REVOCATION_BLOCKED:
      case REVOCATION_PROXY_REQUIRED:
      case REVOCATION_SLOW:
        return 1;
      case REVOCATION_PROXY:
        return 2;
      default:
        return ANSWER;
    }
  }
}
