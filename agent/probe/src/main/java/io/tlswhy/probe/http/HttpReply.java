package io.tlswhy.probe.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** What an HTTP server answered, bounded. */
public final class HttpReply {
  private final ClassicHttpResponse response;
  private final byte[] body;
  private final long octets;
  private final boolean ended;

  HttpReply(ClassicHttpResponse response, byte[] body, long octets, boolean ended) {
    this.response = response;
    this.body = body;
    this.octets = octets;
    this.ended = ended;
  }

  /** The status code. */
  public int status() {
    return response.getCode();
  }

  /** Code and reason phrase. */
  public String statusLine() {
    String reason = response.getReasonPhrase();
    return reason == null || reason.isEmpty() ? "" + status() : status() + " " + reason;
  }

  /** The first header of that name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
  }

  /** Each header of that name. */
  public List<String> headers(String name) {
    List<String> values = new ArrayList<>();
    for (Header header : response.getHeaders(name)) {
      values.add(header.getValue());
    }
    return values;
  }

  /** The beginning of the body, or all of it: see {@link #isWhole()}. Not copied: do not change. */
  public byte[] body() {
    return body;
  }

  /** How many octets came, whether they were kept or not. */
  public long octets() {
    return octets;
  }

  /** Whether the body was read to its end; otherwise to the bound, or as far as it was of use. */
  public boolean isEnded() {
    return ended;
  }

  /** Whether all of it was kept. */
  public boolean isWhole() {
    return ended && octets == body.length;
  }
}
