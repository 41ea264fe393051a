package io.tlswhy.weave.capture;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.weave.lookup.SlowWatch;
import io.tlswhy.weave.read.Connection;
import io.tlswhy.weave.read.ValidationReader;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has the listener told of each chain that is accepted for the first time, the first 64 of a JVM,
 * where the {@code watch} option asks for it.
 */
final class AcceptedOnce {
  private static final int MOST = 64;

  private final Reporter reporter;
  private final SlowWatch watch;
  private final AtomicInteger left;

  AcceptedOnce(boolean on, Reporter reporter, SlowWatch watch) {
    this.reporter = reporter;
    this.watch = watch;
    this.left = new AtomicInteger(on ? MOST : 0);
  }

  void accepted(Object handshake, X509Certificate[] chain) {
    if (left.get() <= 0 || left.decrementAndGet() < 0) {
      return;
    }
    Connection connection = Connection.ofHandshake(handshake).orElse(null);
    if (connection == null) {
      return;
    }
    HandshakeFailure evidence =
        reporter
            .begin(Point.WATCHED, connection, null)
            .validation(ValidationReader.inHandshake(connection, chain, null).build())
            .build();
    watch.after(
        0,
        new Runnable() {
          @Override
          public void run() {
            reporter.accepted(evidence);
          }
        });
  }
}
