package io.tlswhy.probe;

import io.tlswhy.fuzz.FedSocket;
import io.tlswhy.probe.http.BlockPage;
import io.tlswhy.probe.http.BodyBudget;
import io.tlswhy.probe.http.HttpExchange;
import io.tlswhy.probe.http.HttpQuery;
import io.tlswhy.probe.http.HttpReply;
import io.tlswhy.probe.http.ProxyVerdict;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.hc.core5.http.HttpException;

/** What an HTTP server or proxy answers: read, followed, and judged for who made it. */
public final class HttpTarget {
  private static final long MOST_OCTETS = 1 << 20;
  private static final long MOST_KEPT = 1 << 18;
  private static final BodyBudget BUDGET = BodyBudget.ofThisJvm();
  private static final HttpQuery QUERY = HttpQuery.get(URI.create("http://crl.ca.test/ca.crl"));

  private HttpTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    for (HttpExchange.Form form : HttpExchange.Form.values()) {
      HttpExchange exchange = new HttpExchange(QUERY, form, MOST_OCTETS, MOST_KEPT, BUDGET);
      try {
        judge(exchange.run(new FedSocket(input)));
      } catch (IOException | HttpException malformed) {
        // What is no HTTP ends so, and the caller tells it.
        exchange.progress();
      }
    }
  }

  private static void judge(HttpReply reply) {
    reply.statusLine();
    reply.isWhole();
    BlockPage.describe(reply);
    ProxyVerdict.madeByProxy(reply);
    ProxyVerdict.schemes(reply);
    ProxyVerdict.reason(reply);
    Redirect.describe(reply);
    Optional<HttpQuery> next = Redirect.of(reply, QUERY);
    if (next.isPresent() && !"http".equalsIgnoreCase(next.get().url().getScheme())) {
      throw new IllegalStateException("a redirect to another scheme: " + next.get().url());
    }
  }
}
