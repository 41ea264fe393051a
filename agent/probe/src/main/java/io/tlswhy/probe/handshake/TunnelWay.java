package io.tlswhy.probe.handshake;

import io.tlswhy.probe.net.Closing;
import io.tlswhy.probe.net.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Through a tunnel that a proxy is asked for (RFC 9110 section 9.3.6), as this JVM asks, but
 * without credentials: those are the application's.
 *
 * <p>The answer is read octet by octet: what follows it is the peer's.
 */
final class TunnelWay implements Way {
  private static final Pattern GRANTED = Pattern.compile("HTTP/1\\.[01] 2\\d\\d\\b.*");
  private static final int LONGEST_HEAD = 8_192;
  private static final String USER_AGENT = "Java/" + System.getProperty("java.version");

  private final InetSocketAddress proxy;
  private final String name;
  private final String target;

  /**
   * A way through a proxy.
   *
   * @param proxy the proxy's address
   * @param name the proxy's host and port, for sentences
   * @param host the peer's name, of letters, digits, dots, hyphens and underscores, or its address
   */
  TunnelWay(InetSocketAddress proxy, String name, String host, int port) {
    this.proxy = proxy;
    this.name = name;
    this.target = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public Line open(Deadline deadline) throws IOException {
    Line line = Line.open(proxy, deadline);
    try {
      ask(line);
      return line;
    } catch (IOException e) {
      Closing.quietly(line);
      throw e;
    }
  }

  private void ask(Line line) throws IOException {
    String request =
        "CONNECT "
            + target
            + " HTTP/1.1\r\nUser-Agent: "
            + USER_AGENT
            + "\r\nHost: "
            + target
            + "\r\nProxy-Connection: keep-alive\r\n\r\n";
    line.send(request.getBytes(StandardCharsets.US_ASCII));
    byte[] head = head(line);
    String first = SpokenProtocol.printable(head);
    if (!GRANTED.matcher(first).matches()) {
      throw new IOException("the proxy " + name + " answers \"" + first + "\"");
    }
  }

  private static byte[] head(Line line) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 2) {
      int octet = line.readOctet();
      if (octet < 0 || head.size() >= LONGEST_HEAD) {
        throw new EOFException("no end of the proxy's answer");
      }
      head.write(octet);
      if (octet == '\n') {
        ends++;
      } else if (octet != '\r') {
        ends = 0;
      }
    }
    return head.toByteArray();
  }

  @Override
  public String words() {
    return "through the proxy " + name;
  }
}
