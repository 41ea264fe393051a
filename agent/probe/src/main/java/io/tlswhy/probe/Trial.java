package io.tlswhy.probe;

import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.http.HttpQuery;
import io.tlswhy.probe.net.Urls;
import io.tlswhy.probe.proxy.JvmChoice;
import io.tlswhy.probe.proxy.ProxyServer;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tries one endpoint: first as this JVM does, and, when that brings nothing or takes long, all
 * other ways beside it. Ends when its time is up, whatever still hangs.
 */
final class Trial {
  /** How much of the time the JVM's own way has for itself, as a fraction. */
  private static final int HEAD_START = 4;

  private final TrialContext context;
  private final EndpointQuestion question;
  private final URI url;
  private final JvmChoice choice;
  private final NameTrial name;
  private final Queries queries;
  private final Instant at = Instant.now();

  /** The addresses, once they are asked for: at once if the JVM goes directly, else later. */
  private Optional<CompletableFuture<Optional<List<DirectConnections.Opening>>>> direct =
      Optional.empty();

  Trial(TrialContext context, Queries queries) {
    this.context = context;
    this.question = context.question();
    this.url = question.url();
    this.choice = context.machine().proxies().jvmChoice(url);
    this.name = new NameTrial(context, Urls.host(url), Urls.port(url));
    this.queries = queries;
  }

  /** Tries it on the calling thread, which waits, and on others. */
  EndpointTrial run() {
    List<CompletableFuture<?>> ways = new ArrayList<>();
    CompletableFuture<Boolean> asJvm = asJvm();
    ways.add(asJvm);
    if (!await(asJvm, context.deadline().left().dividedBy(HEAD_START))) {
      ways.addAll(otherwise());
    }
    direct.ifPresent(openings -> ways.add(openings.thenCompose(Trial::allOpened)));
    await(all(ways).thenApply(done -> true), context.deadline().left());
    return result(context.end());
  }

  private CompletableFuture<Boolean> asJvm() {
    if (!choice.assumed().isEmpty()) {
      context
          .stages()
          .add(Stage.Kind.PROXY, true, "direct", Stage.Result.SKIPPED, choice.assumed());
    }
    if (choice.proxy().isPresent()) {
      ProxyRoute route = new ProxyRoute(context, choice.proxy().get(), true);
      return ask(route, route.via());
    }
    return connections(true)
        .thenCompose(
            openings -> {
              if (!openings.filter(list -> !list.isEmpty()).isPresent()) {
                return CompletableFuture.completedFuture(false);
              }
              DirectConnections.Opening opening = openings.get().get(0);
              return ask(new DirectRoute(context, true, opening), "direct");
            });
  }

  /** Resolves the name and connects to each address; the first call decides whose way it is. */
  private CompletableFuture<Optional<List<DirectConnections.Opening>>> connections(boolean asJvm) {
    if (!direct.isPresent()) {
      DirectConnections connections = new DirectConnections(context, Urls.port(url), asJvm);
      direct =
          Optional.of(
              context.async(
                  () -> {
                    List<InetAddress> addresses = name.resolve(asJvm);
                    return Optional.of(connections.open(addresses));
                  }));
    }
    return direct.get();
  }

  /** Tries one way as the JVM would ask on it; says whether that settled the question. */
  private CompletableFuture<Boolean> ask(Route route, String way) {
    return Urls.isLdap(url)
        ? context
            .async(() -> Optional.of(new LdapFetch(context, route, way).run()))
            .thenApply(settled -> settled.orElse(false))
        : fetch(route, way, queries.asJvm());
  }

  /** Tries one way over HTTP; says whether that settled the question. */
  private CompletableFuture<Boolean> fetch(Route route, String way, Optional<HttpQuery> query) {
    if (!query.isPresent()) {
      context
          .stages()
          .add(
              Stage.Kind.HTTP, route.asJvm(), route.via(), Stage.Result.SKIPPED, queries.whyNone());
      return CompletableFuture.completedFuture(false);
    }
    return context
        .async(() -> Optional.of(new Fetch(context, route, way).run(query.get())))
        .thenApply(settled -> settled.orElse(false));
  }

  private List<CompletableFuture<?>> otherwise() {
    List<CompletableFuture<?>> ways = new ArrayList<>();
    if (queries.asJvm().isPresent() || Urls.isLdap(url)) {
      ways.add(directly());
      if (question.anchored() && Urls.isHttp(url)) {
        List<ProxyServer> others = context.machine().proxies().others(url, choice.proxy());
        for (ProxyServer proxy : others) {
          ways.add(through(proxy));
        }
        ways.add(throughPac(others));
      }
    }
    if (!choice.proxy().isPresent()) {
      ways.add(whereServersPoint());
    }
    return ways;
  }

  /**
   * What the name servers say, and the addresses of it that this JVM does not have, from its cache
   * or since it got no answer.
   */
  private CompletableFuture<?> whereServersPoint() {
    return name.askServers()
        .thenCombine(
            connections(false),
            (answers, openings) -> {
              Set<InetAddress> known = new HashSet<>();
              openings.ifPresent(list -> list.forEach(opening -> known.add(opening.address())));
              return name.beyond(known, answers);
            })
        .thenCompose(
            addresses -> {
              List<CompletableFuture<?>> ways = new ArrayList<>();
              DirectConnections connections = new DirectConnections(context, Urls.port(url), false);
              for (DirectConnections.Opening opening : connections.open(addresses)) {
                DirectRoute route = new DirectRoute(context, false, opening);
                ways.add(ask(route, "direct at " + opening.address().getHostAddress()));
              }
              return all(ways);
            });
  }

  private CompletableFuture<?> through(ProxyServer proxy) {
    ProxyRoute route = new ProxyRoute(context, proxy, false);
    return ask(route, route.via());
  }

  /** Through what the PAC file names beyond the proxies that are known anyhow. */
  private CompletableFuture<?> throughPac(List<ProxyServer> known) {
    return context
        .crew()
        .pac()
        .of(context)
        .thenCompose(
            proxies -> {
              List<CompletableFuture<?>> ways = new ArrayList<>();
              for (ProxyServer proxy : proxies) {
                boolean tried =
                    known.stream().anyMatch(proxy::sameServer)
                        || choice.proxy().filter(proxy::sameServer).isPresent();
                if (!tried) {
                  ways.add(through(proxy));
                }
              }
              return all(ways);
            });
  }

  /** Over every address that the JVM leaves out, and by the other method over the one it uses. */
  private CompletableFuture<?> directly() {
    boolean jvmIsDirect = !choice.proxy().isPresent();
    return connections(false)
        .thenCompose(
            openings -> {
              List<CompletableFuture<?>> ways = new ArrayList<>();
              for (DirectConnections.Opening opening :
                  openings.orElse(Collections.<DirectConnections.Opening>emptyList())) {
                boolean first = ways.isEmpty();
                String way = first ? "direct" : "direct at " + opening.address().getHostAddress();
                if (first && jvmIsDirect) {
                  ways.add(byTheOtherMethod(opening));
                } else {
                  DirectRoute route = new DirectRoute(context, false, opening);
                  ways.add(ask(route, way));
                }
              }
              return all(ways);
            });
  }

  private CompletableFuture<Boolean> byTheOtherMethod(DirectConnections.Opening opening) {
    return opening
        .channel()
        .thenCompose(
            channel ->
                channel.isPresent() && queries.otherwise().isPresent()
                    ? fetch(
                        DirectRoute.afresh(context, opening.address()),
                        "direct",
                        queries.otherwise())
                    : CompletableFuture.completedFuture(false));
  }

  private static CompletableFuture<Void> allOpened(
      Optional<List<DirectConnections.Opening>> openings) {
    List<CompletableFuture<?>> channels = new ArrayList<>();
    for (DirectConnections.Opening opening : openings.orElse(Collections.emptyList())) {
      channels.add(opening.channel());
    }
    return all(channels);
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<?>> futures) {
    return CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]));
  }

  private EndpointTrial result(List<Stage> stages) {
    EndpointTrial.Builder trial =
        EndpointTrial.builder(question.kind(), url)
            .subject(question.subject())
            .at(at)
            .stages(stages)
            .clocks(context.clocks());
    Optional<Answer> best = context.answers().best();
    best.ifPresent(answer -> trial.octets(answer.size()));
    best.flatMap(Answer::octets).ifPresent(trial::answer);
    best.flatMap(Answer::excerpt).ifPresent(trial::excerpt);
    best.filter(Answer::isResponders).ifPresent(answer -> trial.workingWay(answer.way()));
    return trial.build();
  }

  /** Whether it came true within that time. */
  private static boolean await(CompletableFuture<Boolean> future, Duration time) {
    try {
      return future.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
