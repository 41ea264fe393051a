package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.SystemTimeout;
import io.tlswhy.evidence.HandshakeFailure;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;

/** The connection did not come about, ended or fell silent. */
final class NetworkRule implements Rule {
  private static final String HTTP = "sun.net.www.protocol.http.HttpURLConnection";

  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    Optional<Diagnosis> unconnected = unconnected(scene);
    return unconnected.isPresent() ? unconnected : connected(scene);
  }

  /** The connection did not come about, which its own exception proves. */
  private static Optional<Diagnosis> unconnected(Scene scene) {
    HandshakeFailure failure = scene.failure();
    Origin origin = scene.origin();
    if (origin.has(UnknownHostException.class)) {
      return Verdict.proved(failure, Cause.NETWORK_DNS, NetworkSentences.nameUnresolved(scene))
          .fix(NetworkSentences.resolveFix(scene))
          .found();
    }
    if (origin.passedThrough(HTTP, "doTunneling") || origin.passedThrough(HTTP, "doTunneling0")) {
      return Verdict.proved(failure, Cause.NETWORK_PROXY, NetworkSentences.tunnelRefused(scene))
          .fix(NetworkSentences.tunnelRefusedFix(scene))
          .found();
    }
    if (origin.has(ConnectException.class)) {
      boolean measured = SystemTimeout.isIn(said(scene), failure.elapsed());
      if (measured || SystemTimeout.isSaid(said(scene))) {
        String summary = NetworkSentences.noAnswer(scene);
        return (measured
                ? Verdict.proved(failure, Cause.NETWORK_TIMEOUT, summary)
                : Verdict.likely(failure, Cause.NETWORK_TIMEOUT, summary))
            .fix(NetworkSentences.reachFix(scene))
            .found();
      }
    }
    if (origin.has(ConnectException.class) || origin.has(NoRouteToHostException.class)) {
      return Verdict.proved(failure, Cause.NETWORK_REFUSED, NetworkSentences.refused(scene))
          .fix(NetworkSentences.reachFix(scene))
          .found();
    }
    return origin.has(SocketTimeoutException.class)
            && origin.passedThrough("java.net.Socket", "connect")
        ? Verdict.proved(failure, Cause.NETWORK_TIMEOUT, NetworkSentences.noAnswer(scene))
            .fix(NetworkSentences.reachFix(scene))
            .found()
        : Optional.<Diagnosis>empty();
  }

  /** The system's word for the error, as it was first seen. */
  private static String said(Scene scene) {
    String seen = scene.failure().diagnostic();
    return seen.isEmpty() ? scene.origin().reason().orElse("") : seen;
  }

  private static Optional<Diagnosis> connected(Scene scene) {
    HandshakeFailure failure = scene.failure();
    Origin origin = scene.origin();
    boolean silent =
        failure.point() == HandshakeFailure.Point.TIMEOUT
            || failure.point() == HandshakeFailure.Point.SLOW
            || origin.has(SocketTimeoutException.class);
    if (silent) {
      return Verdict.likely(
              failure, Cause.NETWORK_TIMEOUT, NetworkSentences.timedOut(scene, failure.elapsed()))
          .fix(NetworkSentences.timedOutFix(scene))
          .found();
    }
    if (origin.has(SocketException.class)) {
      return broken(scene, Cause.NETWORK_RESET, true);
    }
    return failure.point() == HandshakeFailure.Point.CLOSED || origin.has(EOFException.class)
        ? broken(scene, Cause.NETWORK_EOF, false)
        : Optional.empty();
  }

  private static Optional<Diagnosis> broken(Scene scene, Cause cause, boolean reset) {
    if (!scene.isClient()) {
      return Verdict.likely(scene.failure(), cause, NetworkSentences.clientHungUp(scene)).found();
    }
    if (scene.handshake().certificateRequested()) {
      return afterCertificateRequest(scene, cause);
    }
    Verdict verdict =
        Verdict.likely(scene.failure(), cause, NetworkSentences.broken(scene, reset))
            .fix(NetworkSentences.brokenFix(scene));
    if (!scene.handshake().peerAnswered()) {
      verdict
          .orElse(
              Cause.NETWORK_MIDDLEBOX,
              "A device in between may break off what it does not like in the ClientHello.",
              "a handshake without a server name, with fewer extensions, with TLS 1.2 only")
          .orElse(
              Cause.PROTOCOL_VERSION,
              "Some servers hang up instead of sending an alert.",
              "a handshake with each version alone");
    }
    return verdict.found();
  }

  /** The server asked for a certificate and then hung up: its alert can be lost on the way. */
  private static Optional<Diagnosis> afterCertificateRequest(Scene scene, Cause cause) {
    boolean sent = !scene.handshake().localCertificates().isEmpty();
    Verdict verdict =
        sent
            ? Verdict.possible(
                scene.failure(),
                cause,
                NetworkSentences.broken(scene, cause == Cause.NETWORK_RESET))
            : Verdict.likely(
                scene.failure(),
                Cause.CLIENT_AUTH_MISSING,
                AuthSentences.clientCertificateMissing(scene));
    return verdict
        .fix(
            sent
                ? NetworkSentences.brokenFix(scene)
                : AuthSentences.clientCertificateMissingFix(scene))
        .orElse(
            sent ? Cause.CLIENT_AUTH_REJECTED : cause,
            "The server hung up after it had asked for a client certificate; its alert may be lost.",
            "the server's log")
        .found();
  }
}
