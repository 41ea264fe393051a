package io.tlswhy.probe.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloAnswer.Result;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.evidence.PeerTrial;
import io.tlswhy.probe.ProbeSettings;
import io.tlswhy.probe.TestPki;
import io.tlswhy.probe.address.AddressRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecondHandshakesTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Handshake OFFERED =
      Handshake.builder()
          .protocols(List.of("TLSv1.3", "TLSv1.2"))
          .cipherSuites(
              List.of(
                  "TLS_AES_128_GCM_SHA256",
                  "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                  "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"))
          .namedGroups(List.of("secp256r1", "secp384r1"))
          .serverNames(List.of("partner.example"))
          .build();

  private static PeerTrial trial(TestPeer peer, HelloChange... changes) {
    return trial(OFFERED, TIMEOUT, peer.port(), changes);
  }

  private static PeerTrial trial(
      Handshake offered, Duration timeout, int port, HelloChange... changes) {
    PeerQuestion question =
        PeerQuestion.of(
            Peer.of("partner.example", port, "127.0.0.1"), offered, Arrays.asList(changes));
    return new SecondHandshakes(PeerRules.namedByUser(), timeout, Thread::new)
        .probe(question)
        .join();
  }

  private static HelloAnswer only(PeerTrial trial) {
    assertThat(trial.answers()).hasSize(1);
    return trial.answers().get(0);
  }

  @Test
  void serverOfTheJdkChoosesAmongWhatIsOffered() throws Exception {
    try (TestPeer peer =
        TestPeer.tls(TestPki.instance().serverContext(), hello -> Optional.empty())) {
      HelloChange[] changes = Arrays.copyOf(HelloChange.values(), HelloChange.PLAINTEXT.ordinal());
      PeerTrial trial = trial(peer, changes);

      assertThat(trial.answers()).extracting(HelloAnswer::change).containsExactly(changes);
      assertThat(trial.answer(HelloChange.NONE).get())
          .extracting(
              HelloAnswer::result,
              HelloAnswer::protocol,
              HelloAnswer::cipherSuite,
              HelloAnswer::namedGroup)
          .containsExactly(Result.AGREED, "TLSv1.3", "TLS_AES_128_GCM_SHA256", "secp256r1");
      assertThat(trial.answer(HelloChange.TLS_1_2).get())
          .extracting(HelloAnswer::result, HelloAnswer::protocol, HelloAnswer::cipherSuite)
          .containsExactly(Result.AGREED, "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
      assertThat(trial.answer(HelloChange.TLS_1_2).get().namedGroup()).isEqualTo("secp256r1");
      assertThat(trial.answer(HelloChange.TLS_1_2).get().certificates())
          .startsWith(TestPki.instance().leaf());
      assertThat(trial.answer(HelloChange.TLS_1_1).get().alert())
          .map(AlertSeen::name)
          .contains("protocol_version");
      for (HelloChange passing :
          List.of(
              HelloChange.TLS_1_3,
              HelloChange.TLS_1_2_AND_EVERYTHING,
              HelloChange.EVERY_CIPHER_SUITE,
              HelloChange.EVERY_GROUP,
              HelloChange.WITHOUT_NAME,
              HelloChange.EXPECTED_NAME,
              HelloChange.HTTP_PROTOCOLS,
              HelloChange.SMALL)) {
        assertThat(trial.passes(passing)).as(passing.name()).isTrue();
      }
    }
  }

  @Test
  void shareThatFitsIsTakenByTheServer() throws Exception {
    Handshake modern = OFFERED.toBuilder().namedGroups(List.of("x25519")).build();
    try (TestPeer peer =
        TestPeer.tls(TestPki.instance().serverContext(), hello -> Optional.empty())) {
      HelloAnswer answer = only(trial(modern, TIMEOUT, peer.port(), HelloChange.NONE));

      assertThat(answer.result()).isEqualTo(Result.AGREED);
      assertThat(answer.namedGroup()).isEqualTo("x25519");
    }
  }

  @Test
  void eachHelloDiffersInOneThing() throws Exception {
    List<ReadHello> hellos = new java.util.concurrent.CopyOnWriteArrayList<>();
    try (TestPeer peer =
        TestPeer.answering(
            hello -> {
              hellos.add(hello);
              return TestPeer.alert(40);
            })) {
      Handshake offered = OFFERED.toBuilder().applicationProtocols(List.of("h2")).build();
      for (HelloChange change :
          List.of(
              HelloChange.NONE,
              HelloChange.TLS_1_0,
              HelloChange.EVERY_GROUP,
              HelloChange.WITHOUT_NAME,
              HelloChange.WITHOUT_PROTOCOLS,
              HelloChange.SMALL)) {
        assertThat(only(trial(offered, TIMEOUT, peer.port(), change)).alert())
            .map(AlertSeen::name)
            .contains("handshake_failure");
      }
    }
    ReadHello same = hellos.get(0);
    assertThat(same.versions).containsExactly(0x0304, 0x0303);
    assertThat(same.cipherSuites).containsExactly(0x1301, 0xc02b, 0xc02f);
    assertThat(same.groups).containsExactly(23, 24);
    assertThat(same.serverName).contains("partner.example");
    assertThat(same.protocols).containsExactly("h2");
    assertThat(hellos.get(1).versions).containsExactly(0x0301);
    assertThat(hellos.get(1).cipherSuites).contains(0x000a, 0xc013).doesNotContain(0x1301);
    assertThat(hellos.get(2).groups).contains(25, 29);
    assertThat(hellos.get(2).cipherSuites).isEqualTo(same.cipherSuites);
    assertThat(hellos.get(3).serverName).isEmpty();
    assertThat(hellos.get(4).protocols).isEmpty();
    assertThat(hellos.get(5).record.length).isLessThan(256);
  }

  @Test
  void serverThatTakesWhatWasNotOfferedIsToldFromOneThatAgrees() throws Exception {
    try (TestPeer peer =
        TestPeer.answering(
            hello -> TestPeer.serverHello(0x0301, hello.versions.contains(0x0301) ? 0x2f : 0x35))) {
      PeerTrial trial = trial(peer, HelloChange.NONE, HelloChange.TLS_1_0);

      assertThat(trial.answer(HelloChange.NONE).get())
          .extracting(HelloAnswer::result, HelloAnswer::protocol, HelloAnswer::cipherSuite)
          .containsExactly(Result.NOT_OFFERED, "TLSv1", "TLS_RSA_WITH_AES_256_CBC_SHA");
      assertThat(trial.answer(HelloChange.TLS_1_0).get())
          .extracting(HelloAnswer::result, HelloAnswer::protocol, HelloAnswer::cipherSuite)
          .containsExactly(Result.AGREED, "TLSv1", "TLS_RSA_WITH_AES_128_CBC_SHA");
    }
  }

  @Test
  void howTheConnectionEndsIsKept() throws Exception {
    try (TestPeer closing = TestPeer.of(connection -> ReadHello.from(connection.getInputStream()));
        TestPeer resetting =
            TestPeer.of(
                connection -> {
                  ReadHello.from(connection.getInputStream());
                  connection.setSoLinger(true, 0);
                });
        TestPeer silent = TestPeer.of(connection -> connection.getInputStream().readAllBytes())) {
      Duration soon = Duration.ofMillis(300);
      assertThat(only(trial(closing, HelloChange.NONE)).result()).isEqualTo(Result.CLOSED);
      assertThat(only(trial(resetting, HelloChange.NONE)).result()).isEqualTo(Result.RESET);
      assertThat(only(trial(OFFERED, soon, silent.port(), HelloChange.NONE)).result())
          .isEqualTo(Result.SILENT);
    }
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = closed.getLocalPort();
      closed.close();
      assertThat(only(trial(OFFERED, TIMEOUT, port, HelloChange.NONE)).result())
          .isEqualTo(Result.NOT_CONNECTED);
    }
  }

  @Test
  void serverThatAnswersWithoutEndIsCutOff() throws Exception {
    try (TestPeer peer =
        TestPeer.of(
            connection -> {
              byte[] record = new byte[16_389];
              record[0] = 22;
              record[1] = 3;
              record[2] = 3;
              record[3] = 64;
              record[5] = 2;
              record[6] = (byte) 255;
              while (true) {
                connection.getOutputStream().write(record);
              }
            })) {
      assertThat(only(trial(peer, HelloChange.NONE)).result()).isEqualTo(Result.CLOSED);
    }
  }

  @Test
  void plaintextIsNamed() throws Exception {
    assertSpoken("220 mail.partner.example ESMTP\r\n", "SMTP (TLS begins after STARTTLS)");
    assertSpoken("220 ftp.partner.example FTP\r\n", "FTP (TLS begins after AUTH TLS)");
    assertSpoken("* OK IMAP4rev1 ready\r\n", "IMAP (TLS begins after STARTTLS)");
    assertSpoken("+OK POP3 ready\r\n", "POP3 (TLS begins after STLS)");
    assertSpoken("SSH-2.0-OpenSSH_9.6\r\n", "SSH");
    assertSpoken("J\0\0\0\n8.0.36\0", "MySQL (TLS begins within its own protocol)");
  }

  private static void assertSpoken(String greeting, String spoken) throws IOException {
    try (TestPeer peer =
        TestPeer.of(
            connection -> {
              connection.getOutputStream().write(greeting.getBytes(StandardCharsets.ISO_8859_1));
              connection.getInputStream().readAllBytes();
            })) {
      assertThat(only(trial(peer, HelloChange.PLAINTEXT)))
          .extracting(HelloAnswer::result, HelloAnswer::spoken)
          .containsExactly(Result.NOT_TLS, spoken);
    }
  }

  @Test
  void serverThatSpeaksSecondIsAsked() throws Exception {
    assertSpokenTo("GET /", "HTTP/1.1 400 Bad Request\r\n\r\n", "HTTP");
    assertSpokenTo("GET /", "-ERR unknown command\r\n", "Redis");
    assertSpokenTo("GET /", "\0\0\0\4\0\0\0\0\0", "HTTP/2 without TLS");
    assertSpokenTo("\0\0\0\10\4\u00d2", "S", "PostgreSQL (TLS begins within its own protocol)");
    assertSpokenTo("\0\0\0\10\4\u00d2", "N", "PostgreSQL (and it has no TLS switched on)");
    assertSpokenTo(
        "0\14\2\1\1`", "0\14\2\1\1a\7\n\1\0\4\0\4\0", "LDAP (TLS begins after StartTLS)");
  }

  /** A server that answers this request so, and closes at any other. */
  private static void assertSpokenTo(String request, String answer, String spoken)
      throws IOException {
    try (TestPeer peer =
        TestPeer.of(
            connection -> {
              byte[] start = connection.getInputStream().readNBytes(request.length());
              if (new String(start, StandardCharsets.ISO_8859_1).equals(request)) {
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                connection.shutdownOutput();
                connection.getInputStream().readAllBytes();
              }
            })) {
      assertThat(only(trial(peer, HelloChange.PLAINTEXT)))
          .extracting(HelloAnswer::result, HelloAnswer::spoken)
          .containsExactly(Result.NOT_TLS, spoken);
    }
  }

  @Test
  void whatAnswersAHelloInTheClearIsNamed() throws Exception {
    try (TestPeer peer =
        TestPeer.answering(
            hello -> "HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII))) {
      assertThat(only(trial(peer, HelloChange.NONE)))
          .extracting(HelloAnswer::result, HelloAnswer::spoken, HelloAnswer::detail)
          .containsExactly(Result.NOT_TLS, "HTTP", "HTTP/1.1 400 Bad Request");
    }
  }

  @Test
  void nothingIsSentWhereTheRulesForbidIt() throws Exception {
    try (TestPeer peer = TestPeer.of(connection -> connection.getInputStream().readAllBytes())) {
      PeerTrial forbidden = byTheRules(List.of(), "127.0.0.1", peer.port());
      PeerTrial named = byTheRules(List.of(), "localhost", peer.port());

      assertThat(forbidden.whyNone()).isEqualTo("an address of this machine itself");
      // A name in the place of the address is none, and the peer's own name leads nowhere here.
      assertThat(named.whyNone()).isEqualTo("its name leads to no address here");
      assertThat(peer.connections()).isZero();
    }
    try (TestPeer peer = TestPeer.answering(hello -> TestPeer.alert(70))) {
      PeerTrial allowed =
          byTheRules(AddressRange.parseList("127.0.0.0/8"), "127.0.0.1", peer.port());
      assertThat(only(allowed).result()).isEqualTo(Result.ALERT);
    }
  }

  private static PeerTrial byTheRules(List<AddressRange> allowed, String address, int port) {
    ProbeSettings settings = ProbeSettings.of(ProbeSettings.Scope.ALL, allowed, TIMEOUT);
    return new SecondHandshakes(PeerRules.of(settings), TIMEOUT, Thread::new)
        .probe(
            PeerQuestion.of(
                Peer.of("partner.example", port, address), OFFERED, List.of(HelloChange.NONE)))
        .join();
  }

  @Test
  void peerIsAskedOnceInAnInterval() throws Exception {
    try (TestPeer peer = TestPeer.answering(hello -> TestPeer.alert(70))) {
      long[] now = {0};
      SecondHandshakes prober =
          new SecondHandshakes(
              PeerRules.namedByUser(),
              TIMEOUT,
              Thread::new,
              new PeerPacing(() -> now[0], () -> 0.5));
      PeerQuestion question =
          PeerQuestion.of(
              Peer.of("partner.example", peer.port(), "127.0.0.1"),
              OFFERED,
              List.of(HelloChange.NONE));

      prober.probe(question).join();
      now[0] = Duration.ofSeconds(9).toNanos();
      assertThat(only(prober.probe(question).join()).result()).isEqualTo(Result.ALERT);
      assertThat(peer.connections()).isEqualTo(1);
      now[0] = Duration.ofSeconds(11).toNanos();
      prober.probe(question).join();
      now[0] = Duration.ofSeconds(29).toNanos();
      prober.probe(question).join();
      assertThat(peer.connections()).isEqualTo(2);
    }
  }
}
