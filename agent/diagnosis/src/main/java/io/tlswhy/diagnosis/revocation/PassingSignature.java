package io.tlswhy.diagnosis.revocation;

import java.io.IOException;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Verifies under a few keys what passes, without keeping it, with the JDK's own providers. */
final class PassingSignature implements DerStream.Tap {
  /**
   * The arcs of RSA, DSA and ECDSA, which sign a digest. EdDSA and ML-DSA go over the message
   * itself, and the JDK's implementations keep all of it.
   */
  private static final String[] OF_DIGESTS = {
    "1.2.840.113549.1.1.", "1.2.840.10040.4.", "1.2.840.10045.4."
  };

  private final Map<PublicKey, ContentVerifier> verifiers = new LinkedHashMap<>();
  private final String unverified;

  /** A verifier of that algorithm under each key that fits it. */
  PassingSignature(AlgorithmIdentifier algorithm, Set<PublicKey> keys) {
    String id = algorithm.getAlgorithm().getId();
    boolean ofDigest = false;
    for (String arc : OF_DIGESTS) {
      ofDigest |= id.startsWith(arc);
    }
    unverified =
        ofDigest
            ? ""
            : "its signature (" + id + ") cannot be verified without keeping the whole list";
    if (ofDigest) {
      for (PublicKey key : keys) {
        add(algorithm, key);
      }
    }
  }

  private void add(AlgorithmIdentifier algorithm, PublicKey key) {
    try {
      verifiers.put(key, new JcaContentVerifierProviderBuilder().build(key).get(algorithm));
    } catch (OperatorCreationException | RuntimeException e) {
      // A key of another algorithm, or parameters that no provider takes: it has not signed this.
      return;
    }
  }

  /** Why no key is tried, as a clause; empty if they are. */
  String unverified() {
    return unverified;
  }

  @Override
  public void take(byte[] octets, int offset, int length) throws IOException {
    for (ContentVerifier verifier : verifiers.values()) {
      verifier.getOutputStream().write(octets, offset, length);
    }
  }

  /** The key that made that signature of what has passed; to be asked once. */
  Optional<PublicKey> verifiedWith(byte[] signature) {
    for (Map.Entry<PublicKey, ContentVerifier> each : verifiers.entrySet()) {
      try {
        if (each.getValue().verify(signature)) {
          return Optional.of(each.getKey());
        }
      } catch (RuntimeOperatorException malformed) {
        // Not even a signature of that algorithm.
        continue;
      }
    }
    return Optional.empty();
  }
}
