package io.tlswhy.e2e.app;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.X509CertSelector;
import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A client whose TLS handshakes are late or never end. It says what it sees on standard error,
 * where the agent says what it knows, so that one can be seen to come before the other.
 */
public final class SlowClient {
  private SlowClient() {}

  /**
   * The first argument is what to do, the others are host, port, and for {@code closed} after how
   * many milliseconds another thread closes the socket; for {@code several} how many threads; for
   * {@code stays} for how many milliseconds.
   */
  public static void main(String[] arguments) throws Exception {
    String host = arguments[1];
    int port = Integer.parseInt(arguments[2]);
    switch (arguments[0]) {
      case "closed":
        closed(host, port, Long.parseLong(arguments[3]));
        break;
      case "several":
        several(host, port, Integer.parseInt(arguments[3]));
        break;
      case "stays":
        handshake(host, port);
        Thread.sleep(Long.parseLong(arguments[3]));
        break;
      case "soft":
        SSLContext.setDefault(softFail());
        handshake(host, port);
        break;
      case "virtual":
        virtual(host, port);
        break;
      default:
        handshake(host, port);
    }
    // The agent tells on threads of its own.
    Thread.sleep(3_000);
    System.err.println("done");
  }

  private static void handshake(String host, int port) {
    try (SSLSocket socket = connect(host, port)) {
      socket.startHandshake();
      System.err.println("passed");
    } catch (IOException e) {
      System.err.println("failed " + e);
    }
  }

  /** The JVM's own trust store, with CRLs that may be missing. */
  private static SSLContext softFail() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("JKS");
    try (InputStream in =
        Files.newInputStream(Paths.get(System.getProperty("javax.net.ssl.trustStore")))) {
      store.load(in, System.getProperty("javax.net.ssl.trustStorePassword").toCharArray());
    }
    PKIXRevocationChecker checker =
        (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
    checker.setOptions(EnumSet.of(Option.SOFT_FAIL, Option.PREFER_CRLS, Option.NO_FALLBACK));
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(store, new X509CertSelector());
    parameters.addCertPathChecker(checker);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(new CertPathTrustManagerParameters(parameters));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static SSLSocket connect(String host, int port) throws IOException {
    return (SSLSocket) SSLSocketFactory.getDefault().createSocket(host, port);
  }

  private static void closed(String host, int port, long millis) throws IOException {
    SSLSocket socket = connect(host, port);
    Thread closer =
        new Thread(
            () -> {
              try {
                Thread.sleep(millis);
                socket.close();
                System.err.println("closed");
              } catch (IOException | InterruptedException e) {
                System.err.println("not closed " + e);
              }
            });
    closer.start();
    try {
      socket.startHandshake();
      System.err.println("passed");
    } catch (IOException e) {
      System.err.println("ended");
    }
  }

  private static void several(String host, int port, int threads) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      new Thread(
              () -> {
                handshake(host, port);
                ended.countDown();
              },
              "caller-" + i)
          .start();
    }
    ended.await();
  }

  private static void virtual(String host, int port)
      throws InterruptedException, ReflectiveOperationException {
    Runnable task = () -> handshake(host, port);
    try {
      Thread thread =
          (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
      thread.join();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
