package io.tlswhy.probe;

import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Sees to it that failures in any number lead to few connections: one trial at a time of each host
 * and port, and in each interval the same question only once and not more than a few others.
 *
 * <p>A host that did not answer in this interval is not tried again for another question: the same
 * stages are the answer to it.
 */
public final class Pacing {
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  /** What an unknown peer names is asked for once, as far as that can be remembered. */
  private static final Duration SHORTEST_OF_STRANGERS = Duration.ofHours(1);

  private static final int MOST_SITES = 1_000;
  private static final int MOST_QUESTIONS = 8;

  private final LongSupplier nanoTime;
  private final DoubleSupplier jitter;
  private final Map<String, Site> sites =
      new LinkedHashMap<String, Site>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Site> eldest) {
          return size() > MOST_SITES
              && !eldest.getValue().latest().filter(Remembered::isRunning).isPresent();
        }
      };

  /** Paces by that clock; the jitter is between 0 and 1. */
  public Pacing(LongSupplier nanoTime, DoubleSupplier jitter) {
    this.nanoTime = nanoTime;
    this.jitter = jitter;
  }

  /** The previous trial where one must do, else a new one, at once or after the one that runs. */
  public CompletableFuture<EndpointTrial> ask(
      EndpointQuestion question,
      Function<EndpointQuestion, CompletableFuture<EndpointTrial>> start) {
    QuestionKey key = QuestionKey.of(question);
    CompletableFuture<EndpointTrial> promised = new CompletableFuture<>();
    Remembered mine = new Remembered(promised);
    Optional<Remembered> before;
    Duration shortest = question.anchored() ? SHORTEST : SHORTEST_OF_STRANGERS;
    synchronized (sites) {
      Site site =
          sites.computeIfAbsent(
              key.site(), name -> new Site(shortest, nanoTime.getAsLong(), jitter.getAsDouble()));
      site.turnTo(nanoTime.getAsLong(), jitter.getAsDouble());
      Optional<Remembered> previous = site.previous(key);
      if (previous.isPresent()) {
        return previous.get().trial();
      }
      if (site.questions() >= MOST_QUESTIONS) {
        return CompletableFuture.completedFuture(
            StagedProber.only(
                question,
                Stage.Result.SKIPPED,
                "this host was asked " + MOST_QUESTIONS + " other questions just now"));
      }
      before = site.latest();
      site.remember(key, mine);
    }
    promised.whenComplete(
        (trial, error) -> {
          synchronized (sites) {
            mine.slim();
          }
        });
    if (!before.isPresent()) {
      start.apply(question).thenAccept(promised::complete);
    } else {
      before
          .get()
          .trial()
          .thenCompose(
              other ->
                  Site.answered(other)
                      ? start.apply(question)
                      : CompletableFuture.completedFuture(
                          StagedProber.withStagesOf(other, question)))
          .thenAccept(promised::complete);
    }
    return promised;
  }
}
