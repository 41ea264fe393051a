package io.tlswhy.diagnosis.revocation;

/** The names of RFC 5280 section 5.3.1 for why a certificate was revoked. */
final class RevocationReason {
  private static final String[] NAMES = {
    "unspecified",
    "keyCompromise",
    "cACompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
    "certificateHold",
    "unspecified",
    "removeFromCRL",
    "privilegeWithdrawn",
    "aACompromise"
  };

  private RevocationReason() {}

  /** The name of a code; codes that the standard does not know are {@code unspecified}. */
  static String name(int code) {
    return code >= 0 && code < NAMES.length ? NAMES[code] : NAMES[0];
  }
}
