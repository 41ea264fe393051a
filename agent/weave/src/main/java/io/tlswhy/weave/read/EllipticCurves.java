package io.tlswhy.weave.read;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Whether this JVM has a security provider for elliptic curves. */
final class EllipticCurves {
  private EllipticCurves() {}

  /**
   * Looks only where a handshake has no suite that would need them, since JSSE leaves those out
   * where no provider has them. No suites at all tell nothing.
   */
  static boolean available(List<String> suites) {
    if (suites.isEmpty()) {
      return true;
    }
    for (String suite : suites) {
      if (suite.contains("_ECDHE_")) {
        return true;
      }
    }
    try {
      KeyFactory.getInstance("EC");
      return true;
    } catch (NoSuchAlgorithmException e) {
      return false;
    }
  }
}
