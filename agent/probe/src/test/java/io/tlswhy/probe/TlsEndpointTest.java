package io.tlswhy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class TlsEndpointTest {
  private final TestPki pki = TestPki.instance();
  private final TestMachine machine = new TestMachine();

  @Test
  void anHttpsEndpointThatNobodyHereTrustsFailsInItsOwnTls() throws Exception {
    try (TestServer server = TestServer.raw(this::serveTls)) {
      machine.name("crl.example", "127.0.0.1");
      EndpointTrial trial =
          machine.probe(pki.crlAt("https://crl.example:" + server.port() + "/ca.crl"));

      assertThat(TestMachine.outline(trial))
          .containsExactly("DNS J direct OK", "CONNECT J direct OK", "TLS J direct TLS_FAILED");
    }
  }

  @Test
  void plaintextWhereTlsIsDueFailsInTls() throws Exception {
    try (TestServer server =
        TestServer.raw(
            socket -> {
              socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes("UTF-8"));
              return "" + socket.getInputStream().readAllBytes().length;
            })) {
      EndpointTrial trial =
          machine.probe(pki.crlAt("https://127.0.0.1:" + server.port() + "/ca.crl"));

      assertThat(trial.stages().get(1).result()).isEqualTo(Stage.Result.TLS_FAILED);
    }
  }

  private String serveTls(Socket socket) throws Exception {
    SSLSocket tls =
        (SSLSocket) pki.serverContext().getSocketFactory().createSocket(socket, null, true);
    tls.startHandshake();
    return tls.getSession().getProtocol();
  }

  @Test
  void anEndpointThatNeverShakesHandsEndsWithTheTime() throws Exception {
    try (TestServer server =
        TestServer.raw(
            socket -> {
              socket.getInputStream().readAllBytes();
              return "";
            })) {
      for (String scheme : List.of("https", "ldaps")) {
        EndpointTrial trial =
            new TestMachine()
                .timeout(Duration.ofMillis(700))
                .probe(
                    TestPki.instance().crlAt(scheme + "://127.0.0.1:" + server.port() + "/cn=ca"));

        assertThat(TestMachine.outline(trial))
            .containsExactly("CONNECT J direct OK", "TLS J direct TIMEOUT");
      }
    }
  }
}
