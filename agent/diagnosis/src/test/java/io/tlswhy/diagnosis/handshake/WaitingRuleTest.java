package io.tlswhy.diagnosis.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
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

  private static Diagnosis diagnosis(Waiting waiting, String thread) {
    return new HandshakeDiagnosis(
            JvmFacts.of(17, "17.0.15", "Test", "host", 1, Map.of(), Map.of(), Map.of()))
        .of(
            HandshakeFailure.builder(
                    HandshakeFailure.Point.SLOW, Role.CLIENT, Instant.parse("2026-11-20T12:00:00Z"))
                .peer(Peer.of("partner.test", 443, ""))
                .waiting(waiting)
                .thread(thread)
                .elapsed(Duration.ofMillis(2300))
                .build());
  }
}
