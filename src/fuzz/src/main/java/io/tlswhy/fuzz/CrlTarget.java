package io.tlswhy.fuzz;

import io.tlswhy.evidence.LookupKind;

/** A CRL as fetched, behind the two certificates that it is about. */
public final class CrlTarget {
  private CrlTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    Answers.feed(LookupKind.CRL, input);
  }
}
