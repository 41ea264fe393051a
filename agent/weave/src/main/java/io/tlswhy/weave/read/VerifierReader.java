package io.tlswhy.weave.read;

import io.tlswhy.evidence.Carrier;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.TrustSettings.Algorithm;
import io.tlswhy.evidence.Validation;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** Reads what a custom {@code HostnameVerifier} rejected. */
public final class VerifierReader {
  private VerifierReader() {}

  /** The rejection by the verifier of that {@code HttpsClient}; empty if it has no session. */
  public static Optional<HandshakeFailure.Builder> read(Object client, Throwable thrown) {
    Mirror mirror = Mirror.of(client);
    SSLSession session = mirror.field("session").as(SSLSession.class).orElse(null);
    List<X509Certificate> chain =
        HandshakeReader.certificates(mirror.field("session").field("peerCerts"));
    if (session == null || chain.isEmpty()) {
      return Optional.empty();
    }
    Peer peer = Connection.sessionPeer(session);
    Validation validation =
        Validation.builder(
                chain,
                TrustSettings.builder(Algorithm.CUSTOM, mirror.field("hv").className()).build())
            .identificationAlgorithm("HTTPS")
            .expectedName(peer.host())
            .serverNames(
                HandshakeReader.hostNames(
                    mirror.field("session").field("requestedServerNames").elements()))
            .rejection(thrown)
            .build();
    return Optional.of(
        HandshakeFailure.builder(Point.HOSTNAME_VERIFIER, Role.CLIENT, Instant.now())
            .carrier(Carrier.SOCKET)
            .peer(peer)
            .handshake(
                Handshake.builder()
                    .provider("SunJSSE")
                    .protocol(session.getProtocol())
                    .cipherSuite(session.getCipherSuite())
                    .negotiated(true)
                    .peerAnswered(true)
                    .build())
            .validation(validation)
            .thread(Thread.currentThread().getName()));
  }
}
