package io.tlswhy.incident;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Validation;
import io.tlswhy.evidence.Waiting;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.util.Optional;

/**
 * Which failures are nobody's incident.
 *
 * <p>A TLS port on the internet is scanned, probed by health checks and spoken to in plain text all
 * day. A server is told only what its own side rejects and what its own configuration breaks.
 */
final class Noise {
  private Noise() {}

  /** Whether the application closed or cancelled the connection itself. */
  static boolean closedByApplication(HandshakeFailure failure) {
    Optional<Throwable> thrown = failure.exception();
    if (!thrown.isPresent()) {
      return false;
    }
    Throwable exception = thrown.get();
    return exception instanceof AsynchronousCloseException
        || (exception instanceof InterruptedIOException
            && !(exception instanceof SocketTimeoutException));
  }

  /** Whether it is no more than a server on a network sees all day. */
  static boolean onServer(HandshakeFailure failure, Diagnosis diagnosis) {
    if (failure.role() != Role.SERVER || isOurRejection(failure) || isOurHang(failure)) {
      return false;
    }
    switch (diagnosis.cause().family()) {
      case "network":
      case "protocol":
      case "unknown":
      case "peer":
        return true;
      case "server-auth":
        // A client that refuses our certificate concerns the server's operator only where there is
        // something to change on this side.
        return diagnosis.fixes().isEmpty();
      default:
        return false;
    }
  }

  /** A handshake that this side keeps waiting, or several that all wait for their clients. */
  private static boolean isOurHang(HandshakeFailure failure) {
    return failure.stall().isPresent()
        || failure.waiting().filter(Waiting.TASK::equals).isPresent();
  }

  // Whatever its cause is called: a diagnosis that ran out of time has none yet.
  private static boolean isOurRejection(HandshakeFailure failure) {
    return failure.validation().flatMap(Validation::rejection).isPresent();
  }
}
