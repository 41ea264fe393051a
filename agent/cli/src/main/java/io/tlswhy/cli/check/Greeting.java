package io.tlswhy.cli.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Finds out what a port speaks that does not speak TLS, from the first bytes that it sends. */
final class Greeting {
  private static final int MOST = 64;

  private Greeting() {}

  /** The protocol's name; empty if it cannot be told. */
  static Optional<String> of(InetSocketAddress address, Duration timeout) {
    Optional<String> unasked = protocol(firstBytes(address, timeout, ""));
    return unasked.isPresent()
        ? unasked
        : protocol(firstBytes(address, timeout, "GET / HTTP/1.0\r\n\r\n"));
  }

  /** The protocol that begins so. */
  static Optional<String> protocol(byte[] first) {
    String text = new String(first, StandardCharsets.ISO_8859_1);
    if (text.startsWith("HTTP/")) {
      return Optional.of("HTTP");
    }
    if (text.startsWith("SSH-")) {
      return Optional.of("SSH");
    }
    if (text.startsWith("220")) {
      return Optional.of(text.contains("FTP") ? "FTP" : "SMTP (TLS begins after STARTTLS)");
    }
    if (text.startsWith("+OK")) {
      return Optional.of("POP3 (TLS begins after STLS)");
    }
    if (text.startsWith("* OK")) {
      return Optional.of("IMAP (TLS begins after STARTTLS)");
    }
    if (first.length > 5 && first[3] == 0 && first[4] == 10) {
      return Optional.of("MySQL (TLS begins within its own protocol)");
    }
    if (text.startsWith("-ERR") || text.startsWith("-NOAUTH")) {
      return Optional.of("Redis");
    }
    return Optional.empty();
  }

  private static byte[] firstBytes(InetSocketAddress address, Duration timeout, String request) {
    byte[] first = new byte[MOST];
    int length = 0;
    try (Socket socket = new Socket()) {
      int millis = (int) Math.max(1, timeout.toMillis());
      socket.connect(address, millis);
      socket.setSoTimeout(Math.min(millis, 1_000));
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      InputStream in = socket.getInputStream();
      length = Math.max(0, in.read(first));
    } catch (IOException silentOrClosed) {
      length = 0;
    }
    return Arrays.copyOf(first, length);
  }
}
