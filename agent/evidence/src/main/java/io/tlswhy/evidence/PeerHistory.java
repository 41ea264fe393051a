package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.time.Instant;
import java.util.List;

/**
 * How often full handshakes with one peer failed and passed since it first failed.
 *
 * <p>Resumed sessions are not counted: no certificate is sent or checked in them.
 */
@AutoValue
public abstract class PeerHistory {
  PeerHistory() {}

  /**
   * A history.
   *
   * @param since when counting began: with a failure, after an hour or more without any
   * @param backends at most eight, in the order in which they were first seen
   */
  public static PeerHistory of(Instant since, List<Backend> backends) {
    return new AutoValue_PeerHistory(since, Copies.list(backends));
  }

  /** When counting began. */
  public abstract Instant since();

  /** Who answered for the peer since. */
  public abstract List<Backend> backends();

  /** How many handshakes failed since. */
  public final long failed() {
    long sum = 0;
    for (Backend backend : backends()) {
      sum += backend.failed();
    }
    return sum;
  }

  /** How many passed since. */
  public final long passed() {
    long sum = 0;
    for (Backend backend : backends()) {
      sum += backend.passed();
    }
    return sum;
  }
}
