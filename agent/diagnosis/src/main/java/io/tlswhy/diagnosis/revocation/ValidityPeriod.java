package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Holds an answer's dates against a time, with the tolerance that the JDK allows. */
final class ValidityPeriod {
  /** The JDK's: {@code com.sun.security.ocsp.clockSkew} by default, fixed for CRLs. */
  private static final Duration TOLERANCE = Duration.ofMinutes(15);

  private ValidityPeriod() {}

  /** Why the answer does not hold at that time; empty if it does. */
  static Optional<ContentVerdict> objection(
      Instant thisUpdate, Optional<Instant> nextUpdate, Instant at) {
    String clause;
    boolean fromTheFuture = at.plus(TOLERANCE).isBefore(thisUpdate);
    if (fromTheFuture) {
      clause =
          "it is dated "
              + Times.at(thisUpdate)
              + ", "
              + Times.span(Duration.between(at, thisUpdate))
              + " ahead of this machine's clock";
    } else if (nextUpdate.isPresent() && at.minus(TOLERANCE).isAfter(nextUpdate.get())) {
      clause =
          "it ran out at "
              + Times.at(nextUpdate.get())
              + ", "
              + Times.span(Duration.between(nextUpdate.get(), at))
              + " ago by this machine's clock";
    } else {
      return Optional.empty();
    }
    return Optional.of(
        ContentVerdict.builder(Stage.Result.STALE, clause)
            .thisUpdate(Optional.of(thisUpdate))
            .nextUpdate(nextUpdate)
            .fromTheFuture(fromTheFuture)
            .build());
  }
}
