package io.tlswhy.probe.http;

import com.google.auto.value.AutoValue;
import io.tlswhy.evidence.Der;
import java.net.URI;
import java.util.Optional;

/** What is asked of an HTTP server. */
@AutoValue
public abstract class HttpQuery {
  HttpQuery() {}

  /** A GET. */
  public static HttpQuery get(URI url) {
    return new AutoValue_HttpQuery(url, Optional.empty());
  }

  /** An OCSP request by POST. */
  public static HttpQuery ocspPost(URI url, Der request) {
    return new AutoValue_HttpQuery(url, Optional.of(request));
  }

  /** Where the answer is. */
  public abstract URI url();

  /** The OCSP request that is posted; empty for a GET. */
  public abstract Optional<Der> ocspRequest();

  /** The method's name. */
  public final String method() {
    return ocspRequest().isPresent() ? "POST" : "GET";
  }
}
