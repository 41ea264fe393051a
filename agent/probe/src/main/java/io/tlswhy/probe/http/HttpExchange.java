package io.tlswhy.probe.http;

import io.tlswhy.evidence.Der;
import io.tlswhy.probe.net.Urls;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/**
 * One request over a connection that somebody else opened, and what came back.
 *
 * <p>The request looks as this JVM's own would, but for what is the application's: no cookies, no
 * credentials. Blocks until the answer is there or the connection is closed by whoever watches the
 * time.
 */
public final class HttpExchange {
  private static final Http1Config BOUNDS =
      Http1Config.custom()
          .setMaxHeaderCount(100)
          .setMaxLineLength(8_192)
          .setMaxEmptyLineCount(10)
          .setBufferSize(8_192)
          .build();

  /** What is kept of a body that is only looked at to see who made it. */
  private static final int KEPT_OF_ERROR_PAGES = 64 << 10;

  private static final String USER_AGENT = "Java/" + System.getProperty("java.version");
  private static final int MOST_INTERIM_REPLIES = 5;

  /** How the request line names what is asked for. */
  public enum Form {
    /** By path, to the server itself. */
    ORIGIN,
    /** By its whole URL, to a proxy. */
    ABSOLUTE,
    /** CONNECT with host and port, to a proxy; a success has no body, what follows is a tunnel. */
    TUNNEL
  }

  private final HttpQuery query;
  private final Form form;
  private final BodyReader reader;
  private final BodyReader pageReader;
  private final PassingBody passing;
  private volatile String progress = "no answer";
  private volatile boolean error;

  /** An exchange whose answer, where it is not kept, is only counted. */
  public HttpExchange(
      HttpQuery query, Form form, long mostOctets, long mostKept, BodyBudget budget) {
    this(query, form, mostOctets, mostKept, budget, PassingBody.COUNTED);
  }

  /**
   * An exchange.
   *
   * @param mostOctets where reading the body ends
   * @param mostKept how long it may be to be kept
   * @param passing what reads it if it is longer
   */
  public HttpExchange(
      HttpQuery query,
      Form form,
      long mostOctets,
      long mostKept,
      BodyBudget budget,
      PassingBody passing) {
    this.query = query;
    this.form = form;
    this.reader = new BodyReader(mostOctets, mostKept, budget);
    this.passing = passing;
    this.pageReader = new BodyReader(KEPT_OF_ERROR_PAGES, KEPT_OF_ERROR_PAGES, budget);
  }

  /** Whether the status of an error came, of which only the page may be missing. */
  public boolean isError() {
    return error;
  }

  /** Whether the body has begun to come. */
  public boolean isAnswering() {
    return reader.octets() > 0;
  }

  /** How far it came; for when it does not end. */
  public String progress() {
    long octets = reader.octets();
    return octets == 0 ? progress : progress + ", then " + octets + " octets and no end";
  }

  /** Sends the request and reads the answer. */
  public HttpReply run(Socket socket) throws IOException, HttpException {
    try {
      return exchange(socket);
    } catch (IllegalArgumentException | IllegalStateException unreadable) {
      // The library's parser lets some nonsense through to its value types, such as HTTP/-1.1.
      throw new ProtocolException("not HTTP: " + unreadable.getMessage(), unreadable);
    }
  }

  private HttpReply exchange(Socket socket) throws IOException, HttpException {
    // Not closed by us: closing it would wait for a hostile sender's end of stream.
    // The parser is named since a connection's own has no bounds, whatever its configuration.
    DefaultBHttpClientConnection connection =
        new DefaultBHttpClientConnection(
            BOUNDS, null, null, null, null, null, new DefaultHttpResponseParserFactory(BOUNDS));
    connection.bind(socket);
    ClassicHttpRequest request = request();
    connection.sendRequestHeader(request);
    connection.sendRequestEntity(request);
    connection.flush();
    ClassicHttpResponse response = connection.receiveResponseHeader();
    for (int i = 0; response.getCode() < 200 && i < MOST_INTERIM_REPLIES; i++) {
      response = connection.receiveResponseHeader();
    }
    progress = response.getCode() + " " + String.valueOf(response.getReasonPhrase());
    if (form == Form.TUNNEL && response.getCode() == 200) {
      return new HttpReply(response, new byte[0], 0, true);
    }
    connection.receiveResponseEntity(response);
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new HttpReply(response, new byte[0], 0, true);
    }
    boolean found = response.getCode() == 200;
    BodyReader bodyReader = found ? reader : pageReader;
    error = response.getCode() >= 400;
    try {
      byte[] body = bodyReader.read(entity.getContent(), found ? passing : PassingBody.COUNTED);
      return new HttpReply(response, body, bodyReader.octets(), bodyReader.isEnded());
    } catch (IOException incomplete) {
      if (!error) {
        throw incomplete;
      }
      return new HttpReply(response, new byte[0], bodyReader.octets(), false);
    }
  }

  private ClassicHttpRequest request() {
    URI url = query.url();
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String target = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    String authority = Urls.hostHeader(url);
    if (form == Form.TUNNEL) {
      String host = Urls.host(url);
      String hostAndPort = (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + Urls.port(url);
      BasicClassicHttpRequest tunnel = new BasicClassicHttpRequest("CONNECT", hostAndPort);
      tunnel.addHeader(HttpHeaders.HOST, hostAndPort);
      tunnel.addHeader(HttpHeaders.USER_AGENT, USER_AGENT);
      return tunnel;
    }
    boolean absolute = form == Form.ABSOLUTE;
    BasicClassicHttpRequest request =
        new BasicClassicHttpRequest(
            query.method(), absolute ? "http://" + authority + target : target);
    request.setAbsoluteRequestUri(absolute);
    request.addHeader(HttpHeaders.HOST, authority);
    request.addHeader(HttpHeaders.USER_AGENT, USER_AGENT);
    request.addHeader(HttpHeaders.ACCEPT, "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2");
    request.addHeader(HttpHeaders.CONNECTION, "close");
    query.ocspRequest().ifPresent(body -> addBody(request, body));
    return request;
  }

  private static void addBody(ClassicHttpRequest request, Der body) {
    ContentType type = ContentType.create("application/ocsp-request");
    request.setEntity(new ByteArrayEntity(body.toByteArray(), type));
    request.addHeader(HttpHeaders.CONTENT_TYPE, type.getMimeType());
    request.addHeader(HttpHeaders.CONTENT_LENGTH, body.length());
  }
}
