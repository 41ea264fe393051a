package io.tlswhy.cli.check;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.Carrier;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Validation;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** Makes a handshake with a host, the way that this JVM would go, and has a failure diagnosed. */
final class HostCheck {
  private final Trust trust;
  private final Judge judge;
  private final Ways ways;
  private final Duration timeout;

  HostCheck(Trust trust, Judge judge, Ways ways, Duration timeout) {
    this.trust = trust;
    this.judge = judge;
    this.ways = ways;
    this.timeout = timeout;
  }

  /** Checks a host. */
  CheckResult check(Target target) throws CheckException {
    RecordingTrustManager recording = new RecordingTrustManager(trust.manager());
    RecordingKeyManager keys = RecordingKeyManager.ofProperties();
    Attempt attempt = new Attempt(target, recording, keys, ways.proxyFor(target.uri()), timeout);
    Instant started = Instant.now();
    try (SSLSocket socket = attempt.connect()) {
      attempt.handshake(socket);
      String accepted =
          String.format(
              "This JVM accepts %s (%s, %s, %s).%s",
              target,
              attempt.way(),
              socket.getSession().getProtocol(),
              socket.getSession().getCipherSuite(),
              keys.asked() && keys.sent().isEmpty()
                  ? " It asks for a client certificate, but goes on without."
                  : "");
      Validation validation = validation(target, recording).build();
      return judge.passed(target.toString(), accepted, validation, started);
    } catch (IOException | RuntimeException thrown) {
      return judged(target, attempt, failure(target, attempt, recording, thrown, started), thrown);
    } catch (GeneralSecurityException e) {
      throw CheckException.failed("the SSLContext could not be made: " + e);
    }
  }

  private CheckResult judged(
      Target target, Attempt attempt, HandshakeFailure failure, Exception thrown) {
    if (attempt.failedInProxy()) {
      return judge.decided(target.toString(), failure, proxyRefused(target, attempt, thrown));
    }
    return judge.failed(target.toString(), failure);
  }

  private HandshakeFailure failure(
      Target target,
      Attempt attempt,
      RecordingTrustManager recording,
      Exception thrown,
      Instant started) {
    Optional<AlertSeen> alert = ReceivedAlert.in(thrown);
    HandshakeFailure.Builder failure =
        HandshakeFailure.builder(
                alert.isPresent()
                    ? HandshakeFailure.Point.ALERT_RECEIVED
                    : HandshakeFailure.Point.LOCAL,
                Role.CLIENT,
                started)
            .carrier(Carrier.SOCKET)
            .peer(Peer.of(target.host(), target.port(), attempt.addressText()))
            .exception(thrown)
            .elapsed(Duration.between(started, Instant.now()))
            .handshake(attempt.handshake());
    if (alert.isPresent()) {
      failure.alert(alert.get());
    }
    if (!recording.chain().isEmpty()) {
      Validation.Builder validation = validation(target, recording);
      if (recording.rejection().isPresent()) {
        validation.rejection(recording.rejection().get());
      }
      failure.validation(validation.build());
    }
    return failure.build();
  }

  private static Diagnosis proxyRefused(Target target, Attempt attempt, Exception thrown) {
    boolean dead =
        thrown instanceof ConnectException
            || thrown instanceof NoRouteToHostException
            || thrown instanceof SocketTimeoutException
            || thrown instanceof UnknownHostException;
    String proxy = "The proxy " + attempt.proxyText();
    return Diagnosis.builder(
            Cause.NETWORK_PROXY,
            Confidence.PROVED,
            proxy
                + (dead ? " cannot be reached on the way to " : " did not open the connection to ")
                + target
                + " ("
                + thrown.getMessage()
                + ").")
        .fix(
            dead
                ? "Correct the proxy that is used for "
                    + target
                    + " (--proxy, -Dhttps.proxyHost and -Dhttps.proxyPort), or have it started."
                : "Have the proxy allow CONNECT to "
                    + target
                    + ", give it the authentication that it asks for, or name the host in"
                    + " http.nonProxyHosts if it is reached directly.")
        .subject(target.toString())
        .build();
  }

  private Validation.Builder validation(Target target, RecordingTrustManager recording) {
    return Validation.builder(recording.chain(), trust.settings())
        .authType(recording.authType())
        .revocation(trust.revocation())
        .expectedName(target.host())
        .serverNames(target.serverNames())
        .identificationAlgorithm("HTTPS");
  }
}
