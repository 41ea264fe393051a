package io.tlswhy.lab.net;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * An HTTPS server that says {@code ok} to everything. With several contexts it is a load balancer:
 * each connection goes to the next of them.
 */
public final class TlsPeer implements AutoCloseable {
  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n"
          .getBytes(StandardCharsets.UTF_8);

  private static final Predicate<ClientHello> ANY = hello -> true;

  private final List<SSLContext> backends;
  private final Consumer<SSLParameters> settings;
  private final Predicate<ClientHello> welcome;
  private final RawServer.Behaviour refusal;
  private final AtomicInteger connections = new AtomicInteger();
  private final RawServer server;

  private TlsPeer(
      InetAddress address,
      List<SSLContext> backends,
      Consumer<SSLParameters> settings,
      Predicate<ClientHello> welcome,
      RawServer.Behaviour refusal)
      throws IOException {
    this.backends = List.copyOf(backends);
    this.settings = settings;
    this.welcome = welcome;
    this.refusal = refusal;
    this.server = RawServer.start(address, this::serve);
  }

  /** Starts at a free port of this address. */
  public static TlsPeer start(InetAddress address, SSLContext... backends) throws IOException {
    return new TlsPeer(address, List.of(backends), parameters -> {}, ANY, Behaviours.silent());
  }

  /** Starts behind something that lets only some ClientHellos through, and does this to others. */
  public static TlsPeer behind(
      InetAddress address,
      SSLContext context,
      Predicate<ClientHello> welcome,
      RawServer.Behaviour refusal)
      throws IOException {
    return new TlsPeer(address, List.of(context), parameters -> {}, welcome, refusal);
  }

  /** Starts with settings of its own. */
  public static TlsPeer start(
      InetAddress address, SSLContext context, Consumer<SSLParameters> settings)
      throws IOException {
    return new TlsPeer(address, List.of(context), settings, ANY, Behaviours.silent());
  }

  private void serve(Socket connection) throws IOException {
    ClientHello hello = ClientHello.read(connection.getInputStream());
    if (!welcome.test(hello)) {
      refusal.serve(connection);
      return;
    }
    SSLContext backend = backends.get(connections.getAndIncrement() % backends.size());
    try (SSLSocket tls =
        (SSLSocket)
            backend
                .getSocketFactory()
                .createSocket(connection, new ByteArrayInputStream(hello.record()), false)) {
      SSLParameters parameters = tls.getSSLParameters();
      settings.accept(parameters);
      tls.setSSLParameters(parameters);
      answer(tls);
    } finally {
      Behaviours.linger(connection);
    }
  }

  private static void answer(SSLSocket tls) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(tls.getInputStream(), StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.isEmpty()) {
        tls.getOutputStream().write(OK);
        return;
      }
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.address();
  }

  /** The port at which it listens. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
