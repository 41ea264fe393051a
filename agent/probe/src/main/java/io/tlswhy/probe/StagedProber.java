package io.tlswhy.probe;

import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.address.AddressRules;
import io.tlswhy.probe.net.Deadline;
import io.tlswhy.probe.net.Urls;
import io.tlswhy.probe.proxy.OsProxies;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tries endpoints over real connections, within the rules, the time and the pace that are set.
 *
 * <p>Never uses the JDK's URL connections, the default SSLContext, an Authenticator or a
 * CookieHandler: they are the application's.
 */
public final class StagedProber implements EndpointProber {
  private final ProbeSettings settings;
  private final AddressRules rules;
  private final Machine machine;
  private final Crew crew;
  private final Pacing pacing;
  private final AtomicLong dropped = new AtomicLong();

  /**
   * A prober for this JVM. It starts no thread before the first question.
   *
   * @param threads makes the agent's own, marked daemon threads
   */
  public StagedProber(ProbeSettings settings, ThreadFactory threads) {
    this(settings, threads, OsProxies.none());
  }

  /**
   * A prober of this JVM.
   *
   * @param os the proxies that programs of the operating system told
   */
  public StagedProber(ProbeSettings settings, ThreadFactory threads, OsProxies os) {
    this(
        settings,
        threads,
        Machine.ofThisJvm(os),
        new Pacing(System::nanoTime, () -> ThreadLocalRandom.current().nextDouble()));
  }

  StagedProber(ProbeSettings settings, ThreadFactory threads, Machine machine, Pacing pacing) {
    this.settings = settings;
    this.rules = new AddressRules(settings.allowed());
    this.machine = machine;
    this.crew = new Crew(threads);
    this.pacing = pacing;
  }

  /** How many questions were dropped since too many waited. */
  public long dropped() {
    return dropped.get();
  }

  @Override
  public CompletableFuture<EndpointTrial> probe(EndpointQuestion question) {
    if (settings.scope() == ProbeSettings.Scope.OFF) {
      return done(question, Stage.Result.SKIPPED, "the option probe=off");
    }
    if (Urls.host(question.url()).isEmpty()
        || !(Urls.isHttp(question.url()) || Urls.isLdap(question.url()))) {
      return done(question, Stage.Result.SKIPPED, "no URL that the agent can follow");
    }
    Optional<String> refusal = QuestionRules.refusal(question);
    return refusal.isPresent()
        ? done(question, Stage.Result.FORBIDDEN, refusal.get())
        : pacing.ask(question, this::start);
  }

  private CompletableFuture<EndpointTrial> start(EndpointQuestion question) {
    CompletableFuture<EndpointTrial> trial = new CompletableFuture<>();
    try {
      crew.trials().execute(() -> trial.complete(run(question)));
    } catch (RejectedExecutionException e) {
      dropped.incrementAndGet();
      return done(question, Stage.Result.SKIPPED, "too many endpoints wait to be tried");
    }
    return trial;
  }

  private EndpointTrial run(EndpointQuestion question) {
    try {
      // Before the time begins: what the agent itself needs to make a request is not the
      // endpoint's.
      Queries queries = Queries.of(question, machine.ocspByGet());
      TrialContext context =
          new TrialContext(question, rules, machine, crew, Deadline.in(settings.timeout()));
      return new Trial(context, queries).run();
    } catch (Throwable e) {
      return only(question, Stage.Result.SKIPPED, "the agent failed: " + e);
    }
  }

  private static CompletableFuture<EndpointTrial> done(
      EndpointQuestion question, Stage.Result result, String why) {
    return CompletableFuture.completedFuture(only(question, result, why));
  }

  /** A trial in which nothing was sent. */
  static EndpointTrial only(EndpointQuestion question, Stage.Result result, String why) {
    Stage stage = Stage.of(Stage.Kind.CONNECT, true, "direct", "", result, Duration.ZERO, why);
    return EndpointTrial.builder(question.kind(), question.url())
        .subject(question.subject())
        .stages(Collections.singletonList(stage))
        .build();
  }

  /** What another question at the same host and port showed, where no answer came to it. */
  static EndpointTrial withStagesOf(EndpointTrial other, EndpointQuestion question) {
    EndpointTrial.Builder same =
        EndpointTrial.builder(question.kind(), question.url())
            .subject(question.subject())
            .stages(other.stages());
    other.at().ifPresent(same::at);
    return same.build();
  }

  /** The same trial but for its answer. */
  static EndpointTrial withoutAnswer(EndpointTrial trial) {
    EndpointTrial.Builder bare =
        EndpointTrial.builder(trial.kind(), trial.url())
            .stages(trial.stages())
            .clocks(trial.clocks())
            .octets(trial.octets());
    trial.subject().ifPresent(bare::subject);
    trial.at().ifPresent(bare::at);
    trial.workingWay().ifPresent(bare::workingWay);
    return bare.build();
  }
}
