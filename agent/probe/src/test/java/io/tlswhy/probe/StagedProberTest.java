package io.tlswhy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StagedProberTest {
  private static final Charset UTF = StandardCharsets.UTF_8;
  private static final Duration SHORT = Duration.ofMillis(700);

  private final TestPki pki = TestPki.instance();
  private final TestMachine machine = new TestMachine();

  @Test
  void aCrlThatComesIsVerifiedAndKept() throws Exception {
    byte[] crl = pki.crl();
    try (TestServer server = TestServer.answering("200 OK", "application/pkix-crl", crl)) {
      machine.name("crl.example", "127.0.0.1");
      EndpointTrial trial =
          machine.probe(pki.crlAt("http://crl.example:" + server.port() + "/ca.crl"));

      assertThat(TestMachine.outline(trial))
          .containsExactly(
              "DNS J direct OK", "CONNECT J direct OK", "HTTP J direct OK", "CONTENT J direct OK");
      assertThat(trial.workingWay()).contains("direct");
      assertThat(trial.answer()).contains(Der.of(crl));
      assertThat(trial.subject()).contains(pki.leaf());
      assertThat(server.requests())
          .singleElement()
          .asString()
          .startsWith("GET /ca.crl HTTP/1.1\r\nHost: crl.example:" + server.port() + "\r\n")
          .doesNotContain("Cookie", "Authorization", "Accept-Encoding");
    }
  }

  @Test
  void aClosedPortIsRefused() throws Exception {
    int port = TestServer.closedPort();
    EndpointTrial trial = machine.probe(pki.crlAt("http://127.0.0.1:" + port + "/ca.crl"));

    assertThat(TestMachine.outline(trial)).containsExactly("CONNECT J direct REFUSED");
    assertThat(trial.workingWay()).isEmpty();
    assertThat(trial.answer()).isEmpty();
  }

  @Test
  void aConnectionRequestWithoutAnswerTimesOut() throws Exception {
    try (TestServer server = TestServer.full("127.0.0.1")) {
      EndpointTrial trial = machine.timeout(SHORT).probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(TestMachine.outline(trial)).containsExactly("CONNECT J direct TIMEOUT");
      assertThat(trial.stages().get(0).address()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void aServerThatAcceptsAndIsSilentTimesOutInHttp() throws Exception {
    try (TestServer server = TestServer.start((request, socket) -> Thread.sleep(60_000))) {
      EndpointTrial trial = machine.timeout(SHORT).probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(TestMachine.outline(trial))
          .containsExactly("CONNECT J direct OK", "HTTP J direct TIMEOUT");
      assertThat(trial.stages().get(1).detail()).isEqualTo("no answer");
    }
  }

  @Test
  void aResetAndACloseAreToldApart() throws Exception {
    try (TestServer resetting = TestServer.start((request, socket) -> socket.setSoLinger(true, 0));
        TestServer closing = TestServer.start((request, socket) -> socket.shutdownOutput())) {
      assertThat(TestMachine.outline(machine.probe(pki.crlAt(resetting.url("/ca.crl")))))
          .containsExactly("CONNECT J direct OK", "HTTP J direct RESET");
      assertThat(TestMachine.outline(machine.probe(pki.crlAt(closing.url("/ca.crl")))))
          .containsExactly("CONNECT J direct OK", "HTTP J direct EOF");
    }
  }

  @Test
  void aServersOwnErrorIsAStatus() throws Exception {
    byte[] page = "<html><head><title>404 Not Found</title></head></html>".getBytes(UTF);
    try (TestServer server = TestServer.answering("404 Not Found", "text/html", page)) {
      EndpointTrial trial = machine.probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(TestMachine.outline(trial))
          .containsExactly("CONNECT J direct OK", "HTTP J direct STATUS");
      assertThat(trial.stages().get(1).detail()).isEqualTo("404 Not Found, Content-Type text/html");
    }
  }

  @Test
  void anErrorIsAStatusWhetherOrNotItsPageEnds() throws Exception {
    try (TestServer server =
        TestServer.start(
            (request, socket) -> {
              socket
                  .getOutputStream()
                  .write("HTTP/1.1 404 Not Found\r\nContent-Length: 1000\r\n\r\n<".getBytes(UTF));
              Thread.sleep(SHORT.toMillis() * 3);
            })) {
      EndpointTrial trial = machine.timeout(SHORT).probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(TestMachine.outline(trial))
          .containsExactly("CONNECT J direct OK", "HTTP J direct STATUS");
      assertThat(trial.stages().get(1).detail()).startsWith("404 Not Found");
    }
  }

  @Test
  void aPageWhereACrlWasDueIsNotTheResponders() throws Exception {
    byte[] page =
        ("<!DOCTYPE html><html><title>Access Denied</title>This site is blocked by Zscaler"
                + "</html>")
            .getBytes(UTF);
    try (TestServer server = TestServer.answering("200 OK", "text/html", page)) {
      EndpointTrial trial = machine.probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(TestMachine.outline(trial))
          .containsExactly("CONNECT J direct OK", "HTTP J direct NOT_THE_RESPONDER");
      assertThat(trial.stages().get(1).detail())
          .isEqualTo("200 OK, a web page titled \"Access Denied\" of Zscaler");
      assertThat(trial.answer()).isEmpty();
    }
  }

  @Test
  void redirectsAreFollowedOverTheSameWay() throws Exception {
    byte[] crl = pki.crl();
    try (TestServer server =
        TestServer.start(
            (request, socket) -> {
              if (request.startsWith("GET /old")) {
                TestServer.reply(socket, "302 Found", "Location: /new.crl", new byte[0]);
              } else {
                TestServer.reply(socket, "200 OK", "X-A: b", crl);
              }
            })) {
      EndpointTrial trial = machine.probe(pki.crlAt(server.url("/old.crl")));

      assertThat(TestMachine.outline(trial))
          .containsExactly(
              "CONNECT J direct OK",
              "HTTP J direct OK",
              "CONNECT J direct OK",
              "HTTP J direct OK",
              "CONTENT J direct OK");
      assertThat(trial.stages().get(1).detail()).isEqualTo("302 Found to /new.crl");
    }
  }

  @Test
  void aPortalThatARedirectLeadsToIsNamed() throws Exception {
    byte[] page = "<html><title>Guest login</title>".getBytes(StandardCharsets.UTF_8);
    try (TestServer portal = TestServer.answering("200 OK", "text/html", page);
        TestServer server =
            TestServer.start(
                (request, socket) ->
                    TestServer.reply(
                        socket,
                        "302 Found",
                        "Location: http://portal.example:" + portal.port() + "/login",
                        new byte[0]))) {
      machine.name("portal.example", "127.0.0.1");
      EndpointTrial trial = machine.probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(TestMachine.outline(trial)).contains("HTTP J direct NOT_THE_RESPONDER");
      assertThat(trial.stages().get(trial.stages().size() - 1).detail())
          .isEqualTo(
              "redirected to portal.example port "
                  + portal.port()
                  + ": 200 OK, a web page titled \"Guest login\"");
    }
  }

  @Test
  void aCircleOfRedirectsEnds() throws Exception {
    try (TestServer server =
        TestServer.start(
            (request, socket) ->
                TestServer.reply(socket, "302 Found", "Location: /ca.crl", new byte[0]))) {
      EndpointTrial trial = machine.probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(TestMachine.outline(trial))
          .containsExactly("CONNECT J direct OK", "HTTP J direct REDIRECT");
      assertThat(trial.stages().get(1).detail())
          .isEqualTo("302 Found to /ca.crl, in a circle or without end");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void everDifferentRedirectsEnd() throws Exception {
    try (TestServer server =
        TestServer.start(
            (request, socket) ->
                TestServer.reply(
                    socket, "302 Found", "Location: /" + request.length() + "x", new byte[0]))) {
      machine.probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(server.requests()).hasSizeLessThanOrEqualTo(6);
    }
  }

  @Test
  void aRedirectToAnotherSchemeIsNotFollowedAsTheJvmDoesNot() throws Exception {
    try (TestServer server =
        TestServer.start(
            (request, socket) ->
                TestServer.reply(
                    socket, "301 Moved", "Location: https://127.0.0.1/x", new byte[0]))) {
      EndpointTrial trial = machine.probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(TestMachine.outline(trial))
          .containsExactly("CONNECT J direct OK", "HTTP J direct REDIRECT");
      assertThat(trial.stages().get(1).detail())
          .isEqualTo("301 Moved to https://127.0.0.1/x, not followed");
    }
  }

  @Test
  void anAnswerThatTricklesEndsWithTheTime() throws Exception {
    try (TestServer server =
        TestServer.start(
            (request, socket) -> {
              OutputStream out = socket.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(UTF));
              for (int i = 0; i < 1000; i++) {
                out.write('0');
                Thread.sleep(100);
              }
            })) {
      EndpointTrial trial = machine.timeout(SHORT).probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(TestMachine.outline(trial))
          .containsExactly("CONNECT J direct OK", "CONTENT J direct TIMEOUT");
      assertThat(trial.stages().get(1).detail()).matches("200 OK, then [0-9]+ octets and no end");
    }
  }

  @Test
  void aLongBodyThatIsNoCrlIsNotReadToItsEnd() throws Exception {
    try (TestServer server =
        TestServer.start((request, socket) -> send(socket, new byte[0], new byte[1 << 20], 200))) {
      EndpointTrial trial =
          machine.timeout(Duration.ofSeconds(20)).probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(TestMachine.outline(trial))
          .containsExactly(
              "CONNECT J direct OK", "HTTP J direct OK", "CONTENT J direct NOT_THE_RESPONDER");
      assertThat(trial.stages().get(1).detail())
          .matches("200 OK, 4[0-9]{6} octets and then not read on");
      assertThat(trial.answer()).isEmpty();
    }
  }

  @Test
  void aListWithoutEndIsCutOff() throws Exception {
    try (TestServer server =
        TestServer.start(
            (request, socket) -> {
              byte[] entries = new byte[1 << 20];
              for (int at = 0; at < entries.length; at += 1 << 15) {
                System.arraycopy(new byte[] {0x30, (byte) 0x82, 0x7f, -4}, 0, entries, at, 4);
              }
              send(socket, pki.endlessCrl(), entries, 300);
            })) {
      EndpointTrial trial =
          machine.timeout(Duration.ofSeconds(20)).probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(TestMachine.outline(trial))
          .containsExactly("CONNECT J direct OK", "HTTP J direct TOO_LARGE");
      assertThat(trial.stages().get(1).detail()).isEqualTo("200 OK, no end after 268435456 octets");
      assertThat(trial.excerpt()).isEmpty();
    }
  }

  @Test
  void aLargeListIsVerifiedWhileItPasses() throws Exception {
    byte[] crl = pki.crl(6_000, 1_000);
    byte[] revoking = pki.crl(6_000, 1_000, pki.leaf().getSerialNumber());
    byte[] changed = crl.clone();
    changed[within(crl, new byte[100])] ^= 1;

    assertLarge(crl, Stage.Result.OK, "the certificate is not on the list, which holds until ");
    assertLarge(revoking, Stage.Result.REVOKED, "revoked since ");
    assertLarge(changed, Stage.Result.UNTRUSTED, "its signature is wrong");
    assertLarge(
        Arrays.copyOf(crl, crl.length - 1_000),
        Stage.Result.UNTRUSTED,
        "it begins as a CRL, and is broken after ");
  }

  /** The middle of the first place that holds those octets. */
  private static int within(byte[] list, byte[] wanted) {
    int at = 0;
    while (!Arrays.equals(wanted, Arrays.copyOfRange(list, at, at + wanted.length))) {
      at++;
    }
    return at + wanted.length / 2;
  }

  private void assertLarge(byte[] list, Stage.Result result, String detail) throws Exception {
    try (TestServer server = TestServer.answering("200 OK", "application/pkix-crl", list)) {
      EndpointTrial trial = machine.probe(pki.crlAt(server.url("/ca.crl")));
      Stage content = trial.stages().get(trial.stages().size() - 1);

      assertThat(content.kind()).isEqualTo(Stage.Kind.CONTENT);
      assertThat(content.detail()).startsWith(detail);
      assertThat(content.result()).isEqualTo(result);
      assertThat(trial.octets()).isEqualTo(list.length);
      assertThat(trial.answer()).isEmpty();
    }
  }

  /** Sends the beginning of an answer of a gigabyte: as much of it as is taken. */
  private static void send(Socket socket, byte[] head, byte[] megabyte, int times)
      throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n".getBytes(UTF));
    out.write(head);
    for (int i = 0; i < times; i++) {
      out.write(megabyte);
    }
  }

  @Test
  void whatSpeaksNoHttpIsNotTheResponder() throws Exception {
    try (TestServer server =
        TestServer.start(
            (request, socket) ->
                socket.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n\r\n".getBytes(UTF)))) {
      EndpointTrial trial = machine.probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(TestMachine.outline(trial))
          .containsExactly("CONNECT J direct OK", "HTTP J direct NOT_THE_RESPONDER");
    }
  }

  @Test
  void headersWithoutEndAreTooLarge() throws Exception {
    try (TestServer server =
        TestServer.start(
            (request, socket) -> {
              OutputStream out = socket.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF));
              while (true) {
                out.write("X-Filler: again\r\n".getBytes(UTF));
              }
            })) {
      EndpointTrial trial = machine.probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(TestMachine.outline(trial))
          .containsExactly("CONNECT J direct OK", "HTTP J direct TOO_LARGE");
    }
  }

  @Test
  void aCompressedBodyIsNotUnpacked() throws Exception {
    try (TestServer server =
        TestServer.start(
            (request, socket) ->
                TestServer.reply(
                    socket, "200 OK", "Content-Encoding: gzip", new byte[] {31, (byte) 139}))) {
      EndpointTrial trial = machine.probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(trial.answer()).contains(Der.of(new byte[] {31, (byte) 139}));
      assertThat(TestMachine.outline(trial)).contains("CONTENT J direct NOT_THE_RESPONDER");
    }
  }

  @Test
  void aHostWithAnUnderscoreIsTriedAsTheJvmDoes() throws Exception {
    try (TestServer server = TestServer.answering("200 OK", "application/pkix-crl", pki.crl())) {
      machine.name("pki_srv.corp", "127.0.0.1");
      EndpointTrial trial =
          machine.probe(pki.crlAt("http://pki_srv.corp:" + server.port() + "/ca.crl"));

      assertThat(trial.workingWay()).contains("direct");
      assertThat(server.requests())
          .singleElement()
          .asString()
          .contains("Host: pki_srv.corp:" + server.port() + "\r\n");
    }
  }

  @Test
  void anotherAddressThatWorksIsNamed() throws Exception {
    byte[] crl = pki.crl();
    try (TestServer server =
        TestServer.at(
            "127.0.0.3", 0, (request, socket) -> TestServer.reply(socket, "200 OK", "A: b", crl))) {
      machine.name("crl.example", "127.0.0.2", "127.0.0.3");
      EndpointTrial trial =
          machine.probe(pki.crlAt("http://crl.example:" + server.port() + "/ca.crl"));

      assertThat(TestMachine.outline(trial))
          .containsExactlyInAnyOrder(
              "DNS J direct OK",
              "CONNECT J direct REFUSED",
              "CONNECT - direct OK",
              "HTTP - direct OK",
              "CONTENT - direct OK");
      assertThat(trial.workingWay()).contains("direct at 127.0.0.3");
      assertThat(trial.answer()).contains(Der.of(crl));
    }
  }

  @Test
  void theOtherAddressesAreTriedEvenWhereTheFirstWorks() throws Exception {
    byte[] crl = pki.crl();
    try (TestServer server = TestServer.answering("200 OK", "application/pkix-crl", crl)) {
      machine.name("crl.example", "127.0.0.1", "127.0.0.9");
      EndpointTrial trial =
          machine.probe(pki.crlAt("http://crl.example:" + server.port() + "/ca.crl"));

      assertThat(TestMachine.outline(trial))
          .contains("CONTENT J direct OK", "CONNECT - direct REFUSED");
      assertThat(trial.workingWay()).contains("direct");
    }
  }

  @Test
  void ocspGoesByPostOrGetAsThisReleaseDoes() throws Exception {
    try (TestServer server =
        TestServer.start(
            (request, socket) -> {
              if (request.startsWith("GET /ocsp/")) {
                String path = request.split(" ", 3)[1].substring("/ocsp/".length());
                byte[] asked = Base64.getDecoder().decode(URLDecoder.decode(path, UTF));
                TestServer.reply(socket, "200 OK", "A: b", pki.ocspResponse(asked));
              } else {
                byte[] asked = new byte[contentLength(request)];
                socket.getInputStream().readNBytes(asked, 0, asked.length);
                TestServer.reply(socket, "200 OK", "A: b", pki.ocspResponse(asked));
              }
            })) {
      EndpointTrial byPost = machine.probe(pki.ocspAt(server.url("/ocsp")));
      EndpointTrial byGet = machine.ocspByGet().probe(pki.ocspAt(server.url("/ocsp")));

      assertThat(TestMachine.outline(byPost)).contains("CONTENT J direct OK");
      assertThat(TestMachine.outline(byGet)).contains("CONTENT J direct OK");
      assertThat(server.requests().get(0))
          .startsWith("POST /ocsp HTTP/1.1\r\n")
          .contains("Content-Type: application/ocsp-request\r\n");
      assertThat(server.requests().get(1)).startsWith("GET /ocsp/M");
    }
  }

  @Test
  void aPostIsTriedWhereAGetIsNotServed() throws Exception {
    try (TestServer server =
        TestServer.start(
            (request, socket) -> {
              if (request.startsWith("GET ")) {
                TestServer.reply(socket, "405 Method Not Allowed", "A: b", new byte[0]);
              } else {
                byte[] asked = new byte[contentLength(request)];
                socket.getInputStream().readNBytes(asked, 0, asked.length);
                TestServer.reply(socket, "200 OK", "A: b", pki.ocspResponse(asked));
              }
            })) {
      EndpointTrial trial = machine.ocspByGet().probe(pki.ocspAt(server.url("/ocsp")));

      assertThat(TestMachine.outline(trial))
          .containsExactly(
              "CONNECT J direct OK",
              "HTTP J direct STATUS",
              "CONNECT - direct OK",
              "HTTP - direct OK",
              "CONTENT - direct OK");
      assertThat(trial.stages().get(3).detail()).startsWith("200 OK to a POST, ");
    }
  }

  @Test
  void aGetIsTriedWhereAPostIsNotServed() throws Exception {
    try (TestServer server =
        TestServer.start(
            (request, socket) -> {
              if (request.startsWith("GET /ocsp/")) {
                String path = request.split(" ", 3)[1].substring("/ocsp/".length());
                byte[] asked = Base64.getDecoder().decode(URLDecoder.decode(path, UTF));
                TestServer.reply(socket, "200 OK", "A: b", pki.ocspResponse(asked));
              } else {
                TestServer.reply(socket, "405 Method Not Allowed", "A: b", new byte[0]);
              }
            })) {
      EndpointTrial trial = machine.probe(pki.ocspAt(server.url("/ocsp")));

      assertThat(TestMachine.outline(trial))
          .containsExactly(
              "CONNECT J direct OK",
              "HTTP J direct STATUS",
              "CONNECT - direct OK",
              "HTTP - direct OK",
              "CONTENT - direct OK");
      assertThat(trial.workingWay()).contains("direct");
    }
  }

  @Test
  void manyBlockedEndpointsEndTogether() throws Exception {
    StagedProber prober = machine.timeout(SHORT).prober();
    List<TestServer> servers = new ArrayList<>();
    List<CompletableFuture<EndpointTrial>> trials = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        servers.add(TestServer.full("127.0.0." + (10 + i)));
      }
      for (TestServer server : servers) {
        trials.add(prober.probe(pki.crlAt(server.url("/ca.crl"))));
      }
      for (CompletableFuture<EndpointTrial> trial : trials) {
        assertThat(trial.get().stages())
            .singleElement()
            .extracting(Stage::result)
            .isEqualTo(Stage.Result.TIMEOUT);
      }
    } finally {
      for (TestServer server : servers) {
        server.close();
      }
    }
  }

  private static int contentLength(String request) throws IOException {
    for (String line : request.split("\r\n", -1)) {
      if (line.startsWith("Content-Length: ")) {
        return Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    throw new IOException("no length");
  }
}
