package io.tlswhy.diagnosis.path;

import java.security.PublicKey;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.crypto.interfaces.DHKey;

/** The names under which algorithm constraints know a key or a signature, and a key's size. */
final class AlgorithmNames {
  private AlgorithmNames() {}

  /** Names of a signature algorithm and of its parts, in capitals. */
  static Set<String> ofSignature(String algorithm) {
    Set<String> names = new HashSet<>();
    String name = algorithm.toUpperCase(Locale.ROOT).replace("SHA-", "SHA");
    names.add(name);
    for (String part : name.split("WITH|IN|/", -1)) {
      names.add(part);
    }
    if (names.contains("ECDSA")) {
      names.add("EC");
    }
    return names;
  }

  /** Names of a key's algorithm and curve, in capitals. */
  static Set<String> ofKey(PublicKey key) {
    Set<String> names = new HashSet<>();
    names.add(key.getAlgorithm().toUpperCase(Locale.ROOT));
    if (key instanceof ECKey && ((ECKey) key).getParams() != null) {
      for (String part : ((ECKey) key).getParams().toString().split("[\\s\\[\\],()]+", -1)) {
        names.add(part.toUpperCase(Locale.ROOT));
      }
    }
    return names;
  }

  /** A key's size in bits. */
  static Optional<Integer> sizeOf(PublicKey key) {
    if (key instanceof RSAKey) {
      return Optional.of(((RSAKey) key).getModulus().bitLength());
    }
    if (key instanceof ECKey && ((ECKey) key).getParams() != null) {
      return Optional.of(((ECKey) key).getParams().getOrder().bitLength());
    }
    if (key instanceof DSAKey && ((DSAKey) key).getParams() != null) {
      return Optional.of(((DSAKey) key).getParams().getP().bitLength());
    }
    if (key instanceof DHKey) {
      return Optional.of(((DHKey) key).getParams().getP().bitLength());
    }
    return Optional.empty();
  }
}
