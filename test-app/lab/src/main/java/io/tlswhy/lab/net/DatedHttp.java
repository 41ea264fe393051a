package io.tlswhy.lab.net;

import io.tlswhy.lab.pki.OcspSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP server whose clock shows another time than this machine's, as its {@code Date} header
 * says; the JDK's own server always sends the machine's time.
 */
public final class DatedHttp implements AutoCloseable {
  private final Duration ahead;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private volatile Optional<OcspSpec> responder = Optional.empty();
  private final RawServer server;

  /**
   * Listens at a free port of this address, with a clock that is so far ahead of this machine's.
   */
  public DatedHttp(InetAddress address, Duration ahead) throws IOException {
    this.ahead = ahead;
    this.server = RawServer.start(address, this::answer);
  }

  /** Answers a GET of this path with these octets. */
  public DatedHttp serve(String path, byte[] octets) {
    files.put(path, octets);
    return this;
  }

  /** Answers OCSP requests at every other path: by POST, or by GET with the request in the path. */
  public DatedHttp serve(OcspSpec ocsp) {
    responder = Optional.of(ocsp);
    return this;
  }

  /** The port at which it listens. */
  public int port() {
    return server.port();
  }

  private void answer(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    String request = line(in);
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).trim());
      }
    }
    if (request.isEmpty()) {
      return;
    }
    byte[] body = answer(request.split(" ")[1], in.readNBytes(length));
    String head =
        (body.length == 0 ? "HTTP/1.1 404 Not Found" : "HTTP/1.1 200 OK")
            + "\r\nDate: "
            + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plus(ahead))
            + "\r\nContent-Type: application/octet-stream\r\nConnection: close\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    OutputStream out = connection.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    Behaviours.linger(connection);
  }

  private byte[] answer(String path, byte[] posted) {
    byte[] file = files.get(path);
    if (file != null || responder.isEmpty()) {
      return file == null ? new byte[0] : file;
    }
    String encoded = URLDecoder.decode(path.substring(1), StandardCharsets.US_ASCII);
    return responder.get().answer(posted.length > 0 ? posted : Base64.getDecoder().decode(encoded));
  }

  /** The octets up to the end of a line, without it; empty at the end of the stream. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      if (octet != '\r') {
        line.append((char) octet);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
