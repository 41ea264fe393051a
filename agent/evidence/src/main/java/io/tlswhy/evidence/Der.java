package io.tlswhy.evidence;

import java.util.Arrays;
import java.util.Objects;

/** DER octets that cannot be changed: a certificate that did not parse, a staple, a response. */
public final class Der {
  private final byte[] octets;

  private Der(byte[] octets) {
    this.octets = octets;
  }

  /** Copies the octets. */
  public static Der of(byte[] octets) {
    return new Der(Objects.requireNonNull(octets, "octets").clone());
  }

  /** A copy of the octets. */
  public byte[] toByteArray() {
    return octets.clone();
  }

  /** How many octets there are. */
  public int length() {
    return octets.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Der && Arrays.equals(octets, ((Der) other).octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return "Der(" + octets.length + " octets)";
  }
}
