package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;

/** What ended a handshake, from the evidence at hand. */
public final class HandshakeDiagnosis {
  private final JvmFacts jvm;

  /** A diagnosis for failures in that JVM. */
  public HandshakeDiagnosis(JvmFacts jvm) {
    this.jvm = jvm;
  }

  /** The diagnosis; {@link Cause#UNKNOWN} when the evidence does not decide. */
  public Diagnosis of(HandshakeFailure failure) {
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
}
