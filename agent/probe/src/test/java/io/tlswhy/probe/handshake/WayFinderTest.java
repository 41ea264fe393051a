package io.tlswhy.probe.handshake;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The ways of second handshakes: where an engine's peer is, and through tunnels. */
class WayFinderTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String GRANTED = "HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n";
  private static final Handshake OFFERED =
      Handshake.builder().protocols(List.of("TLSv1.3", "TLSv1.2")).build();

  private static PeerTrial trial(String allowed, Peer peer, HelloChange... changes) {
    ProbeSettings settings =
        ProbeSettings.of(
            ProbeSettings.Scope.ALL,
            allowed.isEmpty() ? Collections.emptyList() : AddressRange.parseList(allowed),
            TIMEOUT);
    return new SecondHandshakes(PeerRules.of(settings), TIMEOUT, Thread::new)
        .probe(PeerQuestion.of(peer, OFFERED, List.of(changes)))
        .join();
  }

  private static Peer behind(TestPeer proxy, String host, int port) {
    return Peer.of(host, port, "").through(Tunnel.of("", "127.0.0.1", proxy.port()));
  }

  @Test
  void engineIsAskedForAtTheFirstAddressOfItsName() throws Exception {
    try (TestPeer peer =
        TestPeer.tls(TestPki.instance().serverContext(), hello -> Optional.empty())) {
      Peer engine = Peer.of("localhost", peer.port(), "");

      PeerTrial trial = trial("127.0.0.0/8", engine, HelloChange.NONE);

      assertThat(trial.passes(HelloChange.NONE)).isTrue();
      assertThat(trial.way())
          .isEqualTo(
              "to 127.0.0.1 port " + peer.port() + ", the first address that localhost has here");
      assertThat(trial("", engine, HelloChange.NONE))
          .isEqualTo(PeerTrial.none("an address of this machine itself"));
      assertThat(peer.connections()).isEqualTo(1);
    }
  }

  @Test
  void engineWithoutNameIsNotAskedFor() {
    assertThat(trial("127.0.0.0/8", Peer.of("", 443, ""), HelloChange.NONE))
        .isEqualTo(PeerTrial.none("the address that was connected to is not known"));
    assertThat(trial("127.0.0.0/8", Peer.of("nowhere.invalid", 443, ""), HelloChange.NONE))
        .isEqualTo(PeerTrial.none("its name leads to no address here"));
  }

  @Test
  void tunnelIsAskedForThePeersOwnPortWithoutCredentials() throws Exception {
    List<String> requests = new CopyOnWriteArrayList<>();
    try (TestPeer peer =
            TestPeer.tls(TestPki.instance().serverContext(), hello -> Optional.empty());
        TestPeer proxy = TestPeer.proxy(GRANTED, peer.port(), requests)) {
      PeerTrial trial =
          trial(
              "127.0.0.0/8",
              behind(proxy, "partner.test", 8443),
              HelloChange.NONE,
              HelloChange.TLS_1_2);

      assertThat(trial.passes(HelloChange.NONE)).isTrue();
      assertThat(trial.answer(HelloChange.TLS_1_2).get().certificates())
          .startsWith(TestPki.instance().leaf());
      assertThat(trial.way()).isEqualTo("through the proxy 127.0.0.1:" + proxy.port());
      assertThat(requests)
          .hasSize(2)
          .allMatch(request -> request.startsWith("CONNECT partner.test:8443 HTTP/1.1\r\n"))
          .noneMatch(request -> request.contains("Authorization"));
    }
  }

  @Test
  void greetingBehindATunnelIsThePeers() throws Exception {
    try (TestPeer peer =
            TestPeer.of(
                connection -> {
                  connection.getOutputStream().write("SSH-2.0-OpenSSH_9.6\r\n".getBytes());
                  connection.getInputStream().read();
                });
        TestPeer proxy = TestPeer.proxy(GRANTED, peer.port(), new CopyOnWriteArrayList<>())) {
      PeerTrial trial =
          trial("127.0.0.0/8", behind(proxy, "partner.test", 22), HelloChange.PLAINTEXT);

      assertThat(trial.answers().get(0).spoken()).isEqualTo("SSH");
    }
  }

  @Test
  void proxyThatRefusesIsNoAnswerOfThePeer() throws Exception {
    String refusal = "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n";
    try (TestPeer proxy = TestPeer.proxy(refusal, 0, new CopyOnWriteArrayList<>())) {
      HelloAnswer answer =
          trial("127.0.0.0/8", behind(proxy, "partner.test", 443), HelloChange.NONE)
              .answers()
              .get(0);

      assertThat(answer.result()).isEqualTo(Result.NOT_CONNECTED);
      assertThat(answer.detail())
          .endsWith(
              "the proxy 127.0.0.1:"
                  + proxy.port()
                  + " answers \"HTTP/1.1 407 Proxy Authentication Required\"");
    }
  }

  @Test
  void rulesHoldForTheProxyAndForWhatItIsAskedFor() throws Exception {
    List<String> requests = new CopyOnWriteArrayList<>();
    try (TestPeer proxy = TestPeer.proxy(GRANTED, 1, requests)) {
      // No setting names this proxy, so that its address must pass the rules.
      assertThat(trial("", behind(proxy, "partner.test", 443), HelloChange.NONE))
          .isEqualTo(PeerTrial.none("an address of this machine itself"));
      assertThat(trial("127.0.0.0/8", behind(proxy, "localhost", 443), HelloChange.NONE))
          .isEqualTo(PeerTrial.none("a name of this machine itself"));
      assertThat(trial("127.0.0.0/8", behind(proxy, "169.254.169.254", 80), HelloChange.NONE))
          .isEqualTo(PeerTrial.none("a link-local address"));
      assertThat(trial("127.0.0.0/8", behind(proxy, "a\r\nb", 443), HelloChange.NONE))
          .isEqualTo(PeerTrial.none("it has no name that a proxy could be asked for"));
      assertThat(requests).isEmpty();
    }
  }

  @Test
  void certificateForTheRightNameIsReadFromServersOfTls13Only() throws Exception {
    try (TestPeer peer =
        TestPeer.tls(
            TestPki.instance().serverContext(),
            hello ->
                hello.versions.contains(0x0304)
                    ? Optional.empty()
                    : Optional.of(TestPeer.alert(70)))) {
      HelloAnswer answer =
          trial(
                  "127.0.0.0/8",
                  Peer.of("localhost.example", peer.port(), "127.0.0.1"),
                  HelloChange.EXPECTED_NAME)
              .answers()
              .get(0);

      assertThat(answer.result()).isEqualTo(Result.AGREED);
      assertThat(answer.protocol()).isEqualTo("TLSv1.3");
      assertThat(answer.certificates()).startsWith(TestPki.instance().leaf());
    }
  }
}
