package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.LastGoodChain;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells by comparison with the peer's last good handshake that its certificate was most likely made
 * on the way.
 *
 * <p>What inspects TLS keeps the peer's name, has another issuer and another key, and names no
 * place to ask for revocation. A peer that moves to another CA shows the first two as well, but
 * mostly does so when its certificate is due for renewal.
 */
final class ReSigned {
  /** Authorities and their tools renew when a third of the time is left, of 90 days or more. */
  private static final Duration DUE = Duration.ofDays(30);

  private ReSigned() {}

  /** The last good chain, if the new certificate is most likely not the peer's own. */
  static Optional<LastGoodChain> since(HandshakeFailure failure, X509Certificate leaf, Instant at) {
    return failure
        .lastGood()
        .filter(before -> !before.issuer().equals(leaf.getIssuerX500Principal().getName()))
        .filter(before -> hasOtherKey(before, leaf))
        .filter(before -> before.notAfter().isAfter(at.plus(DUE)))
        .filter(before -> !before.pointers().isEmpty() && namesNoRevocation(leaf));
  }

  private static boolean hasOtherKey(LastGoodChain before, X509Certificate leaf) {
    byte[] encoded = leaf.getPublicKey().getEncoded();
    return before.key() != 0 && encoded != null && Arrays.hashCode(encoded) != before.key();
  }

  private static boolean namesNoRevocation(X509Certificate leaf) {
    return Extensions.crlUrls(leaf).isEmpty() && Extensions.ocspUrls(leaf).isEmpty();
  }
}
