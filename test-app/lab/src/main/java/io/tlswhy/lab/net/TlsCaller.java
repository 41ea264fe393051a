package io.tlswhy.lab.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client that calls the service under test over TLS. */
public final class TlsCaller {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SSLContext context;

  /** Calls with this context. */
  public TlsCaller(SSLContext context) {
    this.context = context;
  }

  /** Asks for {@code /health}; the status line, or what went wrong. */
  public String ask(InetSocketAddress service) {
    try (Socket plain = new Socket(service.getAddress(), service.getPort());
        SSLSocket tls =
            (SSLSocket)
                context
                    .getSocketFactory()
                    .createSocket(plain, "orders.test", plain.getPort(), true)) {
      tls.setSoTimeout((int) PATIENCE.toMillis());
      tls.getOutputStream()
          .write(
              "GET /health HTTP/1.1\r\nHost: orders.test\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] answer = tls.getInputStream().readNBytes(15);
      return answer.length == 0 ? "closed" : new String(answer, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
