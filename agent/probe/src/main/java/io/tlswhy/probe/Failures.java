package io.tlswhy.probe;

import io.tlswhy.diagnosis.SystemTimeout;
import io.tlswhy.evidence.Stage;
import io.tlswhy.probe.net.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * Reads what an exception of the network means for a stage, by its class and never by its text but
 * for what {@link SystemTimeout} says.
 */
final class Failures {
  private Failures() {}

  /** Why no connection came about within that time. */
  static Stage.Result ofConnect(Throwable error, Duration took) {
    if (error instanceof InterruptedIOException
        || (error instanceof ConnectException
            && SystemTimeout.isIn((ConnectException) error, took))) {
      return Stage.Result.TIMEOUT;
    }
    // Everything else the operating system refuses at once: no route, no such family, a firewall
    // of this machine.
    return error instanceof ConnectException ? Stage.Result.REFUSED : Stage.Result.UNREACHABLE;
  }

  /** Why an exchange over an open connection ended early. */
  static Stage.Result ofExchange(Exception error, Deadline deadline) {
    if (error instanceof InterruptedIOException
        || (error instanceof ClosedChannelException && deadline.passed())
        || deadline.passed()) {
      return Stage.Result.TIMEOUT;
    }
    if (error instanceof NoHttpResponseException
        || error instanceof ConnectionClosedException
        || error instanceof EOFException) {
      return Stage.Result.EOF;
    }
    if (error instanceof MessageConstraintException) {
      return Stage.Result.TOO_LARGE;
    }
    if (error instanceof HttpException) {
      return Stage.Result.NOT_THE_RESPONDER;
    }
    return error instanceof IOException ? Stage.Result.RESET : Stage.Result.NOT_THE_RESPONDER;
  }
}
