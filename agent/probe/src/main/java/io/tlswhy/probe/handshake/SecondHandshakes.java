package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.evidence.PeerTrial;
import io.tlswhy.probe.net.Deadline;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes second handshakes over real connections: to the very address that failed and to no other
 * (past a proxy: to the peer's own), at most sixteen connections a trial and four of them at once,
 * all within one time-out.
 */
public final class SecondHandshakes implements PeerProber {
  private static final int THREADS = 16;
  private static final int WAITING = 64;
  private static final int IDLE_SECONDS = 5;
  private static final int LANES = 3;

  private final PeerRules rules;
  private final Duration timeout;
  private final ThreadPoolExecutor threads;
  private final PeerPacing pacing;
  private final SecureRandom random = new SecureRandom();

  /**
   * Second handshakes of this JVM. No thread is started before the first question.
   *
   * @param rules which peers may be asked
   * @param timeout the time for one question
   * @param factory makes the agent's own, marked daemon threads
   */
  public SecondHandshakes(PeerRules rules, Duration timeout, ThreadFactory factory) {
    this(
        rules,
        timeout,
        factory,
        new PeerPacing(System::nanoTime, () -> ThreadLocalRandom.current().nextDouble()));
  }

  SecondHandshakes(PeerRules rules, Duration timeout, ThreadFactory factory, PeerPacing pacing) {
    this.rules = rules;
    this.timeout = timeout;
    this.pacing = pacing;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            factory);
    this.threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public CompletableFuture<PeerTrial> probe(PeerQuestion question) {
    if (question.changes().contains(HelloChange.DIRECT)) {
      return direct(question);
    }
    Optional<InetAddress> address = PeerRules.literal(question.peer().address());
    if (!address.isPresent() || question.peer().port() <= 0) {
      return done("the address that was connected to is not known");
    }
    Optional<String> refusal = rules.refusal(question.peer(), address.get());
    return refusal.isPresent()
        ? done(refusal.get())
        : pacing.ask(
            question.peer().address() + " " + question.peer().port(),
            question.changes(),
            () -> start(question, new InetSocketAddress(address.get(), question.peer().port())));
  }

  /** Asks a peer that was reached through a proxy past it; one reached directly is not asked. */
  private CompletableFuture<PeerTrial> direct(PeerQuestion question) {
    Optional<ProxiedPeer> proxied = rules.proxied(question.peer());
    if (!proxied.isPresent() || question.peer().host().isEmpty()) {
      return CompletableFuture.completedFuture(PeerTrial.of(Collections.<HelloAnswer>emptyList()));
    }
    return pacing.ask(
        question.peer().host() + " past " + proxied.get().proxy() + " " + proxied.get().port(),
        question.changes(),
        () -> startDirect(new DirectHello(question, proxied.get(), rules, random)));
  }

  private CompletableFuture<PeerTrial> startDirect(DirectHello hello) {
    CompletableFuture<PeerTrial> trial = new CompletableFuture<>();
    Runnable work =
        () -> {
          HelloAnswer answer = hello.skipped("the agent failed");
          try {
            answer = hello.run(threads, Deadline.in(timeout));
          } finally {
            trial.complete(PeerTrial.of(Collections.singletonList(answer)));
          }
        };
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(
          PeerTrial.of(
              Collections.singletonList(hello.skipped("too many peers wait to be tried"))));
    }
    return trial;
  }

  private static CompletableFuture<PeerTrial> done(String why) {
    return CompletableFuture.completedFuture(PeerTrial.none(why));
  }

  private CompletableFuture<PeerTrial> start(PeerQuestion question, InetSocketAddress address) {
    Map<HelloChange, HelloAnswer> answers = new EnumMap<>(HelloChange.class);
    List<CompletableFuture<?>> running = new ArrayList<>();
    for (List<HelloChange> lane : lanes(question.changes())) {
      CompletableFuture<Void> ended = new CompletableFuture<>();
      running.add(ended);
      Runnable work =
          () -> {
            try {
              run(question, address, lane, answers);
            } finally {
              ended.complete(null);
            }
          };
      try {
        threads.execute(work);
      } catch (RejectedExecutionException e) {
        ended.complete(null);
      }
    }
    return CompletableFuture.allOf(running.toArray(new CompletableFuture<?>[0]))
        .handle((nothing, error) -> result(question, answers));
  }

  /** What waits longest, the port in the clear, has a lane of its own; the others are dealt out. */
  private static List<List<HelloChange>> lanes(List<HelloChange> changes) {
    List<List<HelloChange>> lanes = new ArrayList<>();
    List<HelloChange> alone = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      lanes.add(new ArrayList<>());
    }
    int next = 0;
    for (HelloChange change : changes) {
      if (change == HelloChange.PLAINTEXT) {
        alone.add(change);
      } else {
        lanes.get(next++ % LANES).add(change);
      }
    }
    lanes.add(alone);
    lanes.removeIf(List::isEmpty);
    return lanes;
  }

  private void run(
      PeerQuestion question,
      InetSocketAddress address,
      List<HelloChange> lane,
      Map<HelloChange, HelloAnswer> answers) {
    HelloPlan plan = new HelloPlan(question);
    Deadline whole = Deadline.in(timeout);
    for (int i = 0; i < lane.size(); i++) {
      HelloChange change = lane.get(i);
      // What one answer does not need of its share is the next ones'.
      Deadline share = Deadline.in(whole.left().dividedBy(lane.size() - i));
      HelloAnswer answer =
          change == HelloChange.PLAINTEXT
              ? new PlaintextTrial(address, share).run()
              : new HelloExchange(address, random).run(change, plan.hello(change), share);
      synchronized (answers) {
        answers.put(change, answer);
      }
    }
  }

  private static PeerTrial result(PeerQuestion question, Map<HelloChange, HelloAnswer> answers) {
    List<HelloAnswer> ordered = new ArrayList<>();
    synchronized (answers) {
      for (HelloChange change : question.changes()) {
        HelloAnswer answer = answers.get(change);
        ordered.add(
            answer != null
                ? answer
                : HelloAnswer.builder(change, HelloAnswer.Result.SKIPPED)
                    .detail("too many peers wait to be tried, or the agent failed")
                    .build());
      }
    }
    return PeerTrial.of(ordered);
  }
}
