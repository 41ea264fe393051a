package io.tlswhy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProxyWaysTest {
  private static final byte[] NOTHING = new byte[0];

  private final TestPki pki = TestPki.instance();
  private final TestMachine machine = new TestMachine();

  @AfterEach
  void clearProxy() {
    for (String name : List.of("http.proxyHost", "http.proxyPort", "http.nonProxyHosts")) {
      System.clearProperty(name);
    }
  }

  /** The JDK's own selector reads the system properties of this JVM at each question. */
  private void thisJvmUses(int port) {
    System.setProperty("http.proxyHost", "127.0.0.1");
    System.setProperty("http.proxyPort", "" + port);
    machine.selector(ProxySelector.getDefault()).property("http.proxyHost", "127.0.0.1");
    machine.property("http.proxyPort", port);
  }

  @Test
  void aBlockedEndpointIsReachedThroughTheProxyThatHttpsUses() throws Exception {
    byte[] crl = pki.crl();
    try (TestServer blocked = TestServer.full("127.0.0.1");
        TestServer proxy = TestServer.answering("200 OK", "application/pkix-crl", crl)) {
      machine.name("crl.example", "127.0.0.1").timeout(Duration.ofMillis(1500));
      machine.property("https.proxyHost", "127.0.0.1").property("https.proxyPort", proxy.port());
      String url = "http://crl.example:" + blocked.port() + "/ca.crl";
      EndpointTrial trial = machine.probe(pki.crlAt(url));

      String way = "127.0.0.1:" + proxy.port();
      assertThat(TestMachine.outline(trial))
          .containsExactly(
              "DNS J direct OK",
              "CONNECT J direct TIMEOUT",
              "PROXY - " + way + " OK",
              "HTTP - " + way + " OK",
              "CONTENT - " + way + " OK");
      assertThat(trial.stages().get(2).detail()).isEqualTo("named by https.proxyHost");
      assertThat(trial.workingWay()).contains(way);
      assertThat(trial.answer()).contains(Der.of(crl));
      assertThat(proxy.requests())
          .singleElement()
          .asString()
          .startsWith("GET " + url + " HTTP/1.1\r\n")
          .doesNotContain("Proxy-Authorization");
    }
  }

  @Test
  void credentialsOfAProxyInTheEnvironmentAreNotSent() throws Exception {
    try (TestServer proxy = TestServer.answering("200 OK", "application/pkix-crl", pki.crl())) {
      machine.environment("http_proxy", "http://user:secret@127.0.0.1:" + proxy.port() + "/");
      EndpointTrial trial =
          machine.probe(pki.crlAt("http://127.0.0.1:" + TestServer.closedPort() + "/ca.crl"));

      assertThat(trial.workingWay()).contains("127.0.0.1:" + proxy.port());
      assertThat(trial.toString()).doesNotContain("secret");
      assertThat(proxy.requests()).singleElement().asString().doesNotContain("uthorization");
    }
  }

  @Test
  void noProxyIsHeeded() throws Exception {
    try (TestServer proxy = TestServer.answering("200 OK", "application/pkix-crl", pki.crl())) {
      machine.name("crl.corp.example", "127.0.0.1");
      machine.environment("http_proxy", "127.0.0.1:" + proxy.port());
      machine.environment("no_proxy", "localhost,.corp.example");
      machine.probe(pki.crlAt("http://crl.corp.example:" + TestServer.closedPort() + "/ca.crl"));

      assertThat(proxy.requests()).isEmpty();
    }
  }

  @Test
  void theProxyThatTheJvmUsesIsItsWay() throws Exception {
    try (TestServer proxy = TestServer.answering("200 OK", "application/pkix-crl", pki.crl())) {
      thisJvmUses(proxy.port());
      EndpointTrial trial = machine.probe(pki.crlAt("http://crl.example/ca.crl"));

      String way = "127.0.0.1:" + proxy.port();
      assertThat(TestMachine.outline(trial))
          .containsExactly(
              "PROXY J " + way + " OK", "HTTP J " + way + " OK", "CONTENT J " + way + " OK");
      assertThat(trial.workingWay()).contains(way);
    }
  }

  @Test
  void aProxyThatWantsAuthenticationSaysWhichScheme() throws Exception {
    try (TestServer proxy =
        TestServer.start(
            (request, socket) ->
                TestServer.reply(
                    socket,
                    "407 Proxy Authentication Required",
                    "Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: Basic realm=\"corp\"",
                    NOTHING))) {
      thisJvmUses(proxy.port());
      EndpointTrial trial = machine.probe(pki.crlAt("http://crl.invalid/ca.crl"));

      assertThat(trial.stages().get(1))
          .extracting(Stage::kind, Stage::asJvm, Stage::result, Stage::detail)
          .containsExactly(
              Stage.Kind.PROXY,
              true,
              Stage.Result.PROXY_AUTHENTICATION,
              "407 Proxy Authentication Required, asks for Negotiate, Basic, which Java could answer"
                  + " with Negotiate or Basic if the application set an Authenticator, which it has"
                  + " not");
    }
  }

  @Test
  void aProxyThatRefusesIsToldFromAResponderThatDoes() throws Exception {
    try (TestServer refusing =
            TestServer.start(
                (request, socket) ->
                    TestServer.reply(
                        socket,
                        "403 Forbidden",
                        "Via: 1.1 p (squid)\r\nX-Squid-Error: ERR_ACCESS_DENIED 0",
                        NOTHING));
        TestServer carrying =
            TestServer.start(
                (request, socket) ->
                    TestServer.reply(
                        socket,
                        "403 Forbidden",
                        "Via: 1.1 p\r\nDate: Fri, 20 Nov 2026 12:00:00 GMT",
                        NOTHING))) {
      thisJvmUses(refusing.port());
      EndpointTrial refused = machine.probe(pki.crlAt("http://crl.invalid/ca.crl"));
      thisJvmUses(carrying.port());
      EndpointTrial carried = machine.probe(pki.crlAt("http://crl.invalid/ca.crl"));

      assertThat(TestMachine.outline(refused))
          .contains("PROXY J 127.0.0.1:" + refusing.port() + " PROXY_DENIED");
      assertThat(refused.stages().get(1).detail()).isEqualTo("403 Forbidden (ERR_ACCESS_DENIED 0)");
      assertThat(TestMachine.outline(carried))
          .contains("HTTP J 127.0.0.1:" + carrying.port() + " STATUS");
    }
  }

  @Test
  void thePageOfARefusalIsQuotedByItsTitle() throws Exception {
    byte[] page =
        "<html><head><title>Blocked: software downloads</title></head><body>no</body></html>"
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    try (TestServer refusing =
        TestServer.start(
            (request, socket) ->
                TestServer.reply(
                    socket,
                    "403 Forbidden",
                    "Content-Type: text/html\r\nX-Squid-Error: ERR_CATEGORY 0",
                    page))) {
      thisJvmUses(refusing.port());
      EndpointTrial trial = machine.probe(pki.crlAt("http://crl.invalid/ca.crl"));

      assertThat(trial.stages().get(1).detail())
          .isEqualTo(
              "403 Forbidden (ERR_CATEGORY 0), a web page titled \"Blocked: software downloads\"");
    }
  }

  /** What a proxy says in its status and its headers, and what that is. */
  static Stream<Arguments> gatewayErrors() {
    return Stream.of(
        Arguments.of("500 Unable to connect", "Server: tinyproxy/1.11", "PROXY_FAILED", ""),
        Arguments.of("502 Bad Gateway", "A: b", "PROXY_FAILED", ""),
        Arguments.of("503 Unavailable", "Server: squid", "PROXY_FAILED", ""),
        Arguments.of("504 Timeout", "A: b", "PROXY_TIMEOUT", ""),
        squid("503 Service Unavailable", "ERR_DNS_FAIL 0", "PROXY_NO_NAME"),
        squid("503 Service Unavailable", "ERR_CONNECT_FAIL 110", "PROXY_TIMEOUT"),
        squid("503 Service Unavailable", "ERR_CONNECT_FAIL 111", "PROXY_REFUSED"),
        squid("503 Service Unavailable", "ERR_CONNECT_FAIL 113", "PROXY_UNREACHABLE"),
        squid("503 Service Unavailable", "ERR_CONNECT_FAIL 99999", "PROXY_FAILED"),
        squid("504 Gateway Timeout", "ERR_READ_TIMEOUT 0", "PROXY_TIMEOUT"),
        squid("502 Bad Gateway", "ERR_ZERO_SIZE_OBJECT 0", "PROXY_FAILED"),
        squid("502 Bad Gateway", "ERR_CONNECT_FAIL", "PROXY_FAILED"),
        standard("502 Bad Gateway", "dns_error; rcode=NXDOMAIN", "PROXY_NO_NAME"),
        standard("504 Gateway Timeout", "connection_timeout", "PROXY_TIMEOUT"),
        standard("502 Bad Gateway", "connection_refused", "PROXY_REFUSED"),
        standard("502 Bad Gateway", "destination_ip_unroutable", "PROXY_UNREACHABLE"),
        standard("502 Bad Gateway", "destination_ip_prohibited", "PROXY_DENIED"),
        standard("502 Bad Gateway", "something_new", "PROXY_FAILED"));
  }

  private static Arguments squid(String status, String error, String result) {
    return Arguments.of(status, "X-Squid-Error: " + error, result, " (" + error + ")");
  }

  private static Arguments standard(String status, String error, String result) {
    String said = "proxy.corp; error=" + error;
    return Arguments.of(status, "Proxy-Status: " + said, result, " (" + said + ")");
  }

  @ParameterizedTest
  @MethodSource("gatewayErrors")
  void aProxyThatDoesNotGetThroughSaysWhy(
      String status, String header, Stage.Result result, String reason) throws Exception {
    try (TestServer failing =
        TestServer.start((request, socket) -> TestServer.reply(socket, status, header, NOTHING))) {
      thisJvmUses(failing.port());
      EndpointTrial trial = machine.probe(pki.crlAt("http://crl.invalid/ca.crl"));

      assertThat(trial.stages().get(1))
          .extracting(Stage::kind, Stage::result, Stage::detail)
          .containsExactly(Stage.Kind.PROXY, result, status + reason);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, PROXY_FAILED, general failure",
    "2, PROXY_DENIED, not allowed by its rules",
    "3, PROXY_UNREACHABLE, network unreachable",
    "4, PROXY_UNREACHABLE, host unreachable",
    "5, PROXY_REFUSED, connection refused",
    "6, PROXY_TIMEOUT, TTL expired",
    "7, PROXY_FAILED, command not supported",
    "8, PROXY_FAILED, kind of address not supported",
    "91, PROXY_FAILED, an unknown reply"
  })
  void aSocksServerSaysWhyItDoesNotConnect(int reply, Stage.Result result, String words)
      throws Exception {
    assertThat(socksStage(5, 0, reply))
        .extracting(Stage::kind, Stage::result, Stage::detail)
        .containsExactly(
            Stage.Kind.PROXY, result, words + ", SOCKS reply " + reply + ", for 127.0.0.77");
  }

  @Test
  void aSocksServerThatWantsALogInIsNotASocksServerThatRefuses() throws Exception {
    assertThat(socksStage(5, 255))
        .extracting(Stage::result, Stage::detail)
        .containsExactly(
            Stage.Result.PROXY_AUTHENTICATION,
            "SOCKS, which does not let this machine in without a log-in, for 127.0.0.77");
    assertThat(socksStage(5, 2))
        .extracting(Stage::result, Stage::detail)
        .containsExactly(
            Stage.Result.PROXY_AUTHENTICATION,
            "SOCKS, with the method 2, which was not offered, for 127.0.0.77");
  }

  @Test
  void whatDoesNotSpeakSocksIsSaidNotTo() throws Exception {
    assertThat(socksStage('H', 'T'))
        .extracting(Stage::result, Stage::detail)
        .containsExactly(
            Stage.Result.PROXY_FAILED,
            "it does not speak SOCKS 5: its first octet is 72, for 127.0.0.77");
  }

  /** The stage of a SOCKS server that answers the greeting with two octets, and then perhaps so. */
  private Stage socksStage(int version, int method, int... reply) throws Exception {
    try (TestServer socks =
        TestServer.raw(
            socket -> {
              InputStream in = socket.getInputStream();
              in.readNBytes(3);
              socket.getOutputStream().write(new byte[] {(byte) version, (byte) method});
              if (reply.length > 0) {
                in.readNBytes(10);
                socket.getOutputStream().write(new byte[] {5, (byte) reply[0], 0, 1});
                socket.getOutputStream().write(new byte[6]);
              }
              return "";
            })) {
      machine.name("crl.example", "127.0.0.77");
      machine.property("socksProxyHost", "127.0.0.1").property("socksProxyPort", socks.port());
      EndpointTrial trial = machine.probe(pki.crlAt("http://crl.example:9/ca.crl"));
      return trial.stages().stream()
          .filter(stage -> stage.via().equals("socks5://127.0.0.1:" + socks.port()))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aDeadProxyIsToldAndTheDirectWayTried() throws Exception {
    byte[] crl = pki.crl();
    int dead = TestServer.closedPort();
    try (TestServer server = TestServer.answering("200 OK", "application/pkix-crl", crl)) {
      machine.name("crl.example", "127.0.0.1");
      thisJvmUses(dead);
      EndpointTrial trial =
          machine.probe(pki.crlAt("http://crl.example:" + server.port() + "/ca.crl"));

      assertThat(TestMachine.outline(trial))
          .containsExactly(
              "PROXY J 127.0.0.1:" + dead + " REFUSED",
              "DNS - direct OK",
              "CONNECT - direct OK",
              "HTTP - direct OK",
              "CONTENT - direct OK");
      assertThat(trial.workingWay()).contains("direct");
    }
  }

  @Test
  void aSelectorOfTheApplicationIsNotCalled() throws Exception {
    try (TestServer server = TestServer.answering("200 OK", "application/pkix-crl", pki.crl())) {
      machine.selector(new ApplicationsSelector());
      EndpointTrial trial = machine.probe(pki.crlAt(server.url("/ca.crl")));

      assertThat(TestMachine.outline(trial))
          .containsExactly(
              "PROXY J direct SKIPPED",
              "CONNECT J direct OK",
              "HTTP J direct OK",
              "CONTENT J direct OK");
      assertThat(trial.stages().get(0).detail())
          .isEqualTo(
              "the application's own ProxySelector, "
                  + ApplicationsSelector.class.getName()
                  + ", decides and is not called");
    }
  }

  @Test
  void aSocksServerIsAskedForTheAddressThatThisJvmResolved() throws Exception {
    byte[] crl = pki.crl();
    try (TestServer socks = TestServer.raw(socket -> serveSocks(socket, crl))) {
      machine.name("crl.example", "127.0.0.77");
      machine.property("socksProxyHost", "127.0.0.1").property("socksProxyPort", socks.port());
      EndpointTrial trial = machine.probe(pki.crlAt("http://crl.example:9/ca.crl"));

      assertThat(trial.workingWay()).contains("socks5://127.0.0.1:" + socks.port());
      assertThat(socks.requests()).containsExactly("127.0.0.77:9");
    }
  }

  private static String serveSocks(java.net.Socket socket, byte[] crl) throws IOException {
    InputStream in = socket.getInputStream();
    in.readNBytes(3);
    socket.getOutputStream().write(new byte[] {5, 0});
    byte[] request = in.readNBytes(10);
    socket.getOutputStream().write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.read());
    }
    TestServer.reply(socket, "200 OK", "A: b", crl);
    String address =
        (request[4] & 255)
            + "."
            + (request[5] & 255)
            + "."
            + (request[6] & 255)
            + "."
            + (request[7] & 255);
    return address + ":" + ((request[8] & 255) << 8 | request[9] & 255);
  }

  /** An application's own. */
  private static final class ApplicationsSelector extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      throw new AssertionError("called");
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException error) {
      throw new AssertionError("called");
    }
  }
}
