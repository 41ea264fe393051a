package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Validation;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Decides what is wrong with a peer's chain, with what is trusted here, or with the name asked for,
 * and proves it by validating the same path again without that.
 */
public final class PathDiagnosis {
  private PathDiagnosis() {}

  /**
   * The cause among the chain, truststore, cert, name and clock families, or in revocation as far
   * as data at hand decides; empty if the path is not at fault.
   */
  public static Optional<Diagnosis> of(
      HandshakeFailure failure, JvmFacts jvm, BooleanSupplier timeLeft) {
    return Optional.empty();
  }

  /** The path by which a validation stands or falls; empty if no certificate came. */
  public static Optional<CertificationPath> decisivePath(
      Validation validation, Instant at, BooleanSupplier timeLeft) {
    CertificationPath best = null;
    for (CertificationPath path : new PathFinder(validation, new Signatures(), timeLeft).paths()) {
      if (best == null || (path.anchored() && !best.anchored())) {
        best = path;
      }
    }
    return Optional.ofNullable(best);
  }
}
