package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.time.Instant;
import java.util.Optional;

/**
 * One of the servers that answer for a peer, as far as they can be told apart: by their address,
 * and by what they send.
 */
@AutoValue
public abstract class Backend {
  Backend() {}

  /**
   * A backend and what came of the full handshakes with it.
   *
   * @param address its address as text, empty if not known (an engine has none)
   * @param serialNumber of the certificate that it sends, in hexadecimal; empty if it sent none
   * @param certificates how many certificates it sends, 0 if it sent none
   */
  public static Backend of(
      String address,
      String serialNumber,
      int certificates,
      long failed,
      long passed,
      Optional<Instant> lastPassed) {
    return new AutoValue_Backend(address, serialNumber, certificates, failed, passed, lastPassed);
  }

  /** Its address; empty if not known. */
  public abstract String address();

  /** The serial number of its certificate in hexadecimal; empty if none was seen. */
  public abstract String serialNumber();

  /** How many certificates it sends, 0 if none were seen. */
  public abstract int certificates();

  /** How many handshakes with it failed. */
  public abstract long failed();

  /** How many passed. */
  public abstract long passed();

  /** When the last one passed. */
  public abstract Optional<Instant> lastPassed();
}
