package io.tlswhy.diagnosis.path;

import com.google.auto.value.AutoValue;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.Validation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something at hand that cannot be from the future, and is: then this machine's clock is behind.
 *
 * <p>Nothing at hand can show in the same way that a clock is ahead; that takes others' clocks.
 */
@AutoValue
abstract class ClockWitness {
  private static final Duration TOLERANCE = Duration.ofMinutes(15);

  ClockWitness() {}

  /** The witness against the local clock, where it was the local clock that decided. */
  static Optional<ClockWitness> of(HandshakeFailure failure, Examination examination) {
    if (examination.validation().trust().date().isPresent()) {
      return Optional.empty();
    }
    Instant latest = examination.at().plus(TOLERANCE);
    Optional<Instant> accepted =
        failure.lastGood().map(LastGoodChain::when).filter(when -> when.isAfter(latest));
    if (accepted.isPresent()) {
      return Optional.of(
          new AutoValue_ClockWitness(
              "this JVM's own last good handshake with " + examination.peer(),
              accepted.get(),
              examination.at()));
    }
    return stapled(examination)
        .filter(when -> when.isAfter(latest))
        .map(
            when ->
                new AutoValue_ClockWitness(
                    "the OCSP response that " + examination.peer() + " stapled",
                    when,
                    examination.at()));
  }

  private static Optional<Instant> stapled(Examination examination) {
    Validation validation = examination.validation();
    if (validation.staples().isEmpty()) {
      return Optional.empty();
    }
    Der staple = validation.staples().get(0);
    return Staple.of(staple.toByteArray(), examination.path().leaf().getSerialNumber()).from();
  }

  /** What it is. */
  abstract String what();

  /** When it was made. */
  abstract Instant made();

  /** What the local clock says. */
  abstract Instant local();
}
