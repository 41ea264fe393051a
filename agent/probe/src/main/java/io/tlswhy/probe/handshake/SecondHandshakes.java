package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.evidence.PeerTrial;
import io.tlswhy.probe.net.Deadline;
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
 * Makes second handshakes over real connections, on the way that the first one went and on no other
 * (past a proxy: to the peer's own address): at most seventeen connections a trial and four of them
 * at once, all within one time-out.
 */
public final class SecondHandshakes implements PeerProber {
  private static final int THREADS = 16;
  private static final int WAITING = 64;
  private static final int IDLE_SECONDS = 5;
  private static final int LANES = 3;
  private static final String TOO_MANY = "too many peers wait to be tried";

  private final PeerRules rules;
  private final WayFinder ways;
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
    this.ways = new WayFinder(rules, threads);
  }

  @Override
  public CompletableFuture<PeerTrial> probe(PeerQuestion question) {
    Peer peer = question.peer();
    Optional<ProxiedPeer> proxied = rules.proxied(peer);
    String key = peer.host() + " " + peer.address() + " " + peer.port();
    if (!question.changes().contains(HelloChange.DIRECT)) {
      return pacing.ask(key, question.changes(), () -> start(question));
    }
    // One that was reached directly is not asked.
    return !proxied.isPresent() || peer.host().isEmpty()
        ? CompletableFuture.completedFuture(PeerTrial.of(Collections.<HelloAnswer>emptyList()))
        : pacing.ask(
            key + " past " + proxied.get().proxy(),
            question.changes(),
            () -> startDirect(new DirectHello(question, proxied.get(), ways, random)));
  }

  private CompletableFuture<PeerTrial> startDirect(DirectHello hello) {
    CompletableFuture<PeerTrial> trial = new CompletableFuture<>();
    Runnable work =
        () -> {
          HelloAnswer answer = hello.skipped("the agent failed");
          try {
            answer = hello.run(Deadline.in(timeout));
          } finally {
            trial.complete(PeerTrial.of(Collections.singletonList(answer)));
          }
        };
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(
          PeerTrial.of(Collections.singletonList(hello.skipped(TOO_MANY))));
    }
    return trial;
  }

  /** Finds the way on a thread of its own, since a name may have to be looked up. */
  private CompletableFuture<PeerTrial> start(PeerQuestion question) {
    CompletableFuture<PeerTrial> trial = new CompletableFuture<>();
    Runnable work =
        () -> {
          Deadline whole = Deadline.in(timeout);
          String none = "the agent failed";
          try {
            Way way = ways.find(question.peer(), whole);
            none = "";
            start(question, way, whole).thenAccept(trial::complete);
          } catch (NoWayException e) {
            none = e.why();
          } finally {
            if (!none.isEmpty()) {
              trial.complete(PeerTrial.none(none));
            }
          }
        };
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(PeerTrial.none(TOO_MANY));
    }
    return trial;
  }

  private CompletableFuture<PeerTrial> start(PeerQuestion question, Way way, Deadline whole) {
    Map<HelloChange, HelloAnswer> answers = new EnumMap<>(HelloChange.class);
    List<CompletableFuture<?>> running = new ArrayList<>();
    for (List<HelloChange> lane : lanes(question.changes())) {
      CompletableFuture<Void> ended = new CompletableFuture<>();
      running.add(ended);
      Runnable work =
          () -> {
            try {
              run(question, way, lane, answers, whole);
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
        .handle((nothing, error) -> result(question, way, answers));
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
      Way way,
      List<HelloChange> lane,
      Map<HelloChange, HelloAnswer> answers,
      Deadline whole) {
    HelloPlan plan = new HelloPlan(question);
    for (int i = 0; i < lane.size(); i++) {
      HelloChange change = lane.get(i);
      // What one answer does not need of its share is the next ones'.
      Deadline share = Deadline.in(whole.left().dividedBy(lane.size() - i));
      HelloAnswer answer = answer(question, plan, change, way, share);
      synchronized (answers) {
        answers.put(change, answer);
      }
    }
  }

  private HelloAnswer answer(
      PeerQuestion question, HelloPlan plan, HelloChange change, Way way, Deadline deadline) {
    if (change == HelloChange.PLAINTEXT) {
      return new PlaintextTrial(way, deadline).run();
    }
    // With the right name its certificate is wanted, too.
    return change == HelloChange.EXPECTED_NAME && plan.offersTls13()
        ? new CertificateHello(question, random).run(change, way, deadline)
        : new HelloExchange(way, random).run(change, plan.hello(change), deadline);
  }

  private static PeerTrial result(
      PeerQuestion question, Way way, Map<HelloChange, HelloAnswer> answers) {
    List<HelloAnswer> ordered = new ArrayList<>();
    synchronized (answers) {
      for (HelloChange change : question.changes()) {
        HelloAnswer answer = answers.get(change);
        ordered.add(
            answer != null
                ? answer
                : HelloAnswer.builder(change, HelloAnswer.Result.SKIPPED)
                    .detail(TOO_MANY + ", or the agent failed")
                    .build());
      }
    }
    return PeerTrial.of(ordered, way.words());
  }
}
