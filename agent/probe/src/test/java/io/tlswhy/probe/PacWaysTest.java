package io.tlswhy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways that only a PAC file names. */
class PacWaysTest {
  private final TestPki pki = TestPki.instance();
  private final TestMachine machine = new TestMachine().timeout(Duration.ofSeconds(2));

  private static byte[] pac(TestServer proxy) {
    return ("function FindProxyForURL(u, h) { return 'PROXY 127.0.0.1:" + proxy.port() + "'; }")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Stage pacStage(EndpointTrial trial) {
    return trial.stages().stream()
        .filter(stage -> stage.kind() == Stage.Kind.PROXY && stage.via().equals("direct"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aBlockedEndpointIsReachedThroughWhatThePacFileNames() throws Exception {
    try (TestServer proxy = TestServer.answering("200 OK", "application/pkix-crl", pki.crl());
        TestServer script = TestServer.answering("200 OK", "text/plain", pac(proxy))) {
      machine.environment("auto_proxy", script.url("/proxy.pac"));
      EndpointTrial trial =
          machine.probe(pki.crlAt("http://127.0.0.1:" + TestServer.closedPort() + "/ca.crl"));

      String way = "127.0.0.1:" + proxy.port();
      assertThat(trial.workingWay()).contains(way);
      assertThat(TestMachine.outline(trial))
          .contains("PROXY - direct OK", "PROXY - " + way + " OK", "CONTENT - " + way + " OK");
      assertThat(pacStage(trial).detail())
          .isEqualTo(
              "the PAC file "
                  + script.url("/proxy.pac")
                  + ", which auto_proxy names, names "
                  + way);
    }
  }

  @Test
  void whatJavaCannotUseIsSaid() throws Exception {
    byte[] pac = "return 'HTTPS tls.corp:443; DIRECT'".getBytes(StandardCharsets.UTF_8);
    try (TestServer script = TestServer.answering("200 OK", "text/plain", pac)) {
      machine.environment("auto_proxy", script.url("/proxy.pac"));
      EndpointTrial trial =
          machine.probe(pki.crlAt("http://127.0.0.1:" + TestServer.closedPort() + "/ca.crl"));

      assertThat(pacStage(trial).detail())
          .endsWith(" names no proxy; tls.corp:443 over TLS, which Java cannot use");
    }
  }

  @Test
  void aFileOfThisMachineIsReadFromDisk(@TempDir Path folder) throws Exception {
    try (TestServer proxy = TestServer.answering("200 OK", "application/pkix-crl", pki.crl())) {
      Path script = Files.write(folder.resolve("proxy.pac"), pac(proxy));
      machine.allowed("off").environment("auto_proxy", script.toString());
      EndpointTrial trial = machine.probe(pki.crlAt("http://crl.invalid/ca.crl"));

      assertThat(trial.workingWay()).contains("127.0.0.1:" + proxy.port());
    }
  }

  @Test
  void whatCameOverTheNetworkLeadsToNoForbiddenAddress() throws Exception {
    try (TestServer proxy = TestServer.answering("200 OK", "application/pkix-crl", pki.crl());
        TestServer script = TestServer.answering("200 OK", "text/plain", pac(proxy))) {
      machine.allowed("off").environment("auto_proxy", script.url("/proxy.pac"));
      EndpointTrial trial = machine.probe(pki.crlAt("http://crl.invalid/ca.crl"));

      assertThat(TestMachine.outline(trial))
          .contains("PROXY - 127.0.0.1:" + proxy.port() + " FORBIDDEN");
      assertThat(proxy.connections()).isZero();
    }
  }

  @Test
  void allTrialsTogetherReadItOnce() throws Exception {
    try (TestServer proxy = TestServer.answering("200 OK", "application/pkix-crl", pki.crl());
        TestServer script = TestServer.answering("200 OK", "text/plain", pac(proxy))) {
      machine.environment("auto_proxy", script.url("/proxy.pac"));
      StagedProber prober = machine.prober();
      CompletableFuture.allOf(
              prober.probe(pki.crlAt("http://127.0.0.1:" + TestServer.closedPort() + "/1")),
              prober.probe(pki.crlAt("http://127.0.0.1:" + TestServer.closedPort() + "/2")),
              prober.probe(pki.crlAt("http://127.0.0.1:" + TestServer.closedPort() + "/3")))
          .get();

      assertThat(script.connections()).isEqualTo(1);
      assertThat(proxy.connections()).isEqualTo(3);
    }
  }

  @Test
  void aPacFileThatDoesNotComeIsSaidSo() throws Exception {
    try (TestServer script = TestServer.answering("404 Not Found", "text/plain", new byte[0])) {
      machine.environment("auto_proxy", script.url("/proxy.pac"));
      EndpointTrial trial = machine.probe(pki.crlAt("http://crl.invalid/ca.crl"));

      assertThat(pacStage(trial).result()).isEqualTo(Stage.Result.SKIPPED);
      assertThat(pacStage(trial).detail())
          .endsWith(", which auto_proxy names, cannot be read: java.io.IOException: 404 Not Found");
    }
  }

  @Test
  void aStrangersChainLeadsToNoPacFile() throws Exception {
    try (TestServer script = TestServer.answering("200 OK", "text/plain", new byte[0])) {
      machine.environment("auto_proxy", script.url("/proxy.pac"));
      machine.probe(
          pki.unanchoredIssuerAt("http://127.0.0.1:" + TestServer.closedPort() + "/ca.cer"));

      assertThat(script.connections()).isZero();
    }
  }
}
