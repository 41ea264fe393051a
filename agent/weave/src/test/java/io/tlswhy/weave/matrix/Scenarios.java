package io.tlswhy.weave.matrix;

import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Failing handshakes, each announced on standard output; runs in a JVM of any release. */
public final class Scenarios {
  private final File folder;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
          });

  /** The context whose servers ask for a client's certificate. */
  private @Nullable SSLContext demanding;

  private Scenarios(File folder) {
    this.folder = folder;
  }

  /** Runs them all. */
  public static void main(String[] args) throws Exception {
    Scenarios scenarios = new Scenarios(new File(args[0]));
    for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
      scenarios.sockets(protocol);
    }
    scenarios.broken();
    System.out.println("scenario end");
  }

  private void sockets(String protocol) throws Exception {
    SSLContext good = server("good.p12", false);
    SSLContext client = client();
    handshake("good " + protocol, good, client, protocol);
    handshake("untrusted " + protocol, server("untrusted.p12", false), client, protocol);
    handshake("expired " + protocol, server("expired.p12", false), client, protocol);
    TrustManager refusing = new Refusing(new CertificateException("pinned"));
    handshake("custom " + protocol, good, client(refusing), protocol);
    TrustManager failing = new Refusing(new IllegalStateException("bug"));
    handshake("unchecked " + protocol, good, client(failing), protocol);
    TrustManager error = new Refusing(new AssertionError("bad"));
    handshake("error " + protocol, good, client(error), protocol);
    TrustManager delegating = new Delegating(platform());
    handshake(
        "delegating " + protocol, server("untrusted.p12", false), client(delegating), protocol);
    TrustManager composite = new Composite(platform());
    handshake("composite " + protocol, server("untrusted.p12", false), client(composite), protocol);
    handshake("nocert " + protocol, server("good.p12", true), client, protocol);
    getSession("getSession " + protocol, server("untrusted.p12", false), client, protocol);
  }

  private void broken() throws Exception {
    withPeer("eof", socket -> socket.close());
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
          socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes("US-ASCII"));
          socket.getOutputStream().flush();
        });
    ownClose();
  }

  private void withPeer(String name, Peer peer) throws Exception {
    announce(name);
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Future<Socket> accepted =
          threads.submit(
              () -> {
                Socket socket = listener.accept();
                peer.talk(socket);
                return socket;
              });
      SSLSocket socket =
          (SSLSocket)
              client().getSocketFactory().createSocket("localhost", listener.getLocalPort());
      socket.setSoTimeout(300);
      attempt("client", () -> startHandshake(socket));
      accepted.get().close();
      socket.close();
    }
  }

  private void ownClose() throws Exception {
    announce("ownClose");
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      SSLSocket socket =
          (SSLSocket)
              client().getSocketFactory().createSocket("localhost", listener.getLocalPort());
      Socket accepted = listener.accept();
      Future<?> handshake =
          threads.submit(
              () -> {
                attempt("client", () -> startHandshake(socket));
                return true;
              });
      accepted.getInputStream().read();
      Thread.sleep(100);
      socket.close();
      handshake.get();
      accepted.close();
    }
  }

  private void handshake(String name, SSLContext server, SSLContext client, String protocol)
      throws Exception {
    announce(name);
    try (SSLServerSocket listener = listener(server, protocol)) {
      Future<?> serving = serve(listener);
      try (SSLSocket socket = connect(listener, client, protocol)) {
        attempt(
            "client",
            () -> {
              startHandshake(socket);
              return socket.getInputStream().read();
            });
      }
      serving.get();
    }
  }

  private void getSession(String name, SSLContext server, SSLContext client, String protocol)
      throws Exception {
    announce(name);
    try (SSLServerSocket listener = listener(server, protocol)) {
      Future<?> serving = serve(listener);
      try (SSLSocket socket = connect(listener, client, protocol)) {
        System.out.println("valid " + socket.getSession().isValid());
      }
      serving.get();
    }
  }

  private SSLServerSocket listener(SSLContext server, String protocol) throws Exception {
    SSLServerSocket listener =
        (SSLServerSocket)
            server
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    listener.setEnabledProtocols(new String[] {protocol});
    listener.setNeedClientAuth(server == demanding);
    return listener;
  }

  private Future<?> serve(SSLServerSocket listener) {
    return threads.submit(
        () -> {
          try (SSLSocket accepted = (SSLSocket) listener.accept()) {
            attempt(
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

  private static SSLSocket connect(SSLServerSocket listener, SSLContext client, String protocol)
      throws Exception {
    SSLSocket socket =
        (SSLSocket) client.getSocketFactory().createSocket("localhost", listener.getLocalPort());
    socket.setEnabledProtocols(new String[] {protocol});
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  private static boolean startHandshake(SSLSocket socket) throws Exception {
    socket.startHandshake();
    return true;
  }

  private static void attempt(String side, Callable<?> work) {
    try {
      work.call();
      System.out.println(side + " passed");
    } catch (Throwable thrown) {
      StringBuilder line = new StringBuilder(side).append(" threw");
      for (@Nullable Throwable t = thrown; t != null; t = t.getCause()) {
        line.append(" <- ")
            .append(t.getClass().getSimpleName())
            .append(": ")
            .append(t.getMessage());
      }
      System.out.println(line);
    }
  }

  private static void announce(String name) {
    System.out.println("scenario " + name);
  }

  private SSLContext server(String keys, boolean demandClient) throws Exception {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store(keys), Pki.PASSWORD.toCharArray());
    SSLContext context = context(factory.getKeyManagers(), new TrustManager[] {platform()});
    if (demandClient) {
      demanding = context;
    }
    return context;
  }

  private SSLContext client(TrustManager... managers) throws Exception {
    return context(null, managers.length == 0 ? new TrustManager[] {platform()} : managers);
  }

  private static SSLContext context(KeyManager @Nullable [] keys, TrustManager[] trust)
      throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust, null);
    return context;
  }

  private X509TrustManager platform() throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store("trust.p12"));
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  private KeyStore store(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(new File(folder, name))) {
      store.load(in, Pki.PASSWORD.toCharArray());
    }
    return store;
  }

  private interface Peer {
    void talk(Socket socket) throws Exception;
  }

  private static class Refusing implements X509TrustManager {
    private final Throwable verdict;

    Refusing(Throwable verdict) {
      this.verdict = verdict;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      if (verdict instanceof CertificateException) {
        throw (CertificateException) verdict;
      }
      if (verdict instanceof RuntimeException) {
        throw (RuntimeException) verdict;
      }
      throw (Error) verdict;
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static final class Delegating implements X509TrustManager {
    private final X509TrustManager to;

    Delegating(X509TrustManager to) {
      this.to = to;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      to.checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      to.checkServerTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return to.getAcceptedIssuers();
    }
  }

  /** Accepts whatever the platform's rejects, as composites do on every good handshake. */
  private static final class Composite implements X509TrustManager {
    private final X509TrustManager first;

    Composite(X509TrustManager first) {
      this.first = first;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      try {
        first.checkServerTrusted(chain, type);
      } catch (CertificateException e) {
        System.out.println("composite swallowed " + e.getMessage());
      }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return first.getAcceptedIssuers();
    }
  }
}
