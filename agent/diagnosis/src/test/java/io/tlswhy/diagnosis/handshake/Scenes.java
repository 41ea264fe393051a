package io.tlswhy.diagnosis.handshake;

import static io.tlswhy.diagnosis.testpki.Authority.NOW;

import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import java.util.List;
import java.util.Map;

/** Failed handshakes to say sentences about. */
final class Scenes {
  static final JvmFacts JVM = jvm(25, "25.0.3");

  private Scenes() {}

  static JvmFacts jvm(int feature, String version) {
    return JvmFacts.of(feature, version, "Test", "host", 1, Map.of(), Map.of(), Map.of());
  }

  /** This JVM calls {@code partner.test} at its port 443. */
  static Scene client(Handshake.Builder handshake) {
    return client("partner.test", handshake);
  }

  /** This JVM calls that host at its port 443. */
  static Scene client(String host, Handshake.Builder handshake) {
    return new Scene(
        failure(Role.CLIENT, Peer.of(host, 443, "")).handshake(handshake.build()).build(), JVM);
  }

  /** 198.51.100.9 calls this JVM. */
  static Scene server(Handshake.Builder handshake) {
    return new Scene(
        failure(Role.SERVER, Peer.of("", 40000, "198.51.100.9"))
            .handshake(handshake.build())
            .build(),
        JVM);
  }

  /** A handshake that this side gave up. */
  static HandshakeFailure.Builder failure(Role role, Peer peer) {
    return HandshakeFailure.builder(Point.LOCAL, role, NOW).peer(peer);
  }

  /** A TLS 1.3 offer for {@code partner.test}. */
  static Handshake.Builder offer() {
    return Handshake.builder()
        .protocols(List.of("TLSv1.3", "TLSv1.2"))
        .serverNames(List.of("partner.test"));
  }

  static AlertSeen alert(int code, String name) {
    return AlertSeen.of(AlertSeen.Direction.RECEIVED, code, name);
  }
}
