package io.tlswhy.probe;

import io.tlswhy.evidence.ClockReading;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.address.AddressRules;
import io.tlswhy.probe.net.Closing;
import io.tlswhy.probe.net.Deadline;
import java.io.Closeable;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** What the parts of one trial share: the question, the rules, the time, the stages so far. */
final class TrialContext {
  private final EndpointQuestion question;
  private final AddressRules rules;
  private final Machine machine;
  private final Crew crew;
  private final Deadline deadline;
  private final StageLog stages = new StageLog();
  private final Answers answers = new Answers();
  private final Queue<ClockReading> clocks = new ConcurrentLinkedQueue<>();
  private final List<Closeable> open = new ArrayList<>();
  private boolean ended;

  TrialContext(
      EndpointQuestion question,
      AddressRules rules,
      Machine machine,
      Crew crew,
      Deadline deadline) {
    this.question = question;
    this.rules = rules;
    this.machine = machine;
    this.crew = crew;
    this.deadline = deadline;
  }

  EndpointQuestion question() {
    return question;
  }

  Machine machine() {
    return machine;
  }

  Crew crew() {
    return crew;
  }

  Deadline deadline() {
    return deadline;
  }

  StageLog stages() {
    return stages;
  }

  Answers answers() {
    return answers;
  }

  /** Notes what the clock of somebody who answered says. */
  void clock(ClockReading reading) {
    clocks.add(reading);
  }

  List<ClockReading> clocks() {
    return new ArrayList<>(clocks);
  }

  /** Why the rules forbid a connection to that address, if they do. */
  Optional<String> refusal(InetAddress address, int port) {
    return rules.refusal(address, port, question.anchored());
  }

  /** Whether an exception from the rules covers the address. */
  boolean isAllowed(InetAddress address, int port) {
    return rules.isAllowed(address, port);
  }

  /** Does it on a thread of its own; what goes wrong in it is a stage, and no answer. */
  <T> CompletableFuture<Optional<T>> async(Supplier<Optional<T>> work) {
    CompletableFuture<Optional<T>> result = new CompletableFuture<>();
    try {
      crew.workers()
          .execute(
              () -> {
                try {
                  result.complete(work.get());
                } catch (Throwable e) {
                  skip("the agent failed: " + e);
                  result.complete(Optional.empty());
                }
              });
    } catch (RejectedExecutionException e) {
      skip("the agent has no thread left for this way");
      result.complete(Optional.empty());
    }
    return result;
  }

  private void skip(String why) {
    stages.add(Stage.Kind.HTTP, false, "direct", Stage.Result.SKIPPED, why);
  }

  /** Has it closed when the trial ends, which also ends whatever is blocked in it. */
  <C extends Closeable> C closeAtEnd(C closeable) {
    synchronized (open) {
      if (!ended) {
        open.add(closeable);
        return closeable;
      }
    }
    Closing.quietly(closeable);
    return closeable;
  }

  /** Ends the trial. */
  List<Stage> end() {
    List<Stage> all = stages.close();
    synchronized (open) {
      ended = true;
      open.forEach(Closing::quietly);
      open.clear();
    }
    return all;
  }
}
