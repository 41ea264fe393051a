package io.tlswhy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.address.AddressRange;
import io.tlswhy.probe.dns.DnsAnswer;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What no packet may go to, seen by somebody who listens there. */
class ForbiddenAddressesTest {
  private final TestPki pki = TestPki.instance();
  private final TestMachine machine = new TestMachine();

  @Test
  void thisMachineIsNotConnectedTo() throws Exception {
    try (TestServer server = TestServer.answering("200 OK", "application/pkix-crl", pki.crl())) {
      EndpointTrial byAddress = machine.allowed("off").probe(pki.crlAt(server.url("/ca.crl")));
      machine.resolver(name -> DnsAnswer.found(List.of(address("127.0.0.1"))));
      EndpointTrial byName =
          machine.probe(pki.crlAt("http://crl.example:" + server.port() + "/ca.crl"));

      assertThat(TestMachine.outline(byAddress)).containsExactly("CONNECT J direct FORBIDDEN");
      assertThat(byAddress.stages().get(0).detail()).isEqualTo("an address of this machine itself");
      assertThat(TestMachine.outline(byName))
          .containsExactly("DNS J direct OK", "CONNECT J direct FORBIDDEN");
      assertThat(byName.stages().get(1).detail()).isEqualTo("an address of this machine itself");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void anAddressSpelledStrangelyIsStillThisMachine() throws Exception {
    try (TestServer server = TestServer.answering("200 OK", "application/pkix-crl", pki.crl())) {
      machine.allowed("off");
      for (String host : List.of("127.1", "2130706433", "[::ffff:127.0.0.1]", "[::127.0.0.1]")) {
        machine.probe(pki.crlAt("http://" + host + ":" + server.port() + "/ca.crl"));
      }
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void anExceptionHoldsForItsPortOnly() throws Exception {
    byte[] crl = pki.crl();
    try (TestServer allowed = TestServer.answering("200 OK", "application/pkix-crl", crl);
        TestServer other = TestServer.answering("200 OK", "application/pkix-crl", crl)) {
      machine.allowed("127.0.0.1/32:" + allowed.port());
      assertThat(machine.probe(pki.crlAt(allowed.url("/ca.crl"))).answer()).contains(Der.of(crl));
      assertThat(machine.probe(pki.crlAt(other.url("/ca.crl"))).answer()).isEmpty();
      assertThat(other.connections()).isZero();
    }
  }

  @Test
  void aRedirectLeadsToNoForbiddenAddress() throws Exception {
    try (TestServer inner = TestServer.answering("200 OK", "text/plain", new byte[] {1});
        TestServer outer =
            TestServer.at(
                "127.0.0.2",
                0,
                (request, socket) ->
                    TestServer.reply(
                        socket, "302 Found", "Location: " + inner.url("/x"), new byte[0]))) {
      EndpointTrial trial = machine.allowed("127.0.0.2/32").probe(pki.crlAt(outer.url("/ca.crl")));

      assertThat(TestMachine.outline(trial))
          .containsExactly(
              "CONNECT J direct OK", "HTTP J direct REDIRECT", "CONNECT J direct FORBIDDEN");
      assertThat(trial.stages().get(1).detail())
          .isEqualTo("302 Found to " + inner.url("/x") + ", which cannot be reached");
      assertThat(inner.connections()).isZero();
    }
  }

  @Test
  void aSecondDnsAnswerLeadsNowhereElse() throws Exception {
    byte[] crl = pki.crl();
    AtomicInteger asked = new AtomicInteger();
    try (TestServer server =
            TestServer.at(
                "127.0.0.2",
                0,
                (request, socket) -> TestServer.reply(socket, "404 Not Found", "A: b", crl));
        TestServer rebound =
            TestServer.at(
                "127.0.0.1",
                server.port(),
                (request, socket) -> TestServer.reply(socket, "200 OK", "A: b", crl))) {
      machine.allowed("127.0.0.2/32");
      machine.resolver(
          name ->
              DnsAnswer.found(
                  List.of(address(asked.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1"))));
      machine.probe(pki.crlAt("http://crl.example:" + server.port() + "/ca.crl"));

      assertThat(server.connections()).isEqualTo(1);
      assertThat(rebound.connections()).isZero();
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void aProxyIsNotAskedForThisMachine() throws Exception {
    try (TestServer proxy = TestServer.answering("200 OK", "application/pkix-crl", pki.crl())) {
      machine.allowed("off");
      machine.environment("http_proxy", "http://127.0.0.1:" + proxy.port());
      for (String host : List.of("127.0.0.1", "localhost", "169.254.169.254")) {
        EndpointTrial trial = machine.probe(pki.crlAt("http://" + host + ":1/ca.crl"));
        assertThat(trial.stages())
            .filteredOn(stage -> stage.kind() == Stage.Kind.PROXY)
            .extracting(Stage::result)
            .containsOnly(Stage.Result.FORBIDDEN);
      }
      assertThat(proxy.connections()).isZero();
    }
  }

  @Test
  void anUnanchoredChainLeadsOnlyToItsIssuers() throws Exception {
    try (TestServer server = TestServer.answering("200 OK", "text/plain", pki.crl())) {
      for (LookupKind kind : List.of(LookupKind.CRL, LookupKind.OCSP)) {
        EndpointTrial trial = machine.probe(pki.question(kind, server.url("/x"), false));
        assertThat(TestMachine.outline(trial)).containsExactly("CONNECT J direct FORBIDDEN");
        assertThat(trial.stages().get(0).detail())
            .isEqualTo("from a chain that leads to no anchor only caIssuers is followed");
      }
      EndpointTrial https =
          machine.probe(pki.unanchoredIssuerAt("https://127.0.0.1:" + server.port() + "/ca.cer"));
      assertThat(https.stages().get(0).detail())
          .isEqualTo("from a chain that leads to no anchor only http is followed");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void anUnanchoredChainLeadsToNoPrivateAddressAndNoOtherPort() throws Exception {
    machine.allowed("off");
    EndpointTrial inside = machine.probe(pki.unanchoredIssuerAt("http://10.1.2.3/ca.cer"));
    EndpointTrial port = machine.probe(pki.unanchoredIssuerAt("http://8.8.8.8:22/ca.cer"));

    assertThat(inside.stages().get(0).detail()).isEqualTo("not a public address");
    assertThat(port.stages().get(0).detail()).isEqualTo("a port other than 80 and 443");
  }

  @Test
  void anUnanchoredChainsIssuerIsFetchedDirectlyAndFromOneHost() throws Exception {
    byte[] issuer = pki.issuer();
    try (TestServer proxy = TestServer.answering("200 OK", "text/plain", issuer);
        TestServer other = TestServer.at("127.0.0.2", 0, (request, socket) -> {});
        TestServer server =
            TestServer.start(
                (request, socket) -> {
                  if (request.contains("/ca.cer")) {
                    TestServer.reply(socket, "200 OK", "A: b", issuer);
                  } else {
                    TestServer.reply(
                        socket, "302 Found", "Location: " + other.url("/x"), new byte[0]);
                  }
                })) {
      machine.environment("http_proxy", "http://127.0.0.1:" + proxy.port());
      EndpointTrial found = machine.probe(pki.unanchoredIssuerAt(server.url("/ca.cer")));
      EndpointTrial led = machine.probe(pki.unanchoredIssuerAt(server.url("/elsewhere")));

      assertThat(found.answer()).isEqualTo(Optional.of(Der.of(issuer)));
      assertThat(TestMachine.outline(led))
          .containsExactly(
              "CONNECT J direct OK", "HTTP J direct REDIRECT", "HTTP J direct FORBIDDEN");
      assertThat(other.connections() + proxy.connections()).isZero();
    }
  }

  @Test
  void anUnanchoredChainsAnswerIsSmall() throws Exception {
    byte[] large = new byte[100_000];
    try (TestServer server = TestServer.answering("200 OK", "text/plain", large)) {
      EndpointTrial stranger = machine.probe(pki.unanchoredIssuerAt(server.url("/ca.p7c")));
      EndpointTrial known =
          machine.probe(pki.question(LookupKind.CA_ISSUERS, server.url("/ca.p7c"), true));

      assertThat(TestMachine.outline(stranger)).contains("HTTP J direct TOO_LARGE");
      assertThat(TestMachine.outline(known)).contains("HTTP J direct OK");
    }
  }

  @Test
  void withProbeOffNothingIsSent() throws Exception {
    try (TestServer server = TestServer.answering("200 OK", "application/pkix-crl", pki.crl())) {
      EndpointTrial trial =
          new StagedProber(
                  ProbeSettings.from(Map.of("probe", "off", "allow", "127.0.0.0/8")), Thread::new)
              .probe(pki.crlAt(server.url("/ca.crl")))
              .get();

      assertThat(trial.stages().get(0).detail()).isEqualTo("the option probe=off");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void schemesThatAreNotOfTheNetAreLeftAlone() throws Exception {
    for (String url : List.of("file:///etc/passwd", "jar:file:/x!/y", "ftp://127.0.0.1/x")) {
      EndpointTrial trial =
          machine.probe(pki.question(LookupKind.CRL, URI.create(url).toString(), true));
      assertThat(trial.stages().get(0).detail()).isEqualTo("no URL that the agent can follow");
    }
  }

  private static InetAddress address(String literal) {
    return AddressRange.literal(literal).orElseThrow();
  }
}
