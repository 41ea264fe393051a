package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.Fetch;
import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Certificates that point to the machine of the application itself. Somebody listens there, and
 * sees no more connections with the agent than the JVM makes by itself without it.
 */
class ForbiddenAddressIT {
  private static final String PEER = "hostile.test";
  private static final String CRL_HOST = "crl.hostile.test";

  /** Counts who comes, and has nothing for anybody. */
  private static final class Listener implements AutoCloseable {
    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();

    Listener() throws IOException {
      socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
      Thread thread = new Thread(this::serve, "listener");
      thread.setDaemon(true);
      thread.start();
    }

    String url() {
      return "http://127.0.0.1:" + socket.getLocalPort() + "/inside";
    }

    /** How many came since the last time. */
    int connections() {
      return connections.getAndSet(0);
    }

    private void serve() {
      while (!socket.isClosed()) {
        try (Socket connection = socket.accept()) {
          connections.incrementAndGet();
          InputStream in = connection.getInputStream();
          for (int last4 = 0; last4 != 0x0d0a0d0a; ) {
            last4 = last4 << 8 | in.read();
          }
          String nothing =
              "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
          connection.getOutputStream().write(nothing.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException closed) {
          continue;
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void aCrlOfThisMachineIsNotFetched() throws IOException {
    try (Listener listener = new Listener()) {
      assertNoMoreThanTheJvm(
          listener, certificate -> certificate.crl(listener.url()), "an address of this machine");
    }
  }

  @Test
  void aResponderOfThisMachineIsNotAsked() throws IOException {
    try (Listener listener = new Listener()) {
      assertNoMoreThanTheJvm(
          listener, certificate -> certificate.ocsp(listener.url()), "an address of this machine");
    }
  }

  private static void assertNoMoreThanTheJvm(
      Listener listener, UnaryOperator<CertificateSpec> pointing, String told) throws IOException {
    try (Lab lab = new Lab()) {
      LabCa root = LabCa.root("Hostile Root");
      TlsPeer peer =
          lab.peer(PEER, TlsContexts.of(root.issue(pointing.apply(CertificateSpec.server(PEER)))));
      List<String> flags = new ArrayList<>(lab.trusting(root.certificate()));
      flags.addAll(checking(lab));

      jvm(lab, flags).run(Fetch.class, url(peer), "1", "0");
      int byTheJvm = listener.connections();
      ForkedJvm.Result result =
          jvm(lab, flags).withAgent("timeout=2s").run(Fetch.class, url(peer), "1", "3000");

      assertThat(byTheJvm).as("the JVM itself asks there").isPositive();
      assertThat(result.errors()).contains("tlswhy[revocation.").contains(told);
      assertThat(listener.connections()).isEqualTo(byTheJvm);
    }
  }

  @Test
  void aRedirectToThisMachineIsNotFollowed() throws IOException {
    try (Listener listener = new Listener();
        Lab lab = new Lab()) {
      LabCa root = LabCa.root("Hostile Root");
      InetSocketAddress outside =
          lab.http(CRL_HOST).serve("/ca.crl", Reply.redirect(listener.url())).address();
      TlsPeer peer =
          lab.peer(
              PEER,
              TlsContexts.of(
                  root.issue(
                      CertificateSpec.server(PEER)
                          .crl("http://" + CRL_HOST + ":" + outside.getPort() + "/ca.crl"))));
      List<String> flags = new ArrayList<>(lab.trusting(root.certificate()));
      flags.addAll(checking(lab));

      jvm(lab, flags).run(Fetch.class, url(peer), "1", "0");
      int byTheJvm = listener.connections();
      ForkedJvm.Result result =
          jvm(lab, flags)
              .withAgent("timeout=2s", "allow=" + outside.getAddress().getHostAddress() + "/32")
              .run(Fetch.class, url(peer), "1", "3000");

      assertThat(byTheJvm).as("the JVM itself is led there").isPositive();
      assertThat(result.errors()).contains("tlswhy[revocation.").contains("an address of this");
      assertThat(listener.connections()).isEqualTo(byTheJvm);
    }
  }

  @Test
  void anUnknownPeersIssuerOnThisMachineIsNotFetched() throws IOException {
    try (Listener listener = new Listener();
        Lab lab = new Lab()) {
      LabCa unknown = LabCa.root("Unknown Root");
      LabCa trusted = LabCa.root("Trusted Root");
      TlsPeer peer =
          lab.peer(
              PEER,
              TlsContexts.of(unknown.issue(CertificateSpec.server(PEER).issuerAt(listener.url()))));
      List<String> flags = new ArrayList<>(lab.trusting(trusted.certificate()));
      flags.addAll(lab.names().jvmFlags());
      ForkedJvm.Result result =
          jvm(lab, flags).withAgent("timeout=2s").run(Fetch.class, url(peer), "1", "3000");

      assertThat(result.errors()).contains("tlswhy[chain.").contains("an address of this machine");
      assertThat(listener.connections()).isZero();
    }
  }

  private static List<String> checking(Lab lab) throws IOException {
    List<String> flags = new ArrayList<>(lab.names().jvmFlags());
    flags.add("-Dcom.sun.net.ssl.checkRevocation=true");
    flags.add("-Dcom.sun.security.enableCRLDP=true");
    Path security = Files.writeString(lab.file("ocsp.security"), "ocsp.enable=true\n");
    flags.add("-Djava.security.properties=" + security);
    return flags;
  }

  private static ForkedJvm jvm(Lab lab, List<String> flags) {
    return ForkedJvm.of(Jdk.current())
        .withJars(List.of(lab.names().classPath()))
        .with(flags.toArray(new String[0]));
  }

  private static String url(TlsPeer peer) {
    return "https://" + PEER + ":" + peer.port() + "/";
  }
}
