package io.tlswhy.weave.lookup;

/** The date until which an OCSP response holds, found without reading the rest of it. */
public final class DatesTarget {
  private DatesTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    ResponseDates.nextUpdate(input);
  }
}
