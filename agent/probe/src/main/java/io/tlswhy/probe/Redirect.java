package io.tlswhy.probe;

import io.tlswhy.probe.http.HttpQuery;
import io.tlswhy.probe.http.HttpReply;
import io.tlswhy.probe.net.Urls;
import java.net.URI;
import java.util.Optional;

/** Follows redirects as the JDK's URL connections do: within one scheme only, a POST as a GET. */
final class Redirect {
  private Redirect() {}

  /** What to ask next; empty if the answer is no redirect, or one that a JVM does not follow. */
  static Optional<HttpQuery> of(HttpReply reply, HttpQuery query) {
    boolean redirects =
        reply.status() >= 300
            && reply.status() <= 307
            && reply.status() != 304
            && reply.status() != 306;
    if (!redirects || (reply.status() == 307 && query.ocspRequest().isPresent())) {
      return Optional.empty();
    }
    return reply
        .header("Location")
        .flatMap(location -> resolve(query.url(), location))
        .map(HttpQuery::get);
  }

  private static Optional<URI> resolve(URI from, String location) {
    try {
      URI to = from.resolve(location.trim());
      return Urls.scheme(to).equals(Urls.scheme(from)) && !Urls.host(to).isEmpty()
          ? Optional.of(to)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The redirect in words. */
  static String describe(HttpReply reply) {
    return reply.statusLine() + reply.header("Location").map(to -> " to " + to).orElse("");
  }
}
