package io.tlswhy.fuzz;

import io.tlswhy.evidence.LookupKind;

/** What a caIssuers pointer leads to, behind the certificate that has the pointer. */
public final class IssuerTarget {
  private IssuerTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    Answers.feed(LookupKind.CA_ISSUERS, input);
  }
}
