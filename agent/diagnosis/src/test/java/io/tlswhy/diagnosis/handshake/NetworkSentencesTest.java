package io.tlswhy.diagnosis.handshake;

import static io.tlswhy.diagnosis.handshake.Scenes.JVM;
import static io.tlswhy.diagnosis.handshake.Scenes.client;
import static io.tlswhy.diagnosis.handshake.Scenes.failure;
import static io.tlswhy.diagnosis.handshake.Scenes.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of connections that did not come about, ended or fell silent, word for word. */
class NetworkSentencesTest {
  private static final Scene CLIENT = client(Handshake.builder());
  private static final Scene SERVER = server(Handshake.builder());
  private static final Scene ANSWERED = client(Handshake.builder().peerAnswered(true));

  private static Scene thrown(Throwable thrown, String address) {
    return new Scene(
        failure(Role.CLIENT, Peer.of("partner.test", 443, address)).exception(thrown).build(), JVM);
  }

  private static Scene waiting(String thread) {
    return new Scene(
        failure(Role.CLIENT, Peer.of("2001:db8::7", 443, "2001:db8::7"))
            .elapsed(Duration.ofMillis(3250))
            .thread(thread)
            .build(),
        JVM);
  }

  @Test
  void silence() {
    String accepted = "The server partner.test port 443 accepted the connection and then sent ";

    assertThat(NetworkSentences.timedOut(CLIENT, Duration.ofMillis(1500)))
        .isEqualTo(accepted + "no TLS message for 1.5 s.");
    assertThat(NetworkSentences.timedOut(ANSWERED, Duration.ZERO))
        .isEqualTo(accepted + "no further TLS message.");
    assertThat(NetworkSentences.stillSilent(waiting("worker-1")))
        .isEqualTo(
            "The server 2001:db8::7 port 443 accepted the connection and has sent no TLS message for"
                + " 3.3 s; the handshake waits for it (thread worker-1).");
    assertThat(NetworkSentences.stillSilent(ANSWERED))
        .isEqualTo(
            "The server partner.test port 443 accepted the connection and has sent no further TLS"
                + " message for 0.0 s; the handshake waits for it.");
    assertThat(NetworkSentences.ownCheckHangs(waiting("")))
        .isEqualTo(
            "The TLS handshake with 2001:db8::7 port 443 has spent 3.3 s in this side's own check of"
                + " the peer's certificate; no revocation look-up is under way.");
    assertThat(NetworkSentences.ownCheckHangsFix(CLIENT))
        .isEqualTo(
            "Look at what the application's trust manager waits for: a thread dump shows it.");
  }

  @Test
  void clientsThatHoldTheServer() {
    String timeOut =
        "Give each handshake of the server a time-out (Socket.setSoTimeout before it begins, or the"
            + " server's own setting), so that clients which say nothing cannot hold it";

    assertThat(NetworkSentences.clientsStallFix(SERVER)).isEqualTo(timeOut + ".");
    assertThat(NetworkSentences.clientsStallFix(server(Handshake.builder().peerAnswered(true))))
        .isEqualTo(
            timeOut
                + "; ask the clients' operators what they wait for once they have this side's"
                + " certificate: it may be their own revocation look-up for it.");
  }

  @Test
  void brokenOff() {
    assertThat(NetworkSentences.broken(CLIENT, true))
        .isEqualTo(
            "The server partner.test port 443 reset the connection before it sent any TLS message.");
    assertThat(NetworkSentences.broken(ANSWERED, false))
        .isEqualTo(
            "The server partner.test port 443 closed the connection in the middle of the handshake.");
  }

  @Test
  void notConnected() {
    assertThat(NetworkSentences.refused(thrown(new ConnectException(), "203.0.113.7")))
        .isEqualTo(
            "The connection to partner.test port 443 (203.0.113.7) was refused: nothing listens"
                + " there, or a firewall rejects it.");
    assertThat(NetworkSentences.refused(thrown(new NoRouteToHostException(), "")))
        .isEqualTo("There is no route from this host to partner.test port 443.");
    assertThat(NetworkSentences.noAnswer(CLIENT))
        .isEqualTo(
            "The connection to partner.test port 443 did not come about in time: nothing answers the"
                + " connection request.");
    assertThat(NetworkSentences.nameUnresolved(CLIENT))
        .isEqualTo("The name partner.test does not resolve on this host.");
    assertThat(NetworkSentences.resolveFix(CLIENT))
        .isEqualTo(
            "Correct the name, or have partner.test made resolvable for this host (its DNS server,"
                + " /etc/hosts). A JVM remembers a name that does not resolve for"
                + " networkaddress.cache.negative.ttl, 10 s by default.");
  }

  @Test
  void tunnels() {
    JvmFacts proxied =
        JvmFacts.of(
            17,
            "17.0.15",
            "Test",
            "host",
            1,
            Map.of("https.proxyHost", "proxy.corp"),
            Map.of(),
            Map.of());

    assertThat(NetworkSentences.tunnelRefused(CLIENT))
        .isEqualTo("The proxy did not open the connection to partner.test port 443.");
    assertThat(NetworkSentences.tunnelRefused(new Scene(CLIENT.failure(), proxied)))
        .isEqualTo(
            "The proxy proxy.corp:443 (https.proxyHost) did not open the connection to partner.test"
                + " port 443.");
    assertThat(NetworkSentences.tunnelRefusedFix(CLIENT))
        .isEqualTo(
            "Have the proxy's operator allow CONNECT to partner.test port 443; if it wants"
                + " authentication, give this JVM credentials for a scheme other than Basic, which"
                + " Java does not use for tunnels by default; or, if the host is reached directly,"
                + " name it in -Dhttp.nonProxyHosts (restart needed).");
  }

  @Test
  void connections() {
    assertThat(NetworkSentences.timedOutFix(CLIENT))
        .isEqualTo(
            "Find out whether partner.test port 443 is overloaded or a firewall drops what follows the"
                + " connect; if it is only slow, let the application wait longer.");
    assertThat(NetworkSentences.brokenFix(CLIENT))
        .isEqualTo(
            "Look in the log of partner.test port 443, of its load balancer and of firewalls between"
                + " for the same second.");
    assertThat(NetworkSentences.clientHungUp(SERVER))
        .isEqualTo("The client 198.51.100.9 broke the connection off during the handshake.");
    assertThat(NetworkSentences.reachFix(CLIENT))
        .isEqualTo(
            "Check that a service listens there, and that TCP from this host to partner.test port 443"
                + " is allowed.");
  }
}
