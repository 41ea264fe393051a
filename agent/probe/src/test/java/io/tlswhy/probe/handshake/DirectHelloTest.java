package io.tlswhy.probe.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.Detour;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloAnswer.Result;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.evidence.PeerTrial;
import io.tlswhy.evidence.Tunnel;
import io.tlswhy.probe.ProbeSettings;
import io.tlswhy.probe.TestPki;
import io.tlswhy.probe.address.AddressRange;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectHelloTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int PROXY_PORT = 3128;
  private static final String PROXY = "proxy.invalid:3128";
  private static final Handshake OFFERED =
      Handshake.builder()
          .protocols(List.of("TLSv1.3", "TLSv1.2"))
          .serverNames(List.of("localhost.example"))
          .build();

  private final Map<String, Optional<String>> before = new LinkedHashMap<>();

  @BeforeEach
  void sendHttpsThroughAProxy() {
    set("https.proxyHost", "proxy.invalid");
    set("https.proxyPort", String.valueOf(PROXY_PORT));
    // Empty, and not absent, which would exempt this machine.
    set("http.nonProxyHosts", "");
  }

  private void set(String property, String value) {
    before.put(property, Optional.ofNullable(System.getProperty(property)));
    System.setProperty(property, value);
  }

  @AfterEach
  void sendItAsBefore() {
    before.forEach(
        (property, value) -> {
          if (value.isPresent()) {
            System.setProperty(property, value.get());
          } else {
            System.clearProperty(property);
          }
        });
  }

  private static SecondHandshakes agent(String allowed) {
    ProbeSettings settings =
        ProbeSettings.of(
            ProbeSettings.Scope.ALL,
            allowed.isEmpty() ? Collections.emptyList() : AddressRange.parseList(allowed),
            TIMEOUT);
    return new SecondHandshakes(PeerRules.of(settings), TIMEOUT, Thread::new);
  }

  private static PeerQuestion question(String host, int port) {
    Peer peer =
        Peer.of(host, port, "").through(Tunnel.of("proxy.invalid", "192.0.2.9", PROXY_PORT));
    return PeerQuestion.of(peer, OFFERED, List.of(HelloChange.DIRECT));
  }

  private static PeerQuestion direct(Peer peer) {
    return PeerQuestion.of(peer, OFFERED, List.of(HelloChange.DIRECT));
  }

  private static HelloAnswer only(PeerTrial trial) {
    assertThat(trial.answers()).hasSize(1);
    return trial.answers().get(0);
  }

  @Test
  void peerBehindAProxyShowsItsCertificateAtItsOwnAddress() throws Exception {
    List<ReadHello> hellos = new CopyOnWriteArrayList<>();
    try (TestPeer peer =
        TestPeer.tls(
            TestPki.instance().serverContext(),
            hello -> {
              hellos.add(hello);
              return Optional.empty();
            })) {
      SecondHandshakes agent = agent("127.0.0.0/8");

      HelloAnswer answer = only(agent.probe(question("localhost", peer.port())).join());

      assertThat(answer.result()).isEqualTo(Result.AGREED);
      assertThat(answer.certificates()).startsWith(TestPki.instance().leaf());
      assertThat(answer.detour()).contains(Detour.of(PROXY, "127.0.0.1 port " + peer.port(), true));
      assertThat(hellos.get(0).versions).containsExactly(0x0303);
      assertThat(hellos.get(0).serverName).contains("localhost");

      agent.probe(question("localhost", peer.port())).join();
      assertThat(peer.connections()).isEqualTo(1);
      only(agent.probe(question("127.0.0.1", peer.port())).join());
      assertThat(peer.connections()).isEqualTo(2);
      assertThat(hellos.get(1).serverName).isEmpty();
    }
  }

  @Test
  void peerThatWasReachedDirectlyIsNotAsked() throws Exception {
    try (TestPeer peer = TestPeer.answering(hello -> TestPeer.alert(70))) {
      SecondHandshakes agent = agent("127.0.0.0/8");

      // The port that was connected to is not the proxy's.
      Peer reached = Peer.of("localhost", peer.port(), "127.0.0.1");
      PeerTrial trial = agent.probe(direct(reached)).join();
      SecondHandshakes check = new SecondHandshakes(PeerRules.namedByUser(), TIMEOUT, Thread::new);
      PeerTrial checked = check.probe(direct(reached)).join();

      assertThat(new ArrayList<>(trial.answers())).isEmpty();
      assertThat(trial.whyNone()).isEmpty();
      assertThat(checked).isEqualTo(trial);
      assertThat(peer.connections()).isZero();
    }
  }

  @Test
  void addressRulesHoldForTheAddressThatTheNameLeadsTo() throws Exception {
    try (TestPeer peer = TestPeer.answering(hello -> TestPeer.alert(70))) {
      HelloAnswer answer = only(agent("").probe(question("localhost", peer.port())).join());

      assertThat(answer.result()).isEqualTo(Result.SKIPPED);
      assertThat(answer.detail()).isEqualTo("an address of this machine itself");
      assertThat(answer.detour()).contains(Detour.of(PROXY, "", true));
      assertThat(peer.connections()).isZero();
    }
  }

  @Test
  void peerThatTheUserNamesIsAskedAtItsOwnPort() throws Exception {
    try (TestPeer peer =
        TestPeer.tls(TestPki.instance().serverContext(), hello -> Optional.empty())) {
      SecondHandshakes check =
          new SecondHandshakes(
              PeerRules.namedByUser(
                  named -> Optional.of(InetSocketAddress.createUnresolved("proxy.test", 8080))),
              TIMEOUT,
              Thread::new);

      HelloAnswer answer = only(check.probe(question("localhost", peer.port())).join());

      assertThat(answer.certificates()).startsWith(TestPki.instance().leaf());
      assertThat(answer.detour())
          .contains(Detour.of("proxy.test:8080", "127.0.0.1 port " + peer.port(), true));
    }
  }

  @Test
  void engineBehindTheProxyOfTheSettingsIsNotSureToHaveGoneThrough() throws Exception {
    try (TestPeer peer =
        TestPeer.tls(TestPki.instance().serverContext(), hello -> Optional.empty())) {
      HelloAnswer answer =
          only(agent("127.0.0.0/8").probe(direct(Peer.of("localhost", peer.port(), ""))).join());

      assertThat(answer.certificates()).startsWith(TestPki.instance().leaf());
      assertThat(answer.detour())
          .contains(Detour.of(PROXY, "127.0.0.1 port " + peer.port(), false));
    }
  }

  @Test
  void certificateOfPeerThatSpeaksTls13OnlyIsReadByJsse() throws Exception {
    try (TestPeer peer =
        TestPeer.tls(
            TestPki.instance().serverContext(),
            hello ->
                hello.versions.contains(0x0304)
                    ? Optional.empty()
                    : Optional.of(TestPeer.alert(70)))) {
      HelloAnswer answer =
          only(agent("127.0.0.0/8").probe(question("localhost", peer.port())).join());

      assertThat(answer.result()).isEqualTo(Result.AGREED);
      assertThat(answer.protocol()).isEqualTo("TLSv1.3");
      assertThat(answer.cipherSuite()).startsWith("TLS_AES_");
      assertThat(answer.certificates()).startsWith(TestPki.instance().leaf());
      assertThat(peer.connections()).isEqualTo(2);
    }
  }

  @Test
  void peerThatRefusesEveryVersionShowsNothing() throws Exception {
    try (TestPeer peer = TestPeer.answering(hello -> TestPeer.alert(40))) {
      HelloAnswer answer =
          only(agent("127.0.0.0/8").probe(question("localhost", peer.port())).join());

      assertThat(answer.result()).isEqualTo(Result.ALERT);
      assertThat(answer.certificates()).isEmpty();
      assertThat(peer.connections()).isEqualTo(2);
    }
  }

  @Test
  void nameThatLeadsNowhereIsNotAsked() {
    HelloAnswer answer = only(agent("127.0.0.0/8").probe(question("nowhere.invalid", 443)).join());

    assertThat(answer.result()).isEqualTo(Result.SKIPPED);
    assertThat(answer.detail()).isEqualTo("its name leads to no address here");
  }
}
