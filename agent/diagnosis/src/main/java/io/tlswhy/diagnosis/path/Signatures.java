package io.tlswhy.diagnosis.path;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Verifies certificates' signatures, each pair of certificate and key once, and not more than a
 * bounded number: a peer may send many certificates of one name.
 */
final class Signatures {
  private static final int MOST = 128;

  private final Map<X509Certificate, Map<PublicKey, Boolean>> known = new IdentityHashMap<>();
  private int verified;

  /** Whether the key verifies the certificate's signature; no once the bound is reached. */
  boolean verify(X509Certificate certificate, PublicKey key) {
    Map<PublicKey, Boolean> byKey =
        known.computeIfAbsent(certificate, ignored -> new IdentityHashMap<>());
    Boolean before = byKey.get(key);
    if (before != null) {
      return before;
    }
    boolean result = verified++ < MOST && verifies(certificate, key);
    byKey.put(key, result);
    return result;
  }

  private static boolean verifies(X509Certificate certificate, PublicKey key) {
    try {
      certificate.verify(key);
      return true;
    } catch (GeneralSecurityException | RuntimeException wrong) {
      return false;
    }
  }
}
