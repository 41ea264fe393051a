package io.tlswhy.incident;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.evidence.PeerTrial;
import io.tlswhy.probe.EndpointProber;
import io.tlswhy.probe.files.FileAnswers;
import io.tlswhy.probe.handshake.PeerProber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Finds out about one failure on agent threads: asks which endpoints and files matter, and which
 * second handshakes with the peer, tries and reads them all at the same time, and diagnoses again
 * with what came of it.
 *
 * <p>It ends a tenth of a time-out after the last endpoint could have answered at the latest, with
 * whatever is known then. On a machine without processor time to spare that is too early: what all
 * of it shows is judged once more, if it is there within three more time-outs.
 */
final class Investigation {
  private static final int MAX_QUESTIONS = 32;

  private final Diagnosing diagnosing;
  private final EndpointProber prober;
  private final Optional<PeerProber> peers;
  private final FileReading files;
  private final Worker worker;
  private final LongSupplier nanoTime;
  private final Duration longest;
  private final Duration latest;

  /** What an investigation brings; called on an agent's thread. */
  interface Findings {
    /** What is known in time; at most once, and not after a fault. */
    void found(Diagnosis diagnosis);

    /** What is known since all has ended that had not in time; at most once, after the other. */
    void foundLater(Diagnosis diagnosis);

    /** A fault of our own. */
    void failed(Throwable fault);
  }

  Investigation(
      Diagnosing diagnosing,
      EndpointProber prober,
      Optional<PeerProber> peers,
      FileReading files,
      Worker worker,
      LongSupplier nanoTime,
      Duration timeout) {
    this.diagnosing = diagnosing;
    this.prober = prober;
    this.peers = peers;
    this.files = files;
    this.worker = worker;
    this.nanoTime = nanoTime;
    this.longest = timeout.plus(timeout.dividedBy(10));
    this.latest = timeout.multipliedBy(3);
  }

  /** Starts it on the calling agent's thread. */
  void start(HandshakeFailure failure, Findings findings) {
    List<CompletableFuture<EndpointTrial>> trials = new ArrayList<>();
    for (EndpointQuestion question : diagnosing.questions(failure)) {
      if (trials.size() < MAX_QUESTIONS) {
        trials.add(prober.probe(question));
      }
    }
    Optional<CompletableFuture<PeerTrial>> second = secondHandshakes(failure);
    Optional<FileAnswers> read =
        failure
            .validation()
            .filter(validation -> diagnosing.asksFiles(failure))
            .map(validation -> files.read(validation.trust()));
    Course course = new Course(failure, trials, second, read, findings);
    if (course.all.isDone()) {
      course.allEnded();
      return;
    }
    course.all.whenComplete((done, problem) -> runOn(course::allEnded));
    worker.after(longest, course::timeIsUp);
  }

  private Optional<CompletableFuture<PeerTrial>> secondHandshakes(HandshakeFailure failure) {
    if (!peers.isPresent()) {
      return Optional.empty();
    }
    Optional<PeerQuestion> question = diagnosing.peerQuestion(failure);
    return question.map(asked -> peers.get().probe(asked));
  }

  private void runOn(Runnable end) {
    if (!worker.offer(end)) {
      end.run();
    }
  }

  private static boolean isAnswered(CompletableFuture<?> trial) {
    return trial.isDone() && !trial.isCompletedExceptionally();
  }

  /** The course of one investigation: all that runs for it, and whether it was in time. */
  private final class Course {
    private final HandshakeFailure failure;
    private final List<CompletableFuture<EndpointTrial>> trials;
    private final Optional<CompletableFuture<PeerTrial>> second;
    private final Optional<FileAnswers> read;
    private final Findings findings;
    private final CompletableFuture<Void> all;
    private final AtomicBoolean judged = new AtomicBoolean();

    /** When it was judged without all of it; the queue of the worker keeps that in order. */
    private volatile Optional<Long> judgedEarly = Optional.empty();

    Course(
        HandshakeFailure failure,
        List<CompletableFuture<EndpointTrial>> trials,
        Optional<CompletableFuture<PeerTrial>> second,
        Optional<FileAnswers> read,
        Findings findings) {
      this.failure = failure;
      this.trials = trials;
      this.second = second;
      this.read = read;
      this.findings = findings;
      List<CompletableFuture<?>> running = new ArrayList<>(trials);
      second.ifPresent(running::add);
      read.ifPresent(answers -> running.add(answers.all()));
      this.all = CompletableFuture.allOf(running.toArray(new CompletableFuture<?>[0]));
    }

    void timeIsUp() {
      boolean early = !all.isDone();
      if (judged.compareAndSet(false, true)) {
        judge(findings::found);
        if (early) {
          judgedEarly = Optional.of(nanoTime.getAsLong());
        }
      }
    }

    void allEnded() {
      if (judged.compareAndSet(false, true)) {
        judge(findings::found);
      } else if (isInReach()) {
        judge(findings::foundLater);
      }
    }

    private boolean isInReach() {
      return judgedEarly.isPresent()
          && nanoTime.getAsLong() - judgedEarly.get() <= latest.toNanos();
    }

    private void judge(Consumer<Diagnosis> told) {
      try {
        HandshakeFailure since = withRead();
        Diagnosis known = diagnosing.withTrials(since, answered());
        told.accept(
            second
                .filter(Investigation::isAnswered)
                .map(trial -> diagnosing.withPeerTrial(since, known, trial.join()))
                .orElse(known));
      } catch (Throwable fault) {
        findings.failed(fault);
      }
    }

    private HandshakeFailure withRead() {
      return read.map(answers -> failure.toBuilder().surroundings(answers.soFar()).build())
          .orElse(failure);
    }

    private List<EndpointTrial> answered() {
      List<EndpointTrial> answered = new ArrayList<>();
      for (CompletableFuture<EndpointTrial> trial : trials) {
        if (isAnswered(trial)) {
          answered.add(trial.join());
        }
      }
      return answered;
    }
  }
}
