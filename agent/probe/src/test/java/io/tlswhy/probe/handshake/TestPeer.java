package io.tlswhy.probe.handshake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A peer on loopback that does with each connection what the test says. */
final class TestPeer implements AutoCloseable {
  /** What is done with a connection; it is closed when this returns or throws. */
  interface Behaviour {
    void serve(Socket connection) throws Exception;
  }

  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();

  private TestPeer(ServerSocket server) {
    this.server = server;
  }

  static TestPeer of(Behaviour behaviour) throws IOException {
    TestPeer peer = new TestPeer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
    start(() -> peer.accept(behaviour));
    return peer;
  }

  /** Reads each ClientHello and sends what the function makes of it, then waits for the end. */
  static TestPeer answering(Function<ReadHello, byte[]> answer) throws IOException {
    return of(
        connection -> {
          ReadHello hello = ReadHello.from(connection.getInputStream());
          connection.getOutputStream().write(answer.apply(hello));
          connection.shutdownOutput();
          connection.getInputStream().readAllBytes();
        });
  }

  /** A TLS server of the JDK that first may answer a hello otherwise. */
  static TestPeer tls(SSLContext context, Function<ReadHello, Optional<byte[]>> doorman)
      throws IOException {
    return of(
        connection -> {
          ReadHello hello = ReadHello.from(connection.getInputStream());
          Optional<byte[]> refusal = doorman.apply(hello);
          if (refusal.isPresent()) {
            connection.getOutputStream().write(refusal.get());
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes();
            return;
          }
          SSLSocket tls =
              (SSLSocket)
                  context
                      .getSocketFactory()
                      .createSocket(connection, new ByteArrayInputStream(hello.record), true);
          tls.startHandshake();
        });
  }

  /** A proxy that answers each CONNECT with that and then leads to the port on loopback. */
  static TestPeer proxy(String answer, int port, List<String> requests) throws IOException {
    return of(
        connection -> {
          StringBuilder head = new StringBuilder();
          while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) connection.getInputStream().read());
          }
          requests.add(head.toString());
          connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
          if (answer.startsWith("HTTP/1.1 200")) {
            join(connection, port);
          }
        });
  }

  private static void join(Socket connection, int port) throws IOException {
    try (Socket origin = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      start(
          () -> {
            try {
              connection.getInputStream().transferTo(origin.getOutputStream());
              origin.shutdownOutput();
            } catch (IOException ended) {
              // The other direction ends, too.
            }
          });
      origin.getInputStream().transferTo(connection.getOutputStream());
    }
  }

  static byte[] alert(int code) {
    return new byte[] {21, 3, 3, 0, 2, 2, (byte) code};
  }

  /** A ServerHello of that version and suite, without extensions. */
  static byte[] serverHello(int version, int cipherSuite) {
    byte[] body =
        new OctetWriter()
            .u16(version)
            .raw(new byte[32])
            .vector8(new byte[0])
            .u16(cipherSuite)
            .u8(0)
            .toBytes();
    byte[] message = new OctetWriter().u8(2).u24(body.length).raw(body).toBytes();
    return new OctetWriter().u8(22).u16(version).vector16(message).toBytes();
  }

  private void accept(Behaviour behaviour) {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        connections.incrementAndGet();
        start(() -> serve(behaviour, connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void serve(Behaviour behaviour, Socket connection) {
    try (Socket closing = connection) {
      behaviour.serve(closing);
    } catch (Exception hungUp) {
      // The other side breaks handshakes off: that is what it does.
      return;
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "test peer");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
