package io.tlswhy.lab.net;

import com.sun.net.httpserver.HttpExchange;
import io.tlswhy.lab.pki.OcspSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** What an HTTP endpoint answers. */
@FunctionalInterface
public interface Reply {
  /** Answers one request. */
  void to(HttpExchange exchange) throws IOException;

  /** These bytes, with status 200. */
  static Reply bytes(String type, byte[] body) {
    return status(200, type, body);
  }

  /** A revocation list. */
  static Reply crl(byte[] encoded) {
    return bytes("application/pkix-crl", encoded);
  }

  /** This status with an HTML page. */
  static Reply page(int status, String title) {
    String html =
        "<html><head><title>" + title + "</title></head><body>" + title + "</body></html>";
    return status(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  /** This status with a body. */
  static Reply status(int status, String type, byte[] body) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    };
  }

  /** A redirect. */
  static Reply redirect(String location) {
    return exchange -> {
      exchange.getResponseHeaders().add("Location", location);
      exchange.sendResponseHeaders(302, -1);
      exchange.close();
    };
  }

  /** What an OCSP responder answers, asked by GET or by POST. */
  static Reply ocsp(OcspSpec responder) {
    return exchange ->
        bytes("application/ocsp-response", responder.answer(ocspRequest(exchange))).to(exchange);
  }

  /** The same, later. */
  default Reply after(Duration delay) {
    return exchange -> {
      pause(delay);
      to(exchange);
    };
  }

  /** These bytes one by one, with a pause before each. */
  static Reply trickled(String type, byte[] body, Duration pause) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        for (byte one : body) {
          pause(pause);
          out.write(one);
          out.flush();
        }
      }
    };
  }

  private static byte[] ocspRequest(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      return exchange.getRequestBody().readAllBytes();
    }
    String path = exchange.getRequestURI().getRawPath();
    String encoded = path.substring(exchange.getHttpContext().getPath().length());
    String base64 = URLDecoder.decode(encoded.replaceFirst("^/", ""), StandardCharsets.US_ASCII);
    return Base64.getDecoder().decode(base64);
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the lab was closed", e);
    }
  }
}
