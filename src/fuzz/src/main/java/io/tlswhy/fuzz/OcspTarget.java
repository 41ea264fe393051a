package io.tlswhy.fuzz;

import io.tlswhy.evidence.LookupKind;

/** An OCSP responder's answer, behind the two certificates that it is about. */
public final class OcspTarget {
  private OcspTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    Answers.feed(LookupKind.OCSP, input);
  }
}
