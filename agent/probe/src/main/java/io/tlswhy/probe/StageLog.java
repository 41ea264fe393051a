package io.tlswhy.probe;

import io.tlswhy.evidence.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The stages of one trial in the order in which they were begun.
 *
 * <p>Closing it ends the trial, whatever its threads still wait for: a stage that has not ended by
 * then is a time-out, and nothing is taken any more.
 */
final class StageLog {
  /** What a server says of itself may be as long as a header may be. */
  private static final int LONGEST_DETAIL = 300;

  private final List<Running> stages = new ArrayList<>();
  private boolean closed;

  /** Begins a stage. */
  Running begin(Stage.Kind kind, boolean asJvm, String via, String address) {
    Running running = new Running(kind, asJvm, via, address);
    synchronized (this) {
      if (!closed) {
        stages.add(running);
      }
    }
    return running;
  }

  /** Records a stage that takes no time. */
  void add(Stage.Kind kind, boolean asJvm, String via, Stage.Result result, String detail) {
    begin(kind, asJvm, via, "").end(result, detail);
  }

  /** Ends the trial: no stage begins or ends after this. */
  synchronized List<Stage> close() {
    List<Stage> ended = new ArrayList<>();
    for (Running running : stages) {
      ended.add(running.endedOrTimedOut());
    }
    closed = true;
    return ended;
  }

  /** A stage that has begun. */
  final class Running {
    private final Stage.Kind kind;
    private final boolean asJvm;
    private final String via;
    private String address;
    private final long start = System.nanoTime();
    private Supplier<String> progress = () -> "no answer";
    private Supplier<Stage.Kind> cameTo;
    private Supplier<Stage.Result> unended = () -> Stage.Result.TIMEOUT;
    private Optional<Stage> end = Optional.empty();

    Running(Stage.Kind kind, boolean asJvm, String via, String address) {
      this.kind = kind;
      this.asJvm = asJvm;
      this.via = via;
      this.address = address;
      this.cameTo = () -> this.kind;
    }

    /** Says what tells to which stage it came, should it not end. */
    void cameTo(Supplier<Stage.Kind> teller) {
      synchronized (StageLog.this) {
        cameTo = teller;
      }
    }

    /** Says what tells what came of it, should it not end: else that is a time-out. */
    void unended(Supplier<Stage.Result> teller) {
      synchronized (StageLog.this) {
        unended = teller;
      }
    }

    /** Says what tells how far it came, should it not end. */
    void progress(Supplier<String> teller) {
      synchronized (StageLog.this) {
        progress = teller;
      }
    }

    /** Says which address it leads to, once that is known. */
    void at(String knownAddress) {
      synchronized (StageLog.this) {
        address = knownAddress;
      }
    }

    /** The time since it began. */
    Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Ends it now. */
    void end(Stage.Result result, String detail) {
      endAs(kind, result, elapsed(), detail);
    }

    /** Ends it as what it turned out to be. */
    void endAs(Stage.Kind turnedOut, Stage.Result result, Duration took, String detail) {
      synchronized (StageLog.this) {
        if (!closed && !end.isPresent()) {
          end = Optional.of(Stage.of(turnedOut, asJvm, via, address, result, took, cut(detail)));
        }
      }
    }

    private String cut(String detail) {
      return detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail;
    }

    private Stage endedOrTimedOut() {
      if (kind == Stage.Kind.CONTENT) {
        // The network has done its part: an answer is here, and only its verification is missing.
        end(Stage.Result.SKIPPED, "no time was left to verify it");
      }
      return end.orElseGet(
          () ->
              Stage.of(
                  cameTo.get(),
                  asJvm,
                  via,
                  address,
                  unended.get(),
                  elapsed(),
                  cut(progress.get())));
    }
  }
}
