package io.tlswhy.weave.matrix;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.X509Certificate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;

/** Handshakes with revocation checking, against endpoints that fail or dawdle. */
final class LookupScenarios {
  private final Pki trusted;

  LookupScenarios(Pki trusted) {
    this.trusted = trusted;
  }

  void run() throws Exception {
    refused();
    softFail();
    answered();
    hanging();
    waiting();
    issuers();
  }

  private void refused() throws Exception {
    String crl = "http://127.0.0.1:" + closedPort() + "/ca.crl";
    KeyStore keys = trusted.revocable(crl, "");
    SSLContext server = Contexts.server(keys, Contexts.trust(trusted));
    X509TrustManager checking =
        Contexts.checking(trusted, Option.PREFER_CRLS, Option.NO_FALLBACK, Option.ONLY_END_ENTITY);
    handshake("crl refused", server, checking);
    handshake("crl refused again", server, checking);
    Console.scenario("crl refused, asked directly");
    Console.attempt(
        "validation",
        () -> {
          X509Certificate leaf = (X509Certificate) keys.getCertificate("key");
          checking.checkServerTrusted(new X509Certificate[] {leaf}, "UNKNOWN");
          return true;
        });
  }

  private void softFail() throws Exception {
    int port = closedPort();
    SSLContext server =
        Contexts.server(
            trusted.revocable("http://127.0.0.1:" + port + "/soft.crl", "http://127.0.0.1:" + port),
            Contexts.trust(trusted));
    handshake("soft", server, Contexts.checking(trusted, Option.SOFT_FAIL, Option.ONLY_END_ENTITY));
    handshake("ocsp refused", server, Contexts.checking(trusted, Option.ONLY_END_ENTITY));
  }

  private void answered() throws Exception {
    try (ServerSocket http = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      serveCrl(http, 0);
      SSLContext server =
          Contexts.server(
              trusted.revocable("http://127.0.0.1:" + http.getLocalPort() + "/ok.crl", ""),
              Contexts.trust(trusted));
      X509TrustManager checking =
          Contexts.checking(
              trusted, Option.PREFER_CRLS, Option.NO_FALLBACK, Option.ONLY_END_ENTITY);
      handshake("crl answered", server, checking);
      handshake("crl cached", server, checking);
    }
  }

  private void hanging() throws Exception {
    try (ServerSocket http = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      serveCrl(http, 900);
      SSLContext server =
          Contexts.server(
              trusted.revocable("http://127.0.0.1:" + http.getLocalPort() + "/slow.crl", ""),
              Contexts.trust(trusted));
      handshake(
          "crl slow",
          server,
          Contexts.checking(
              trusted, Option.PREFER_CRLS, Option.NO_FALLBACK, Option.ONLY_END_ENTITY));
    }
  }

  /** Two handshakes need one CRL, which the JDK fetches under a lock. */
  private void waiting() throws Exception {
    Console.scenario("crl waited for");
    try (ServerSocket http = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      CountDownLatch asked = serveCrl(http, 900);
      SSLContext server =
          Contexts.server(
              trusted.revocable("http://127.0.0.1:" + http.getLocalPort() + "/wait.crl", ""),
              Contexts.trust(trusted));
      X509TrustManager checking =
          Contexts.checking(
              trusted, Option.PREFER_CRLS, Option.NO_FALLBACK, Option.ONLY_END_ENTITY);
      Future<?> first = Console.THREADS.submit(() -> connect(server, checking));
      asked.await();
      connect(server, checking);
      first.get();
    }
  }

  private void issuers() throws Exception {
    Pki unknown = new Pki("Unknown Root");
    SSLContext server =
        Contexts.server(
            unknown.pointing("http://127.0.0.1:" + closedPort() + "/ca.cer"),
            Contexts.trust(trusted));
    handshake("issuer refused", server, Contexts.trust(trusted));
    handshake("issuer refused again", server, Contexts.trust(trusted));
  }

  private static void handshake(String name, SSLContext server, X509TrustManager trust)
      throws Exception {
    Console.scenario(name);
    connect(server, trust);
  }

  private static boolean connect(SSLContext server, X509TrustManager trust) throws Exception {
    try (SSLServerSocket listener = SocketScenarios.listener(server, "TLSv1.2")) {
      Future<?> serving = SocketScenarios.serve(listener);
      try (SSLSocket socket =
          SocketScenarios.connect(listener, Contexts.client(trust), "TLSv1.2")) {
        Console.attempt(
            "client",
            () -> {
              socket.startHandshake();
              return socket.getInputStream().read();
            });
      }
      serving.get();
    }
    return true;
  }

  private CountDownLatch serveCrl(ServerSocket http, long delayMillis) {
    CountDownLatch asked = new CountDownLatch(1);
    Console.THREADS.submit(
        () -> {
          byte[] crl = trusted.crl();
          try (Socket client = http.accept()) {
            client.getInputStream().read(new byte[4096]);
            asked.countDown();
            Thread.sleep(delayMillis);
            OutputStream out = client.getOutputStream();
            String head = "HTTP/1.0 200 OK\r\nContent-Length: " + crl.length + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(crl);
            out.flush();
          }
          return true;
        });
    return asked;
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
