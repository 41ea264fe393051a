package io.tlswhy.weave.matrix;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.Future;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** What fails beside the handshake itself, and clients over it. */
final class OtherScenarios {
  private final Pki trusted;
  private final Pki other;

  OtherScenarios(Pki trusted, Pki other) {
    this.trusted = trusted;
    this.other = other;
  }

  void run() throws Exception {
    X509TrustManager platform = Contexts.trust(trusted);
    Console.scenario("validation");
    Console.attempt(
        "validation",
        () -> {
          X509Certificate leaf = (X509Certificate) other.good().getCertificate("key");
          platform.checkServerTrusted(new X509Certificate[] {leaf}, "UNKNOWN");
          return true;
        });
    https("https untrusted", Contexts.server(other.good(), platform), "127.0.0.1");
    // The certificate is for 127.0.0.1: only then is a verifier asked.
    https("https verifier", Contexts.server(trusted.good(), platform), "127.0.0.2");
    httpClient();
    unconnected();
    stores(Contexts.server(other.good(), platform));
    Console.scenario("agent thread");
    Thread own =
        new Thread(
            () ->
                Console.attempt(
                    "validation",
                    () -> {
                      X509Certificate leaf = (X509Certificate) other.good().getCertificate("key");
                      platform.checkServerTrusted(new X509Certificate[] {leaf}, "UNKNOWN");
                      return true;
                    }),
            "tlswhy-test-1");
    own.start();
    own.join();
  }

  /** The connection does not come about: a port that is closed, a name, a proxy that refuses. */
  private void unconnected() throws Exception {
    Console.scenario("connect refused");
    int closed;
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      closed = listener.getLocalPort();
    }
    Console.attempt(
        "client", () -> answer(new URL("https://127.0.0.1:" + closed + "/").openConnection()));
    Console.scenario("connect nowhere");
    Console.attempt("client", () -> answer(new URL("https://nowhere.invalid/").openConnection()));
    Console.scenario("tunnel refused");
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Thread refusing = new Thread(() -> refuseTunnel(proxy));
      refusing.start();
      Console.attempt(
          "client",
          () ->
              answer(
                  new URL("https://partner.invalid/")
                      .openConnection(new Proxy(Proxy.Type.HTTP, proxy.getLocalSocketAddress()))));
      refusing.join();
    }
  }

  private int answer(URLConnection connection) throws Exception {
    HttpsURLConnection https = (HttpsURLConnection) connection;
    https.setSSLSocketFactory(Contexts.client(Contexts.trust(trusted)).getSocketFactory());
    return https.getResponseCode();
  }

  private static void refuseTunnel(ServerSocket proxy) {
    try (Socket connection = proxy.accept()) {
      connection.getInputStream().read(new byte[4096]);
      String answer = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
      connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stores(SSLContext server) throws Exception {
    store("store default", server, "");
    store("store missing", server, "/nowhere/trust.p12");
    Path file = Files.createTempFile("trust", ".p12");
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        trusted.trust().store(out, Pki.PASSWORD);
      }
      System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
      System.setProperty("javax.net.ssl.trustStorePassword", new String(Pki.PASSWORD));
      store("store property", server, file.toString());
    } finally {
      Files.delete(file);
      System.clearProperty("javax.net.ssl.trustStore");
    }
  }

  private static void store(String name, SSLContext server, String property) throws Exception {
    Console.scenario(name);
    if (!property.isEmpty()) {
      System.setProperty("javax.net.ssl.trustStore", property);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    SSLContext client = Contexts.client((X509TrustManager) factory.getTrustManagers()[0]);
    try (SSLServerSocket listener = SocketScenarios.listener(server, "TLSv1.2")) {
      Future<?> serving = SocketScenarios.serve(listener);
      try (SSLSocket socket = SocketScenarios.connect(listener, client, "TLSv1.2")) {
        Console.attempt(
            "client",
            () -> {
              socket.startHandshake();
              return true;
            });
      }
      serving.get();
    }
  }

  /** Has to be the first use of the default context. */
  static void defaultContext() {
    Console.scenario("default context");
    System.setProperty("javax.net.ssl.keyStore", "/nowhere/keys.p12");
    Console.attempt("default", () -> SSLSocketFactory.getDefault().createSocket());
  }

  private void https(String name, SSLContext server, String host) throws Exception {
    Console.scenario(name);
    try (SSLServerSocket listener = SocketScenarios.listener(server, "TLSv1.2", host)) {
      Future<?> serving = SocketScenarios.serve(listener);
      URL url = new URL("https://" + host + ":" + listener.getLocalPort() + "/");
      HttpsURLConnection connection = (HttpsURLConnection) url.openConnection();
      connection.setSSLSocketFactory(Contexts.client(Contexts.trust(trusted)).getSocketFactory());
      connection.setHostnameVerifier((asked, session) -> false);
      Console.attempt("client", connection::getResponseCode);
      serving.get();
    }
  }

  private void httpClient() throws Exception {
    if (System.getProperty("java.specification.version").startsWith("1.")) {
      return;
    }
    X509TrustManager platform = Contexts.trust(trusted);
    Console.scenario("http client untrusted");
    SSLContext untrusted = Contexts.server(other.good(), platform);
    try (SSLServerSocket listener = SocketScenarios.listener(untrusted, "TLSv1.2")) {
      Future<?> serving = SocketScenarios.serve(listener);
      get(listener.getLocalPort(), platform);
      serving.get();
    }
    Console.scenario("http client eof");
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Future<?> serving =
          Console.THREADS.submit(
              () -> {
                for (int i = 0; i < 2; i++) {
                  try (Socket socket = listener.accept()) {
                    socket.getInputStream().read(new byte[4096]);
                  }
                }
                return true;
              });
      get(listener.getLocalPort(), platform);
      serving.cancel(true);
    }
    Console.scenario("http client gives up");
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      get(listener.getLocalPort(), platform);
      // The watch tells of its end at one of its next looks, and not in the next scenario.
      Thread.sleep(1_000);
    }
  }

  private static void get(int port, X509TrustManager trust) throws Exception {
    SSLContext context = Contexts.client(trust);
    Console.attempt("client", () -> HttpClients.get("https://localhost:" + port + "/", context));
  }
}
