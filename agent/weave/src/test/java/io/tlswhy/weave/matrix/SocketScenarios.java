package io.tlswhy.weave.matrix;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;

/** Handshakes over sockets. */
final class SocketScenarios {
  private static final int TUNNELLED_PORT = 443;

  private final Pki trusted;
  private final Pki other;

  SocketScenarios(Pki trusted, Pki other) {
    this.trusted = trusted;
    this.other = other;
  }

  void run() throws Exception {
    for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
      handshakes(protocol);
    }
    tunnelled("tunnelled good", trusted);
    tunnelled("tunnelled untrusted", other);
    withPeer(
        "eof",
        socket -> {
          // All of the ClientHello is read: otherwise the system would reset the connection.
          socket.getInputStream().read(new byte[4096]);
          socket.close();
        });
    withPeer(
        "reset",
        socket -> {
          socket.getInputStream().read();
          socket.setSoLinger(true, 0);
          socket.close();
        });
    withPeer("timeout", socket -> {});
    withPeer(
        "plaintext",
        socket -> {
          byte[] answer = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
          socket.getOutputStream().write(answer);
          socket.getOutputStream().flush();
        });
    ownClose();
  }

  private void handshakes(String protocol) throws Exception {
    X509TrustManager platform = Contexts.trust(trusted);
    SSLContext client = Contexts.client(platform);
    SSLContext good = Contexts.server(trusted.good(), platform);
    SSLContext untrusted = Contexts.server(other.good(), platform);
    SSLContext expired = Contexts.server(trusted.expired(), platform);
    handshake("good " + protocol, good, client, protocol, false);
    handshake("untrusted " + protocol, untrusted, client, protocol, false);
    handshake("expired " + protocol, expired, client, protocol, false);
    handshake(
        "custom " + protocol, good, refusing(new CertificateException("pinned")), protocol, false);
    handshake(
        "unchecked " + protocol, good, refusing(new IllegalStateException("bug")), protocol, false);
    handshake("error " + protocol, good, refusing(new AssertionError("bad")), protocol, false);
    handshake(
        "delegating " + protocol,
        untrusted,
        Contexts.client(new Contexts.Delegating(platform, false)),
        protocol,
        false);
    handshake(
        "composite " + protocol,
        untrusted,
        Contexts.client(new Contexts.Delegating(platform, true)),
        protocol,
        false);
    handshake("nocert " + protocol, good, client, protocol, true);
    handshake(
        "client untrusted " + protocol,
        good,
        // Of the same name: a client sends nothing that the server did not ask for.
        Contexts.keyed(new Pki("Test Root").good(), platform),
        protocol,
        true);
    getSession("getSession " + protocol, untrusted, client, protocol);
  }

  private static SSLContext refusing(Throwable verdict) throws Exception {
    return Contexts.client(new Contexts.Refusing(verdict));
  }

  private static void handshake(
      String name, SSLContext server, SSLContext client, String protocol, boolean demandClient)
      throws Exception {
    Console.scenario(name);
    try (SSLServerSocket listener = listener(server, protocol)) {
      listener.setNeedClientAuth(demandClient);
      Future<?> serving = serve(listener);
      try (SSLSocket socket = connect(listener, client, protocol)) {
        Console.attempt(
            "client",
            () -> {
              socket.startHandshake();
              return socket.getInputStream().read();
            });
      }
      serving.get();
    }
  }

  /** TLS for a port of the peer's over a connection to another, as through a proxy. */
  private void tunnelled(String name, Pki peer) throws Exception {
    Console.scenario(name);
    X509TrustManager platform = Contexts.trust(trusted);
    try (SSLServerSocket listener = listener(Contexts.server(peer.good(), platform), "TLSv1.2")) {
      Future<?> serving = serve(listener);
      Socket plain = new Socket("localhost", listener.getLocalPort());
      try (SSLSocket socket =
          (SSLSocket)
              Contexts.client(platform)
                  .getSocketFactory()
                  .createSocket(plain, "localhost", TUNNELLED_PORT, true)) {
        Console.attempt(
            "client",
            () -> {
              socket.startHandshake();
              return socket.getInputStream().read();
            });
      }
      serving.get();
    }
  }

  private static void getSession(String name, SSLContext server, SSLContext client, String protocol)
      throws Exception {
    Console.scenario(name);
    try (SSLServerSocket listener = listener(server, protocol)) {
      Future<?> serving = serve(listener);
      try (SSLSocket socket = connect(listener, client, protocol)) {
        Console.say("valid " + socket.getSession().isValid());
      }
      serving.get();
    }
  }

  private void withPeer(String name, Peer peer) throws Exception {
    Console.scenario(name);
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Future<Socket> accepted =
          Console.THREADS.submit(
              () -> {
                Socket socket = listener.accept();
                peer.talk(socket);
                return socket;
              });
      try (SSLSocket socket = plainConnect(listener)) {
        socket.setSoTimeout(300);
        Console.attempt(
            "client",
            () -> {
              socket.startHandshake();
              return true;
            });
      }
      accepted.get().close();
    }
  }

  private void ownClose() throws Exception {
    Console.scenario("ownClose");
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      SSLSocket socket = plainConnect(listener);
      Socket accepted = listener.accept();
      CountDownLatch begun = new CountDownLatch(1);
      Future<?> handshake =
          Console.THREADS.submit(
              () ->
                  Console.attempt(
                      "client",
                      () -> {
                        begun.countDown();
                        socket.startHandshake();
                        return true;
                      }));
      begun.await();
      // The ClientHello has arrived: the client waits for the answer.
      accepted.getInputStream().read();
      socket.close();
      handshake.get();
      accepted.close();
    }
  }

  private SSLSocket plainConnect(ServerSocket listener) throws Exception {
    return (SSLSocket)
        Contexts.client(Contexts.trust(trusted))
            .getSocketFactory()
            .createSocket("localhost", listener.getLocalPort());
  }

  static SSLServerSocket listener(SSLContext server, String protocol) throws Exception {
    return listener(server, protocol, "127.0.0.1");
  }

  static SSLServerSocket listener(SSLContext server, String protocol, String address)
      throws Exception {
    SSLServerSocket listener =
        (SSLServerSocket)
            server
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getByName(address));
    listener.setEnabledProtocols(new String[] {protocol});
    return listener;
  }

  static Future<?> serve(SSLServerSocket listener) {
    return Console.THREADS.submit(
        () -> {
          try (SSLSocket accepted = (SSLSocket) listener.accept()) {
            Console.attempt(
                "server",
                () -> {
                  accepted.startHandshake();
                  accepted.getOutputStream().write(1);
                  accepted.getOutputStream().flush();
                  return true;
                });
          }
          return true;
        });
  }

  static SSLSocket connect(SSLServerSocket listener, SSLContext client, String protocol)
      throws Exception {
    SSLSocket socket =
        (SSLSocket) client.getSocketFactory().createSocket("localhost", listener.getLocalPort());
    socket.setEnabledProtocols(new String[] {protocol});
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  private interface Peer {
    void talk(Socket socket) throws Exception;
  }
}
