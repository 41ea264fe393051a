package io.tlswhy.probe;

import io.tlswhy.diagnosis.revocation.PassingCrl;
import io.tlswhy.evidence.ClockReading;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.http.BlockPage;
import io.tlswhy.probe.http.HttpExchange;
import io.tlswhy.probe.http.HttpQuery;
import io.tlswhy.probe.http.HttpReply;
import io.tlswhy.probe.http.PassingBody;
import io.tlswhy.probe.http.ProxyVerdict;
import io.tlswhy.probe.net.Urls;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.core5.http.HttpException;

/** Asks one way for an endpoint's answer, follows redirects, and judges what comes. */
final class Fetch {
  private static final int MOST_REDIRECTS = 5;

  /** Where reading ends. The largest CRLs that are known have a quarter of this. */
  private static final long MOST_CRL_OCTETS = 256L << 20;

  /** The JDK's parser takes twelve times the octets: a longer list is read while it passes. */
  private static final long MOST_CRL_KEPT = 4L << 20;

  private static final long MOST_SMALL_OCTETS = 64L << 10;

  /** Issuers' certificates come in bundles, too, of every cross-certificate that a PKI has. */
  private static final long MOST_BUNDLE_OCTETS = 1L << 20;

  private final TrialContext trial;
  private final Route route;
  private final String way;

  /**
   * An attempt over that route.
   *
   * @param way its name as a trial names ways
   */
  Fetch(TrialContext trial, Route route, String way) {
    this.trial = trial;
    this.route = route;
    this.way = way;
  }

  /** Asks; whether what came settles the question. */
  boolean run(HttpQuery first) {
    HttpQuery query = first;
    Set<String> asked = new HashSet<>();
    Optional<Socket> socket = route.open(query.url());
    while (socket.isPresent()) {
      asked.add(query.url().toString());
      StageLog.Running stage =
          trial.stages().begin(Stage.Kind.HTTP, route.asJvm(), route.via(), route.address());
      EndpointQuestion question = trial.question();
      PassingCrl list =
          new PassingCrl(question.subject(), question.issuer(), question.crlIssuers());
      Optional<HttpReply> reply = exchange(query, socket.get(), stage, list);
      if (!reply.isPresent()) {
        return false;
      }
      Optional<HttpQuery> next = Redirect.of(reply.get(), query);
      if (!next.isPresent()) {
        return judge(query, reply.get(), list, stage);
      }
      Duration took = stage.elapsed();
      String told = Redirect.describe(reply.get());
      if (asked.contains(next.get().url().toString()) || asked.size() > MOST_REDIRECTS) {
        stage.end(Stage.Result.REDIRECT, told + ", in a circle or without end");
        return false;
      }
      query = next.get();
      stage.progress(() -> told);
      socket = route.open(query.url());
      // Where the redirect leads nowhere, it is what went wrong, before the place that it named.
      stage.endAs(
          Stage.Kind.HTTP,
          socket.isPresent() ? Stage.Result.OK : Stage.Result.REDIRECT,
          took,
          socket.isPresent() ? told : told + ", which cannot be reached");
    }
    return false;
  }

  private Optional<HttpReply> exchange(
      HttpQuery query, Socket socket, StageLog.Running stage, PassingCrl list) {
    HttpExchange exchange =
        new HttpExchange(
            query,
            route.form(query.url()),
            mostOctets(),
            Math.min(mostOctets(), MOST_CRL_KEPT),
            trial.crew().budget(),
            isOfCrl() ? list::read : PassingBody.COUNTED);
    stage.progress(exchange::progress);
    stage.cameTo(() -> kind(exchange));
    // The status of an error says it all, as it does to Java, whether or not its page ends.
    stage.unended(() -> exchange.isError() ? Stage.Result.STATUS : Stage.Result.TIMEOUT);
    try {
      return Optional.of(exchange.run(socket));
    } catch (IOException | HttpException e) {
      Stage.Result result = Failures.ofExchange(e, trial.deadline());
      stage.endAs(
          result == Stage.Result.TIMEOUT ? kind(exchange) : Stage.Kind.HTTP,
          result,
          stage.elapsed(),
          result == Stage.Result.NOT_THE_RESPONDER
              ? "no HTTP: " + e.getMessage()
              : exchange.progress());
      return Optional.empty();
    }
  }

  private boolean isOfCrl() {
    return trial.question().kind() == LookupKind.CRL;
  }

  private long mostOctets() {
    EndpointQuestion question = trial.question();
    if (isOfCrl()) {
      return MOST_CRL_OCTETS;
    }
    return question.kind() == LookupKind.CA_ISSUERS && question.anchored()
        ? MOST_BUNDLE_OCTETS
        : MOST_SMALL_OCTETS;
  }

  /** An answer that has begun and does not end fails in its content: the exchange itself works. */
  private static Stage.Kind kind(HttpExchange exchange) {
    return exchange.isAnswering() ? Stage.Kind.CONTENT : Stage.Kind.HTTP;
  }

  /** Whose answer it is, and what follows from its status. */
  private boolean judge(HttpQuery query, HttpReply reply, PassingCrl list, StageLog.Running stage) {
    String line =
        elsewhere(query.url())
            + reply.statusLine()
            + (query.ocspRequest().isPresent() ? " to a POST" : "");
    boolean error = reply.status() >= 400;
    if (error
        && route.form(query.url()) == HttpExchange.Form.ABSOLUTE
        && ProxyVerdict.madeByProxy(reply)) {
      stage.endAs(
          Stage.Kind.PROXY,
          ProxyVerdict.result(reply),
          stage.elapsed(),
          ProxyRoute.detail(reply, false));
      return false;
    }
    Optional<String> page = BlockPage.describe(reply);
    if (!page.isPresent()) {
      clock(query, reply);
    }
    if (page.isPresent()) {
      stage.end(Stage.Result.NOT_THE_RESPONDER, line + ", " + page.get());
    } else if (reply.status() >= 300 && reply.status() < 400) {
      stage.end(Stage.Result.REDIRECT, Redirect.describe(reply) + ", not followed");
    } else if (reply.status() != 200) {
      stage.end(Stage.Result.STATUS, line + about(reply));
    } else if (reply.octets() >= mostOctets() && !reply.isEnded()) {
      stage.end(Stage.Result.TOO_LARGE, line + ", no end after " + reply.octets() + " octets");
    } else {
      String end = reply.isEnded() ? " octets" : " octets and then not read on";
      stage.end(Stage.Result.OK, line + ", " + reply.octets() + end + about(reply));
      ContentStage content = new ContentStage(trial, route, way);
      return reply.isWhole() ? content.judge(reply.body()) : content.judge(list, reply.octets());
    }
    return false;
  }

  /**
   * Who answers, where a redirect led to somebody else: the name is what people know a portal by.
   */
  private String elsewhere(URI url) {
    return Urls.authority(url).equals(Urls.authority(trial.question().url()))
        ? ""
        : "redirected to " + Urls.host(url) + " port " + Urls.port(url) + ": ";
  }

  /**
   * What time it is by the answer (RFC 9110 section 6.6.1); what a cache kept was made earlier (RFC
   * 9111 section 5.1).
   */
  private void clock(HttpQuery query, HttpReply reply) {
    try {
      Duration age = Duration.ofSeconds(reply.header("Age").map(Long::parseLong).orElse(0L));
      reply
          .header("Date")
          .map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)).plus(age))
          .ifPresent(
              stated ->
                  trial.clock(ClockReading.of(Urls.host(query.url()), stated, Instant.now())));
    } catch (DateTimeException | NumberFormatException | ArithmeticException noDate) {
      // A host that writes dates otherwise is no witness.
      return;
    }
  }

  private static String about(HttpReply reply) {
    StringBuilder about = new StringBuilder();
    for (String name : new String[] {"Content-Type", "Retry-After", "Date"}) {
      reply
          .header(name)
          .ifPresent(value -> about.append(", ").append(name).append(' ').append(value));
    }
    return about.toString();
  }
}
