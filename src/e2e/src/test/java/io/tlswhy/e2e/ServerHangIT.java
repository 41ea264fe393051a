package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.BlockingServer;
import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.Behaviours;
import io.tlswhy.lab.net.ClientHello;
import io.tlswhy.lab.net.RawServer;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.Identity;
import io.tlswhy.lab.pki.LabCa;
import io.tlswhy.lab.pki.Stores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What keeps a server's handshakes waiting is told while it does, and what is no incident is not.
 */
@Execution(ExecutionMode.CONCURRENT)
class ServerHangIT {
  private static final String HOST = "api.partner.test";
  private static final String OCSP_HOST = "ocsp.partner-ca.test";
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** Longer than {@code slow} and the agent's looks. */
  private static final long WELL_AFTER_SLOW_MILLIS = 2_500;

  /** A ClientHello that never ends: the header of a record, and some of it. */
  private static final byte[] HALF_A_HELLO = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 252, 3, 3};

  static Stream<Jdk> jdks() {
    return Jdk.full().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void clientsThatSendNothingAreToldWhenThereAreSeveralAtOnce(Jdk jdk) throws Exception {
    String errors;
    int port = freePort();
    List<Socket> clients = new ArrayList<>();
    try (Lab lab = new Lab();
        ForkedJvm.Running server = server(jdk, lab, port, CertificateSpec.server(HOST))) {
      for (int i = 0; i < 10; i++) {
        // A health check of a load balancer.
        connect(port).close();
      }
      clients.add(connect(port));
      clients.add(connect(port));
      Thread.sleep(WELL_AFTER_SLOW_MILLIS);
      clients.add(sending(port, HALF_A_HELLO));
      Thread.sleep(WELL_AFTER_SLOW_MILLIS);
      clients.add(connect(port));
      Thread.sleep(WELL_AFTER_SLOW_MILLIS);
      for (Socket client : clients) {
        client.close();
      }
      Thread.sleep(WELL_AFTER_SLOW_MILLIS);
      errors = server.end(Duration.ofSeconds(10)).errors();
    }

    String beforeTheThird = errors.substring(0, nth(errors, "accepted\n", 13));
    assertThat(beforeTheThird).doesNotContain("tlswhy");
    assertThat(errors)
        .containsPattern(
            "(?s)tlswhy\\[network\\.timeout] 3 TLS handshakes at port "
                + port
                + " wait for their clients at the same time: each has connected and sent no complete"
                + " ClientHello, one of them for \\d\\.\\d s; each holds a thread of this server, such"
                + " as worker-\\d+\\. .*tlswhy\\[network\\.timeout] Over after \\d+(\\.\\d)? s and 4"
                + " handshakes: no handshake waits for its client like that any more\\.");
    assertThat(errors.split("tlswhy\\[", -1)).hasSize(3);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void clientsThatStopInTheMiddleAreToldApart(Jdk jdk) throws Exception {
    String errors;
    int port = freePort();
    try (Lab lab = new Lab();
        ForkedJvm.Running server = server(jdk, lab, port, CertificateSpec.server(HOST))) {
      connect(port).close();
      for (int i = 0; i < 3; i++) {
        lab.keep(sending(port, clientHello(lab)));
      }
      Thread.sleep(2 * WELL_AFTER_SLOW_MILLIS);
      errors = server.end(Duration.ofSeconds(10)).errors();
    }

    assertThat(errors)
        .containsPattern(
            "tlswhy\\[network\\.timeout] 3 TLS handshakes at port "
                + port
                + " wait for their clients at the same time: each began one and has sent nothing"
                + " since, one of them for \\d\\.\\d s; each holds a thread");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void serverThatWaitsForItsOwnStapleIsToldSo(Jdk jdk) throws Exception {
    String errors;
    int port = freePort();
    try (Lab lab = new Lab()) {
      RawServer responder = lab.keep(RawServer.start(lab.host(OCSP_HOST), Behaviours.silent()));
      String url = "http://" + OCSP_HOST + ":" + responder.port() + "/";
      try (ForkedJvm.Running server =
          server(
              jdk,
              lab,
              port,
              CertificateSpec.server(HOST).ocsp(url),
              "-Djdk.tls.server.enableStatusRequestExtension=true")) {
        connect(port).close();
        try (SSLSocket client =
            (SSLSocket) TlsContexts.anonymous().getSocketFactory().createSocket(LOOPBACK, port)) {
          client.startHandshake();
        }
        Thread.sleep(WELL_AFTER_SLOW_MILLIS);
        errors = server.end(Duration.ofSeconds(10)).errors();
      }
    }

    assertThat(errors)
        .containsPattern(
            "(?s)tlswhy\\[revocation\\.slow] A TLS handshake of this server has been waiting"
                + " 1(\\.\\d)? s for the staple of its own certificate CN=api\\.partner\\.test (\\(serial"
                + " [^)]*\\) )?\\(thread worker-\\d\\): the OCSP responder"
                + " http://ocsp\\.partner-ca\\.test:\\d+/? has not answered\\..*"
                + "tlswhy\\[revocation\\.slow] Over after 5(\\.\\d)? s and 1 handshake: the handshake went"
                + " on after 5(\\.\\d)? s\\.");
    assertThat(errors.split("tlswhy\\[", -1)).hasSize(3);
  }

  private static ForkedJvm.Running server(
      Jdk jdk, Lab lab, int port, CertificateSpec certificate, String... options) throws Exception {
    LabCa issuer =
        LabCa.root("Partner Root CA").authority(CertificateSpec.authority("Partner Issuing CA"));
    Identity issued = issuer.issue(certificate);
    // JSSE asks for a staple only where it sends the issuer as well.
    Identity identity = issued.sending(issuer.certificate());
    ForkedJvm.Running running =
        ForkedJvm.of(jdk)
            .withAgent("log=stderr", "slow=1s", "timeout=2s", "allow=127.0.0.0/8")
            .withJars(List.of(lab.names().classPath()))
            .with(lab.names().jvmFlags().toArray(new String[0]))
            .with("-Djavax.net.ssl.keyStore=" + Stores.key(lab.file("server.jks"), identity))
            .with("-Djavax.net.ssl.keyStorePassword=" + Stores.PASSWORD)
            .with(options)
            .start(BlockingServer.class, Integer.toString(port));
    for (int i = 0; i < 300; i++) {
      try {
        connect(port).close();
        return running;
      } catch (IOException notYet) {
        Thread.sleep(100);
      }
    }
    throw new AssertionError("the server does not start: " + running.end(Duration.ZERO).errors());
  }

  private static Socket connect(int port) throws IOException {
    return new Socket(LOOPBACK, port);
  }

  private static Socket sending(int port, byte[] octets) throws IOException {
    Socket client = connect(port);
    client.getOutputStream().write(octets);
    return client;
  }

  /** What a real client sends first. */
  private static byte[] clientHello(Lab lab) throws Exception {
    BlockingQueue<byte[]> seen = new ArrayBlockingQueue<>(1);
    RawServer recorder =
        lab.keep(
            RawServer.start(
                LOOPBACK,
                connection -> seen.add(ClientHello.read(connection.getInputStream()).record())));
    try (SSLSocket client =
        (SSLSocket)
            TlsContexts.anonymous().getSocketFactory().createSocket(LOOPBACK, recorder.port())) {
      client.startHandshake();
    } catch (IOException expected) {
      // The recorder says nothing.
    }
    return seen.take();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
      return free.getLocalPort();
    }
  }

  private static int nth(String text, String part, int number) {
    int at = -1;
    for (int i = 0; i < number; i++) {
      at = text.indexOf(part, at + 1);
      assertThat(at).describedAs(text).isNotNegative();
    }
    return at;
  }
}
