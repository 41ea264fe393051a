package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.RevocationSettings;
import java.util.Optional;

/**
 * The largest CRL that this JVM takes, where its release has such a limit. The JDK treats a larger
 * one as none at all and throws nothing.
 */
final class CrlLimit {
  static final String PROPERTY = "com.sun.security.crl.maxSize";

  private CrlLimit() {}

  /** The limit, if an answer of so many octets is above it. */
  static Optional<Long> exceededBy(long octets, Pointer pointer, RevocationSettings settings) {
    return settings
        .crlMostOctets()
        .filter(most -> pointer.kind() == LookupKind.CRL && octets > most);
  }
}
