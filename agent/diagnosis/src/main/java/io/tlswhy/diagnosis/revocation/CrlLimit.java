package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.LookupKind;

/** The largest CRL that the JDK takes: updates since 2025 take 20 MiB unless a property is set. */
final class CrlLimit {
  static final String PROPERTY = "com.sun.security.crl.maxSize";
  private static final long DEFAULT = 20L << 20;

  private final long octets;

  CrlLimit(JvmFacts jvm) {
    String set =
        jvm.systemProperties()
            .getOrDefault(PROPERTY, jvm.securityProperties().getOrDefault(PROPERTY, ""));
    long limit = DEFAULT;
    try {
      limit = set.isEmpty() ? DEFAULT : Long.parseLong(set.trim());
    } catch (NumberFormatException e) {
      // The JDK takes its default, too.
      limit = DEFAULT;
    }
    this.octets = limit;
  }

  long octets() {
    return octets;
  }

  /**
   * Whether the size explains what the JVM met: an answer came and was not taken, and what comes is
   * larger. An update without the limit takes it, and has not met anything.
   */
  boolean explains(Pointer pointer, Obstacle met, long size) {
    return pointer.kind() == LookupKind.CRL
        && size > octets
        && (met.cause() == Cause.REVOCATION_RESPONDER_ERROR
            || met.cause() == Cause.REVOCATION_INTERCEPTED);
  }
}
