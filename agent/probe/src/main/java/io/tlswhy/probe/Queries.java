package io.tlswhy.probe;

import io.tlswhy.diagnosis.revocation.OcspRequests;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.probe.http.HttpQuery;
import io.tlswhy.probe.net.Urls;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Optional;

/** What is asked of an endpoint: as this release of the JDK asks, and otherwise. */
final class Queries {
  /** RFC 6960 appendix A.1, and the JDK with it: longer requests go by POST. */
  private static final int LONGEST_GET = 255;

  private final Optional<HttpQuery> asJvm;
  private final Optional<HttpQuery> otherwise;
  private final String whyNone;

  private Queries(Optional<HttpQuery> asJvm, Optional<HttpQuery> otherwise, String whyNone) {
    this.asJvm = asJvm;
    this.otherwise = otherwise;
    this.whyNone = whyNone;
  }

  private static Queries none(String why) {
    return new Queries(Optional.empty(), Optional.empty(), why);
  }

  /** The queries for that question. */
  static Queries of(EndpointQuestion question, boolean ocspByGet) {
    if (!Urls.isHttp(question.url())) {
      return none("LDAP is asked otherwise");
    }
    if (question.kind() != LookupKind.OCSP) {
      return new Queries(Optional.of(HttpQuery.get(question.url())), Optional.empty(), "");
    }
    if (!question.issuer().isPresent()) {
      return none("the issuer's certificate is not known, so no request can be made");
    }
    byte[] request = OcspRequests.encode(question.subject(), question.issuer().get());
    Optional<HttpQuery> post = Optional.of(HttpQuery.ocspPost(question.url(), Der.of(request)));
    Optional<HttpQuery> get = get(question.url(), request);
    return ocspByGet && get.isPresent() ? new Queries(get, post, "") : new Queries(post, get, "");
  }

  private static Optional<HttpQuery> get(URI responder, byte[] request) {
    String base = responder.toString();
    try {
      String url =
          (base.endsWith("/") ? base : base + "/")
              + URLEncoder.encode(Base64.getEncoder().encodeToString(request), "UTF-8");
      return url.length() > LONGEST_GET
          ? Optional.empty()
          : Optional.of(HttpQuery.get(new URI(url)));
    } catch (URISyntaxException e) {
      return Optional.empty();
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Every JVM has UTF-8", e);
    }
  }

  /** As this JVM asks; empty if nothing can be asked: see {@link #whyNone()}. */
  Optional<HttpQuery> asJvm() {
    return asJvm;
  }

  /** Why nothing can be asked. */
  String whyNone() {
    return whyNone;
  }

  /** The other way to ask, where there is one. */
  Optional<HttpQuery> otherwise() {
    return otherwise;
  }
}
