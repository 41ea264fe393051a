package io.tlswhy.diagnosis.path;

import java.util.Optional;

/** Whether this JVM checks trust anchors as it checks other CA certificates. */
final class AnchorChecks {
  private AnchorChecks() {}

  /**
   * Whether it does: not where {@code jdk.security.allowNonCaAnchor} says so, and not where the
   * peer's own certificate is what is trusted.
   */
  static boolean apply(Examination examination) {
    String allowed = examination.jvm().systemProperties().get("jdk.security.allowNonCaAnchor");
    boolean off = allowed != null && (allowed.isEmpty() || "true".equalsIgnoreCase(allowed));
    return !off && !examination.anchorCertificate().equals(Optional.of(examination.path().leaf()));
  }
}
