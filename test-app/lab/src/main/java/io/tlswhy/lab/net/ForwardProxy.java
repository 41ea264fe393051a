package io.tlswhy.lab.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A forward proxy: CONNECT, and plain HTTP with an absolute URL. It has its own network: it reaches
 * what it was told to reach, whatever the names mean to the JVM under test.
 */
public final class ForwardProxy implements AutoCloseable {
  private final RawServer server;
  private final Map<String, InetSocketAddress> routes = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile String refusal = "";
  private volatile int refusedOnesIn = 1;

  /** Listens at a free port of this address. */
  public ForwardProxy(InetAddress address) throws IOException {
    server = RawServer.start(address, this::serve);
  }

  /** Reaches this host and port there. */
  public ForwardProxy route(String host, int port, InetSocketAddress there) {
    routes.put(key(host, port), there);
    return this;
  }

  /** Refuses everything with a status line such as {@code 403 Forbidden}. */
  public ForwardProxy refuseAll(String status) {
    refusal = status;
    return this;
  }

  /** Refuses the first of so many requests, and then each first of as many again. */
  public ForwardProxy refuseOneIn(int number, String status) {
    refusedOnesIn = number;
    return refuseAll(status);
  }

  /** The port at which it listens. */
  public int port() {
    return server.port();
  }

  private static String key(String host, int port) {
    return host.toLowerCase(Locale.ROOT) + ":" + port;
  }

  private void serve(Socket client) throws IOException {
    List<String> head = readHead(client.getInputStream());
    if (head.isEmpty()) {
      return;
    }
    String[] request = head.get(0).split(" ");
    boolean tunnel = request[0].equals("CONNECT");
    URI target = URI.create(tunnel ? "tunnel://" + request[1] : request[1]);
    int port = target.getPort() < 0 ? 80 : target.getPort();
    String key = key(Optional.ofNullable(target.getHost()).orElse(""), port);
    Optional<InetSocketAddress> route = Optional.ofNullable(routes.get(key));
    boolean refused = !refusal.isEmpty() && requests.getAndIncrement() % refusedOnesIn == 0;
    if (refused || route.isEmpty()) {
      refuse(client, refused ? refusal : "503 Service Unavailable");
      return;
    }
    try (Socket origin = new Socket(route.get().getAddress(), route.get().getPort())) {
      if (tunnel) {
        write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
      } else {
        write(origin, originForm(request, target, head));
      }
      joinBothWays(client, origin);
    }
  }

  private static void refuse(Socket client, String status) throws IOException {
    String page = "<html><head><title>" + status + "</title></head><body>proxy.corp</body></html>";
    String challenge =
        status.startsWith("407") ? "Proxy-Authenticate: Basic realm=\"proxy.corp\"\r\n" : "";
    write(
        client,
        "HTTP/1.1 %s\r\n%sVia: 1.1 proxy.corp\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(status, challenge, page.length(), page));
  }

  private static String originForm(String[] request, URI target, List<String> head) {
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    StringBuilder text = new StringBuilder();
    text.append(request[0]).append(' ').append(target.getRawPath()).append(query);
    text.append(" HTTP/1.1\r\n");
    for (String header : head.subList(1, head.size())) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (!lower.startsWith("proxy-") && !lower.startsWith("connection:")) {
        text.append(header).append("\r\n");
      }
    }
    return text.append("Connection: close\r\n\r\n").toString();
  }

  private static void joinBothWays(Socket client, Socket origin) throws IOException {
    Thread up =
        RawServer.startThread(
            "lab proxy",
            () -> {
              try {
                client.getInputStream().transferTo(origin.getOutputStream());
                origin.shutdownOutput();
              } catch (IOException expected) {
                // One side went away; the other direction notices by itself.
              }
            });
    origin.getInputStream().transferTo(client.getOutputStream());
    client.shutdownOutput();
    try {
      up.join();
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException("the lab was closed", e));
    }
  }

  private static List<String> readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return List.of();
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1).lines().filter(l -> !l.isEmpty()).toList();
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
