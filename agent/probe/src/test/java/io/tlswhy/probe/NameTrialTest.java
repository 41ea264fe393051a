package io.tlswhy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.dns.DnsAnswer;
import io.tlswhy.probe.dns.TestNameServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Rcode;

class NameTrialTest {
  private static final String CRL = "http://crl.example/ca.crl";

  private final TestPki pki = TestPki.instance();
  private final TestMachine machine =
      new TestMachine()
          .resolver(name -> DnsAnswer.failed(Stage.Result.NXDOMAIN, name + ": not known"));

  @ParameterizedTest
  @CsvSource({
    Rcode.NXDOMAIN + ",NXDOMAIN",
    Rcode.SERVFAIL + ",SERVFAIL",
    Rcode.REFUSED + ",REFUSED"
  })
  void whyTheJvmKnowsNoAddressIsWhatItsServerSays(int code, Stage.Result result) throws Exception {
    try (TestNameServer server = TestNameServer.failing(code)) {
      EndpointTrial trial = machine.nameServer(server.client()).probe(pki.crlAt(CRL));

      assertThat(TestMachine.outline(trial))
          .containsExactlyInAnyOrder(
              "DNS J direct " + result, "DNS - direct " + result, "DNS - direct " + result);
      assertThat(trial.stages().get(0).detail()).isEqualTo("crl.example: not known");
      assertThat(trial.stages().get(1).address()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void aServerThatIsSilentIsATimeout() throws Exception {
    try (TestNameServer server = TestNameServer.silent()) {
      EndpointTrial trial =
          machine.timeout(Duration.ofMillis(500)).nameServer(server.client()).probe(pki.crlAt(CRL));

      assertThat(trial.stages()).extracting(Stage::result).containsOnly(Stage.Result.TIMEOUT);
      assertThat(trial.stages().get(0).asJvm()).isTrue();
    }
  }

  @Test
  void theSecondServerDecidesWhereTheFirstFails() throws Exception {
    try (TestNameServer first = TestNameServer.failing(Rcode.SERVFAIL);
        TestNameServer second = TestNameServer.failing(Rcode.NXDOMAIN)) {
      EndpointTrial trial =
          machine.nameServer(first.client()).nameServer(second.client()).probe(pki.crlAt(CRL));

      assertThat(TestMachine.outline(trial)).startsWith("DNS J direct NXDOMAIN").hasSize(5);
    }
  }

  @Test
  void anAddressThatOnlyTheServerHasIsTriedToo() throws Exception {
    try (TestNameServer server = TestNameServer.answering("127.0.0.1");
        TestServer crl = TestServer.answering("200 OK", "application/pkix-crl", pki.crl())) {
      String url = "http://crl.example:" + crl.port() + "/ca.crl";
      EndpointTrial unknown = machine.nameServer(server.client()).probe(pki.crlAt(url));
      EndpointTrial moved = machine.name("crl.example", "127.0.0.2").probe(pki.crlAt(url));

      assertThat(TestMachine.outline(unknown))
          .containsExactlyInAnyOrder(
              "DNS J direct NXDOMAIN",
              "DNS - direct OK",
              "DNS - direct NODATA",
              "CONNECT - direct OK",
              "HTTP - direct OK",
              "CONTENT - direct OK");
      assertThat(unknown.workingWay()).contains("direct at 127.0.0.1");
      assertThat(TestMachine.outline(moved)).contains("CONNECT J direct REFUSED");
      assertThat(moved.workingWay()).contains("direct at 127.0.0.1");
    }
  }

  @Test
  void aServersAnswerLeadsToNoForbiddenAddressAndToNoSinkhole() throws Exception {
    try (TestServer listener = TestServer.answering("200 OK", "text/plain", pki.crl());
        TestNameServer server = TestNameServer.answering("127.0.0.1", "169.254.169.254")) {
      EndpointTrial trial =
          machine
              .allowed("127.0.0.2/32")
              .nameServer(server.client())
              .probe(pki.crlAt("http://crl.example:" + listener.port() + "/ca.crl"));

      assertThat(trial.stages())
          .filteredOn(stage -> stage.kind() == Stage.Kind.CONNECT)
          .singleElement()
          .satisfies(
              stage -> {
                assertThat(stage.address()).isEqualTo("169.254.169.254");
                assertThat(stage.result()).isEqualTo(Stage.Result.FORBIDDEN);
              });
      assertThat(TestMachine.outline(trial)).contains("DNS - direct SINKHOLE");
      assertThat(listener.connections()).isZero();
    }
  }

  @Test
  void aNameThatOnlyThisJvmKnowsIsKnown() throws Exception {
    try (TestNameServer server = TestNameServer.failing(Rcode.NXDOMAIN);
        TestServer crl = TestServer.answering("200 OK", "application/pkix-crl", pki.crl())) {
      EndpointTrial trial =
          machine
              .name("crl.example", "127.0.0.1")
              .nameServer(server.client())
              .probe(pki.crlAt("http://crl.example:" + crl.port() + "/ca.crl"));

      assertThat(TestMachine.outline(trial))
          .containsExactly(
              "DNS J direct OK", "CONNECT J direct OK", "HTTP J direct OK", "CONTENT J direct OK");
    }
  }

  @Test
  void anAddressThatStandsForABlockIsASinkhole() throws Exception {
    for (String address : new String[] {"0.0.0.0", "146.112.61.106"}) {
      EndpointTrial trial = machine.name("crl.example", address).probe(pki.crlAt(CRL));

      assertThat(TestMachine.outline(trial)).containsExactly("DNS J direct SINKHOLE");
    }
  }

  @Test
  void thisMachineIsASinkholeOnlyWhereANameServerSaysIt() throws Exception {
    machine.allowed("off").name("crl.example", "127.0.0.1");
    try (TestNameServer server = TestNameServer.failing(Rcode.NXDOMAIN)) {
      EndpointTrial ofHostsFile = machine.nameServer(server.client()).probe(pki.crlAt(CRL));

      assertThat(TestMachine.outline(ofHostsFile))
          .contains("DNS J direct OK", "CONNECT J direct FORBIDDEN");
    }
    try (TestNameServer server = TestNameServer.answering("127.0.0.1")) {
      EndpointTrial ofServer =
          new TestMachine()
              .allowed("off")
              .name("crl.example", "127.0.0.1")
              .nameServer(server.client())
              .probe(pki.crlAt(CRL));

      assertThat(TestMachine.outline(ofServer)).contains("DNS J direct SINKHOLE");
    }
  }

  @Test
  void aNameOfAnUnanchoredChainIsNotSentToTheServers() throws Exception {
    try (TestNameServer server = TestNameServer.failing(Rcode.NXDOMAIN)) {
      EndpointTrial trial = machine.nameServer(server.client()).probe(pki.unanchoredIssuerAt(CRL));

      assertThat(TestMachine.outline(trial)).containsExactly("DNS J direct NXDOMAIN");
    }
  }
}
