package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.Repeating;
import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.HttpEndpoint;
import io.tlswhy.lab.net.RawServer;
import io.tlswhy.lab.net.Reply;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With {@code wait} the exception comes when the endpoints have been tried, and the peer does not
 * wait for that.
 */
@Execution(ExecutionMode.CONCURRENT)
class WaitIT {
  private static final String HOST = "api.partner.test";
  private static final String CRL_HOST = "crl.partner-ca.test";
  private static final Duration LATE = Duration.ofSeconds(3);
  private static final Pattern PROVED =
      Pattern.compile(
          "(\\d+) failed .* \\| tlswhy\\[revocation\\.responder-error] .* \\(proved, incident"
              + " ([0-9a-f]{10})\\)\\s*");

  static Stream<Jdk> jdks() {
    return Jdk.full().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void exceptionHoldsTheProvedVerdictAfterTheConnectionWasClosed(Jdk jdk) throws Exception {
    try (Lab lab = new Lab()) {
      BlockingQueue<Instant> closed = new LinkedBlockingQueue<>();
      ForkedJvm.Result result = failing(jdk, lab, closed);

      Matcher failed = PROVED.matcher(result.output());
      assertThat(failed.matches()).describedAs(result.output()).isTrue();
      assertThat(result.errors()).contains("(proved, incident " + failed.group(2) + ")");
      Instant thrown = Instant.ofEpochMilli(Long.parseLong(failed.group(1)));
      assertThat(closed).hasSize(1);
      assertThat(Duration.between(closed.take(), thrown)).isGreaterThan(LATE.dividedBy(2));
    }
  }

  private static ForkedJvm.Result failing(Jdk jdk, Lab lab, BlockingQueue<Instant> closed)
      throws IOException {
    LabCa root = LabCa.root("Partner Root CA");
    HttpEndpoint crls = lab.http(CRL_HOST);
    crls.serve("/a.crl", Reply.page(404, "Not Found").after(LATE));
    String url = "http://" + CRL_HOST + ":" + crls.address().getPort() + "/a.crl";
    TlsPeer partner =
        lab.peer(
            "backend.partner.test",
            TlsContexts.of(root.issue(CertificateSpec.server(HOST).crl(url))));
    RawServer front =
        lab.keep(
            RawServer.start(lab.host(HOST), client -> relayed(client, partner.address(), closed)));
    return ForkedJvm.of(jdk)
        .withAgent("log=stderr", "wait=60s", "timeout=10s", "slow=60s", "allow=127.0.0.0/8")
        .withJars(List.of(lab.names().classPath()))
        .with(lab.names().jvmFlags().toArray(new String[0]))
        .with(lab.trusting(root.certificate()).toArray(new String[0]))
        .with("-Dcom.sun.net.ssl.checkRevocation=true", "-Dcom.sun.security.enableCRLDP=true")
        .run(Repeating.class, HOST, Integer.toString(front.port()), "1", "0");
  }

  /** Passes on what both sides say, and notes when the client says no more. */
  private static void relayed(
      Socket client, InetSocketAddress partner, BlockingQueue<Instant> closed) throws IOException {
    try (Socket server = new Socket(partner.getAddress(), partner.getPort())) {
      CompletableFuture.runAsync(
          () -> {
            try {
              server.getInputStream().transferTo(client.getOutputStream());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      client.getInputStream().transferTo(server.getOutputStream());
      closed.add(Instant.now());
    }
  }
}
