package io.tlswhy.weave.capture;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.weave.read.Connection;
import org.jspecify.annotations.Nullable;

/** A failure whose evidence is read and whose exception is still on its way. */
final class PendingFailure {
  private final Connection connection;
  private final HandshakeFailure.Builder evidence;
  private @Nullable Throwable thrown;

  PendingFailure(Connection connection, HandshakeFailure.Builder evidence) {
    this.connection = connection;
    this.evidence = evidence;
  }

  boolean isOf(@Nullable Object context) {
    return connection.context() == context;
  }

  Connection connection() {
    return connection;
  }

  HandshakeFailure.Builder evidence() {
    return evidence;
  }

  /** What {@code fatal} threw; outer code of JSSE may yet throw another. */
  @Nullable Throwable thrown() {
    return thrown;
  }

  void thrown(Throwable exception) {
    thrown = exception;
  }
}
