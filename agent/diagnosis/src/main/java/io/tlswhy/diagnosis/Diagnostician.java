package io.tlswhy.diagnosis;

import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Decides the cause of a failure: at once from what is at hand, and again with what probes brought.
 */
public final class Diagnostician {
  private final JvmFacts jvm;

  /** A diagnostician for failures in that JVM. */
  public Diagnostician(JvmFacts jvm) {
    this.jvm = jvm;
  }

  /**
   * The first diagnosis, on the failing thread: JDK classes only, no I/O.
   *
   * @param timeLeft asked between steps; when it says no, the best so far is returned
   */
  public Diagnosis atOnce(HandshakeFailure failure, BooleanSupplier timeLeft) {
    return Diagnosis.builder(
            Cause.UNKNOWN,
            Confidence.POSSIBLE,
            "The TLS handshake with "
                + failure.peer().name()
                + " failed on Java "
                + jvm.feature()
                + ".")
        .build();
  }

  /** The endpoints whose trial would decide or confirm; empty if none would. */
  public List<EndpointQuestion> questions(HandshakeFailure failure) {
    return Collections.emptyList();
  }

  /** The diagnosis with what trying the endpoints showed; runs on an agent's thread. */
  public Diagnosis withTrials(HandshakeFailure failure, List<EndpointTrial> trials) {
    return atOnce(failure, () -> true);
  }
}
