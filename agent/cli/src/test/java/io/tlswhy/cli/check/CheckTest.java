package io.tlswhy.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.evidence.RevocationSettings;
import io.tlswhy.probe.EndpointProber;
import io.tlswhy.probe.handshake.PeerRules;
import io.tlswhy.probe.handshake.SecondHandshakes;
import io.tlswhy.weave.JvmReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  private final TestPki pki = new TestPki();

  @TempDir Path folder;

  CheckTest() throws Exception {}

  @Test
  void aChainThatIsTrustedIsAccepted() throws Exception {
    CheckResult result = ofFile(Optional.of(store()), "localhost", Optional.empty());

    assertThat(result.ok()).isTrue();
    assertThat(result.accepted()).isEqualTo("This JVM accepts the chain for localhost.");
  }

  @Test
  void aChainIsCheckedForTheNameAndTheTime() throws Exception {
    assertThat(cause(ofFile(Optional.of(store()), "other.example", Optional.empty())))
        .isEqualTo(Cause.NAME_MISMATCH);
    Instant later = Instant.now().plus(60, ChronoUnit.DAYS);
    assertThat(cause(ofFile(Optional.of(store()), "localhost", Optional.of(later))))
        .isEqualTo(Cause.CHAIN_EXPIRED);
    assertThat(cause(ofFile(Optional.empty(), "localhost", Optional.empty())).family())
        .isEqualTo("chain");
  }

  @Test
  void aServerIsAcceptedOrNotAsThisJvmDoes() throws Exception {
    try (ServerSocket server =
        pki.serverContext()
            .getServerSocketFactory()
            .createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      serve(server, socket -> socket.getInputStream().read());
      Target target = Target.parse("localhost:" + server.getLocalPort());

      CheckResult trusted = ofHost(Optional.of(store()), target);
      assertThat(trusted.ok()).isTrue();
      assertThat(trusted.chain()).containsExactly(pki.server);
      assertThat(trusted.accepted()).startsWith("This JVM accepts " + target + " (direct to ");

      CheckResult untrusted = ofHost(Optional.empty(), target);
      assertThat(cause(untrusted).family()).isEqualTo("chain");
      assertThat(CheckOutput.json(List.of(untrusted), List.of(), RevocationSettings.off()))
          .contains(
              "\"ok\": false",
              "\"code\": \"chain.",
              "\"subject\": \"" + target + "\"",
              "\"checked\": false");
    }
  }

  @Test
  void aRootThatJavasOwnStoreHoldsAndTheGivenOneLacksIsProved() throws Exception {
    KeyStore cacerts =
        KeyStore.getInstance(
            new File(System.getProperty("java.home"), "lib/security/cacerts"), (char[]) null);
    Path given =
        TestPki.pem(
            folder.resolve("given.pem"),
            (X509Certificate) cacerts.getCertificate(cacerts.aliases().nextElement()));
    Path own = TestPki.pem(folder.resolve("own.pem"), pki.root);
    System.setProperty("javax.net.ssl.trustStore", own.toString());
    try (SSLServerSocket server = tlsServer("TLSv1.3")) {
      serve(server, socket -> socket.getInputStream().read());
      Trust trust =
          Trust.of(
              Optional.of(PemFile.asTrustStore(PemFile.certificates(given))),
              Optional.of(given),
              Optional.empty(),
              List.of());
      EndpointProber nothing = question -> new CompletableFuture<>();
      Judge judge = new Judge(JvmReader.read(), Optional.of(nothing), Optional.empty());

      CheckResult result =
          new HostCheck(trust, judge, Ways.of("direct"), Duration.ofSeconds(20))
              .check(Target.parse("localhost:" + server.getLocalPort()));

      assertThat(cause(result)).isEqualTo(Cause.CHAIN_UNTRUSTED_ROOT);
      assertThat(result.diagnosis().get().confidence()).isEqualTo(Confidence.PROVED);
      assertThat(result.diagnosis().get().summary()).contains(own + " of this machine holds");
    } finally {
      System.clearProperty("javax.net.ssl.trustStore");
    }
  }

  @Test
  void aServerThatRequiresAClientCertificateIsNotAccepted() throws Exception {
    for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
      try (SSLServerSocket server = tlsServer(protocol)) {
        server.setNeedClientAuth(true);
        serve(server, socket -> ((SSLSocket) socket).startHandshake());
        Target target = Target.parse("localhost:" + server.getLocalPort());

        CheckResult result = ofHost(Optional.of(store()), target);

        assertThat(cause(result)).as(protocol).isEqualTo(Cause.CLIENT_AUTH_MISSING);
        assertThat(result.diagnosis().get().summary())
            .isEqualTo(
                "The server localhost port "
                    + target.port()
                    + " asks for a client certificate and this JVM sent none: this JVM has no key for"
                    + " this connection.");
      }
      try (SSLServerSocket server = tlsServer(protocol)) {
        server.setWantClientAuth(true);
        serve(
            server,
            socket -> {
              ((SSLSocket) socket).startHandshake();
              socket.getInputStream().read();
            });
        assertThat(
                ofHost(Optional.of(store()), Target.parse("localhost:" + server.getLocalPort()))
                    .accepted())
            .as(protocol)
            .endsWith("It asks for a client certificate, but goes on without.");
      }
    }
  }

  private SSLServerSocket tlsServer(String protocol) throws Exception {
    SSLServerSocket server =
        (SSLServerSocket)
            pki.serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    server.setEnabledProtocols(new String[] {protocol});
    return server;
  }

  @Test
  void aPortThatSpeaksSomethingElseIsNamed() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      serve(
          server,
          socket -> {
            socket
                .getOutputStream()
                .write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().read();
          });
      Target target = Target.parse("127.0.0.1:" + server.getLocalPort());

      CheckResult result = ofHost(Optional.empty(), target);

      assertThat(cause(result)).isEqualTo(Cause.PROTOCOL_PLAINTEXT);
      assertThat(result.diagnosis().get().summary())
          .isEqualTo(
              "What answers at 127.0.0.1 port "
                  + target.port()
                  + " does not speak TLS: it speaks SMTP (TLS begins after STARTTLS).");
    }
  }

  @Test
  void aServerThatResetsModernHellosIsToldFromOneThatResetsAll() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      serve(
          server,
          socket -> {
            byte[] hello = socket.getInputStream().readNBytes(5);
            if (hello.length < 5) {
              return;
            }
            int length = (hello[3] & 0xff) << 8 | hello[4] & 0xff;
            socket.getInputStream().readNBytes(length);
            if (length > 160) {
              socket.setSoLinger(true, 0);
              return;
            }
            // A ServerHello of TLS 1.2 without extensions.
            byte[] answer = new byte[47];
            byte[] start = {22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3};
            System.arraycopy(start, 0, answer, 0, start.length);
            answer[44] = (byte) 0xc0;
            answer[45] = 0x2f;
            socket.getOutputStream().write(answer);
            socket.getInputStream().read();
          });
      Target target = Target.parse("127.0.0.1:" + server.getLocalPort());

      CheckResult result = ofHost(Optional.empty(), target);

      assertThat(cause(result)).isEqualTo(Cause.NETWORK_MIDDLEBOX);
      assertThat(result.diagnosis().get().summary())
          .startsWith("Something on the way to 127.0.0.1 port " + target.port())
          .contains("pass, but another: a smaller one (");
    }
  }

  @Test
  void aClosedPortIsRefused() throws Exception {
    Target target = Target.parse("127.0.0.1:" + closedPort());

    assertThat(cause(ofHost(Optional.empty(), target))).isEqualTo(Cause.NETWORK_REFUSED);
  }

  /** A port at which nobody ever listened for connections. */
  private static int closedPort() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      return server.getLocalPort();
    }
  }

  @Test
  void aProxyThatOpensNoTunnelIsToldFromOneThatIsDead() throws Exception {
    Target target = Target.parse("partner.example:443");
    try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      int port = proxy.getLocalPort();
      serve(
          proxy,
          socket -> {
            socket.getInputStream().read(new byte[4096]);
            socket
                .getOutputStream()
                .write("HTTP/1.1 403 Forbidden\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          });

      CheckResult refused = throughProxy("127.0.0.1:" + port, target);
      assertThat(cause(refused)).isEqualTo(Cause.NETWORK_PROXY);
      assertThat(refused.diagnosis().get().summary())
          .startsWith(
              "The proxy 127.0.0.1:"
                  + port
                  + " did not open the connection to partner.example:443 (")
          .contains("403 Forbidden");
    }
    int port = closedPort();
    CheckResult dead = throughProxy("127.0.0.1:" + port, target);
    assertThat(dead.diagnosis().get().summary())
        .isEqualTo(
            "The proxy 127.0.0.1:"
                + port
                + " cannot be reached on the way to partner.example:443 (Connection refused).");
  }

  @Test
  void aProxyThatMakesCertificatesIsToldByWhatThePeerShowsDirectly() throws Exception {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    SSLContext own = pki.serverContext();
    SSLContext made = new TestPki("CN=Corporate Root").serverContext();
    try (ServerSocket server = new ServerSocket(0, 5, loopback);
        ServerSocket proxy = new ServerSocket(0, 5, loopback)) {
      serve(server, socket -> handshake(own, socket));
      serve(
          proxy,
          socket -> {
            socket.getInputStream().read(new byte[4096]);
            socket
                .getOutputStream()
                .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            handshake(made, socket);
          });

      CheckResult result =
          ofHost(
              Optional.of(store()),
              "127.0.0.1:" + proxy.getLocalPort(),
              Target.parse("localhost:" + server.getLocalPort()));

      assertThat(cause(result)).isEqualTo(Cause.CHAIN_INTERCEPTED);
      assertThat(result.diagnosis().get().summary())
          .isEqualTo(
              "The certificate that came for localhost through the proxy 127.0.0.1:"
                  + proxy.getLocalPort()
                  + " was made on the way: it is issued by CN=Corporate Root, while asked directly"
                  + " at 127.0.0.1 port "
                  + server.getLocalPort()
                  + " localhost shows one with another key, issued by CN=Test Root, which is"
                  + " trusted here.");
    }
  }

  private static void handshake(SSLContext context, Socket socket) throws IOException {
    try (SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true)) {
      tls.startHandshake();
    }
  }

  @Test
  void targetsAreHostsWithPorts() throws CheckException {
    assertThat(Target.parse("Example.org")).hasToString("example.org:443");
    assertThat(Target.parse("example.org:8443")).hasToString("example.org:8443");
    assertThat(Target.parse("https://example.org/path")).hasToString("example.org:443");
    assertThat(Target.parse("[::1]:8443").host()).isEqualTo("::1");
    assertThat(Target.parse("::1").port()).isEqualTo(443);
    for (String wrong : List.of("", ":1", "a:b", "a:0", "a:65536")) {
      assertThatThrownBy(() -> Target.parse(wrong)).hasMessage("not a host and port: " + wrong);
    }
  }

  @Test
  void whetherRevocationIsCheckedIsSaid() {
    RevocationSettings on =
        RevocationSettings.builder().enabled(true).ocsp(false).crlDistributionPoints(false).build();

    assertThat(RevocationText.of(RevocationSettings.off(), 0))
        .isEqualTo(
            "Revocation is not checked by this JVM's settings (com.sun.net.ssl.checkRevocation is not"
                + " true); the endpoints of a chain are tried all the same.");
    assertThat(RevocationText.of(on, 0))
        .isEqualTo(
            "Revocation is checked by this JVM's settings, but by nothing that a certificate names:"
                + " neither the security property ocsp.enable nor com.sun.security.enableCRLDP is"
                + " true.");
    assertThat(RevocationText.of(on.toBuilder().ocsp(true).build(), 1))
        .isEqualTo("Revocation is checked, since CRLs were given: by them (1) and OCSP.");
    assertThat(RevocationText.of(on.toBuilder().ocsp(true).build(), 0))
        .isEqualTo("Revocation is checked by this JVM's settings, by OCSP.");
  }

  @Test
  void theAlertOfThePeerIsRead() {
    Exception thrown =
        new IOException(new IOException("(certificate_unknown) Received fatal alert: unknown_ca"));

    assertThat(ReceivedAlert.in(thrown))
        .hasValueSatisfying(alert -> assertThat(alert.code()).isEqualTo(48));
    assertThat(ReceivedAlert.in(new IOException("closed"))).isEmpty();
  }

  private static Cause cause(CheckResult result) {
    return result.diagnosis().orElseThrow().cause();
  }

  private KeyStore store() throws Exception {
    return PemFile.asTrustStore(
        PemFile.certificates(TestPki.pem(folder.resolve("root.pem"), pki.root)));
  }

  private CheckResult ofFile(Optional<KeyStore> store, String host, Optional<Instant> at)
      throws Exception {
    Trust trust = Trust.of(store, Optional.empty(), at, List.of());
    return new FileCheck(trust, new Judge(JvmReader.read(), Optional.empty(), Optional.empty()))
        .check("chain.pem", List.of(pki.server), host, at.orElse(Instant.now()));
  }

  private static CheckResult ofHost(Optional<KeyStore> store, Target target) throws Exception {
    return ofHost(store, "direct", target);
  }

  private static CheckResult throughProxy(String proxy, Target target) throws Exception {
    return ofHost(Optional.empty(), proxy, target);
  }

  private static CheckResult ofHost(Optional<KeyStore> store, String way, Target target)
      throws Exception {
    Trust trust = Trust.of(store, Optional.empty(), Optional.empty(), List.of());
    Ways ways = Ways.of(way);
    Judge judge =
        new Judge(
            JvmReader.read(),
            Optional.empty(),
            Optional.of(
                new SecondHandshakes(
                    PeerRules.namedByUser(ways::proxyTo), Duration.ofSeconds(5), Thread::new)));
    return new HostCheck(trust, judge, ways, Duration.ofSeconds(20)).check(target);
  }

  private interface Service {
    void serve(Socket socket) throws IOException;
  }

  /**
   * Serves each connection on a thread of its own, since second handshakes come several at once.
   */
  private static void serve(ServerSocket server, Service service) {
    inBackground(
        () -> {
          while (!server.isClosed()) {
            try {
              Socket socket = server.accept();
              inBackground(() -> serve(socket, service));
            } catch (IOException ended) {
              return;
            }
          }
        });
  }

  private static void serve(Socket socket, Service service) {
    try (Socket closing = socket) {
      service.serve(closing);
    } catch (IOException ended) {
      // The client went away, which is what it is tested for.
    }
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }
}
