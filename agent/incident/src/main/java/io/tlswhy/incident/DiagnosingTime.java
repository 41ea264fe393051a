package io.tlswhy.incident;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Makes the first diagnoses, on failing threads, and keeps the time that they take in bounds. */
final class DiagnosingTime {
  /** How long a diagnosis on the failing thread may take. */
  private static final long DEADLINE_NANOS = 10_000_000L;

  /** The same for the first one, which loads and initialises its classes. */
  private static final long FIRST_DEADLINE_NANOS = 1_000_000_000L;

  /** The same for the next ones, whose byte code is not compiled yet. */
  private static final long COLD_DEADLINE_NANOS = 500_000_000L;

  private static final int COLD_DIAGNOSES = 50;

  /**
   * A failing handshake costs about as much processor time as its diagnosis. A twentieth of one
   * core stays below a tenth of any storm that keeps half a core busy; half a second of it is
   * enough for the first hundred different failures at once.
   */
  private static final double NANOS_AT_ONCE = 500e6;

  private static final double NANOS_PER_SECOND = 50e6;

  private final Diagnosing diagnosing;
  private final LongSupplier nanoTime;
  private final TokenBucket left;
  private final AtomicInteger diagnosed = new AtomicInteger();

  DiagnosingTime(Diagnosing diagnosing, LongSupplier nanoTime) {
    this.diagnosing = diagnosing;
    this.nanoTime = nanoTime;
    this.left = new TokenBucket(nanoTime, NANOS_AT_ONCE, NANOS_PER_SECOND);
  }

  /** Whether there is time for one more. */
  boolean permits() {
    return left.permits();
  }

  /** The first diagnosis, cut off when it takes too long. */
  Diagnosis atOnce(HandshakeFailure failure) {
    int before = diagnosed.getAndIncrement();
    long start = nanoTime.getAsLong();
    long deadline = start + deadlineAfter(before);
    BooleanSupplier timeLeft = () -> nanoTime.getAsLong() - deadline < 0;
    try {
      return diagnosing.atOnce(failure, timeLeft);
    } finally {
      // Loading and interpreting classes happens once and is no part of a storm.
      long spent = nanoTime.getAsLong() - start;
      left.spend(before == 0 ? 0 : Math.min(spent, DEADLINE_NANOS));
    }
  }

  private static long deadlineAfter(int diagnoses) {
    if (diagnoses == 0) {
      return FIRST_DEADLINE_NANOS;
    }
    return diagnoses < COLD_DIAGNOSES ? COLD_DEADLINE_NANOS : DEADLINE_NANOS;
  }
}
