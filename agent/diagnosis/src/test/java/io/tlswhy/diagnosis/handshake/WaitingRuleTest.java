package io.tlswhy.diagnosis.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Stall;
import io.tlswhy.evidence.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitingRuleTest {

  @Test
  void peerThatIsSilentIsNamedWithTheThreadThatWaits() {
    Diagnosis diagnosis = diagnosis(Waiting.PEER, "orders-http-3");

    assertThat(diagnosis.cause()).isEqualTo(Cause.NETWORK_TIMEOUT);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The server partner.test port 443 accepted the connection and has sent no TLS message"
                + " for 2.3 s; the handshake waits for it (thread orders-http-3).");
  }

  @Test
  void engineHasNoThreadThatWaits() {
    assertThat(diagnosis(Waiting.PEER, "").summary())
        .isEqualTo(
            "The server partner.test port 443 accepted the connection and has sent no TLS message"
                + " for 2.3 s; the handshake waits for it.");
  }

  @Test
  void ownCheckThatHangsIsNotBlamedOnThePeer() {
    Diagnosis diagnosis = diagnosis(Waiting.TASK, "main");

    assertThat(diagnosis.cause()).isEqualTo(Cause.UNKNOWN);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The TLS handshake with partner.test port 443 has spent 2.3 s in this side's own check"
                + " of the peer's certificate (thread main); no revocation look-up is under way.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Look at what the application's trust manager waits for: a thread dump shows it.");
  }

  @Test
  void serversOwnPartThatHangsIsTold() {
    Diagnosis diagnosis =
        diagnosis(
            waiting(Role.SERVER, Waiting.TASK, "https-7").peer(Peer.of("", 50123, "192.0.2.9")));

    assertThat(diagnosis.cause()).isEqualTo(Cause.UNKNOWN);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The TLS handshake with the client 192.0.2.9 has spent 2.3 s in this side's own part of it"
                + " (thread https-7); no revocation look-up is under way.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Look at what the application's key or trust manager waits for: a thread dump shows it.");
  }

  @Test
  void clientsThatSendNothingAreOneMatterOfThePort() {
    Diagnosis diagnosis =
        diagnosis(
            waiting(Role.SERVER, Waiting.PEER, "https-7").stall(Stall.of(3, 8443, "192.0.2.9")));

    assertThat(diagnosis.cause()).isEqualTo(Cause.NETWORK_TIMEOUT);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.subject()).isEqualTo("port 8443");
    assertThat(diagnosis.summary())
        .isEqualTo(
            "3 TLS handshakes at port 8443 wait for their clients at the same time: each has connected"
                + " and sent no complete ClientHello, one of them for 2.3 s; each holds a thread of"
                + " this server, such as https-7.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Give each handshake of the server a time-out (Socket.setSoTimeout before it begins, or the"
                + " server's own setting), so that clients which say nothing cannot hold it.");
  }

  @Test
  void clientsThatStopInTheMiddleMayBeLookingUpThisSidesCertificate() {
    Diagnosis diagnosis =
        diagnosis(
            waiting(Role.SERVER, Waiting.PEER, "")
                .handshake(Handshake.builder().peerAnswered(true).build())
                .stall(Stall.of(5, -1, "")));

    assertThat(diagnosis.summary())
        .isEqualTo(
            "5 TLS handshakes wait for their clients at the same time: each began one and has sent"
                + " nothing since, one of them for 2.3 s.");
    assertThat(diagnosis.fix())
        .endsWith(
            "; ask the clients' operators what they wait for once they have this side's certificate:"
                + " it may be their own revocation look-up for it.");
  }

  private static Diagnosis diagnosis(Waiting waiting, String thread) {
    return diagnosis(waiting(Role.CLIENT, waiting, thread).peer(Peer.of("partner.test", 443, "")));
  }

  private static HandshakeFailure.Builder waiting(Role role, Waiting waiting, String thread) {
    return HandshakeFailure.builder(
            HandshakeFailure.Point.SLOW, role, Instant.parse("2026-11-20T12:00:00Z"))
        .waiting(waiting)
        .thread(thread)
        .elapsed(Duration.ofMillis(2300));
  }

  private static Diagnosis diagnosis(HandshakeFailure.Builder failure) {
    return new HandshakeDiagnosis(
            JvmFacts.of(17, "17.0.15", "Test", "host", 1, Map.of(), Map.of(), Map.of()))
        .of(failure.build());
  }
}
