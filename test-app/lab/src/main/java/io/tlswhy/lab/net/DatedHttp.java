package io.tlswhy.lab.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP server whose clock shows another time than this machine's, as its {@code Date} header
 * says; the JDK's own server always sends the machine's time.
 */
public final class DatedHttp implements AutoCloseable {
  private final Duration ahead;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
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

  /** The port at which it listens. */
  public int port() {
    return server.port();
  }

  private void answer(Socket connection) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
    String request = in.readLine();
    for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
      line = in.readLine();
    }
    if (request == null) {
      return;
    }
    byte[] body = files.getOrDefault(request.split(" ")[1], new byte[0]);
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

  @Override
  public void close() throws IOException {
    server.close();
  }
}
