package io.tlswhy.diagnosis.handshake;

import io.tlswhy.evidence.JvmFacts;
import java.security.cert.X509Certificate;
import java.util.List;

/** What is said where this JVM itself is at fault: how it is set up, or what its release does. */
final class JvmSentences {
  /** Since then elliptic curves are in java.base (JDK-8308398). */
  private static final int CURVES_IN_BASE = 22;

  private JvmSentences() {}

  /** What is wrong with a list of cipher suites, and what it may hold. */
  static String[] unknownSuite() {
    return new String[] {
      "names a cipher suite that it does not know", "such as TLS_AES_256_GCM_SHA384"
    };
  }

  /** What is wrong with a list of named groups, and what it may hold. */
  static String[] noGroup() {
    return new String[] {
      "names no group that it knows and may use", "such as x25519, secp256r1 or secp384r1"
    };
  }

  /** What is wrong with a key size, and what it may be. */
  static String[] noKeySize() {
    return new String[] {
      "is no key size", "matched, legacy, or a multiple of 64 from 1024 to 8192"
    };
  }

  /** What is wrong with a list of versions, and what it may hold. */
  static String[] unknownVersions(List<String> names) {
    return new String[] {
      "names what is no version of TLS (" + Scene.cut(Scene.list(names)) + ")",
      "such as TLSv1.2 and TLSv1.3"
    };
  }

  static String settingRefused(JvmFacts jvm, String property, String value, String wrong) {
    return "Java "
        + jvm.version()
        + " cannot begin a TLS connection: -D"
        + property
        + "="
        + Scene.cut(value)
        + " "
        + wrong
        + ".";
  }

  static String settingRefusedFix(String property, String possible) {
    return "Take -D"
        + property
        + " out, or set it to what this release knows, "
        + possible
        + " (restart needed).";
  }

  static String contextFailed(String reason) {
    return "This JVM's default TLS context cannot be made (" + reason + ").";
  }

  static String contextFix() {
    return "Look at the javax.net.ssl.* properties and at java.security of this JVM, and compare them"
        + " with one that works.";
  }

  static String factoryMissing(String property, String value) {
    return "This JVM's default TLS context cannot be made: the security property "
        + property
        + " asks for "
        + Scene.cut(value)
        + ", which none of this JVM's security providers has.";
  }

  static String factoryMissingFix(String property, String value) {
    return "Set "
        + property
        + "="
        + value
        + " in java.security or in the file that -Djava.security.properties names, or take the"
        + " setting out there (restart needed).";
  }

  static String providerMissing(String property, String value) {
    return "This JVM's default TLS context cannot be made: -D"
        + property
        + " asks for the security provider "
        + Scene.cut(value)
        + ", which is not installed in this JVM.";
  }

  static String providerMissingFix(String property, String value) {
    return "Install the provider "
        + Scene.cut(value)
        + " (its jar for this JVM, and its entry security.provider.N in java.security), or take -D"
        + property
        + " out (restart needed).";
  }

  static String noEllipticCurves(Scene scene) {
    return "This JVM has no security provider for elliptic curves, so it could not offer "
        + scene.peer()
        + " any key exchange with them, and nothing else was accepted.";
  }

  static String limitedPolicy(Scene scene) {
    return "This JVM's crypto policy is limited (crypto.policy), so it could offer "
        + scene.peer()
        + " no cipher suite with keys of 256 bits, and nothing else was accepted.";
  }

  static String limitedPolicyFix() {
    return "Set crypto.policy=unlimited, which is the default, in java.security or in the file that"
        + " -Djava.security.properties names (restart needed).";
  }

  static String limitedStore(JvmFacts jvm, String property) {
    return "This JVM's default TLS context cannot be made: its crypto policy is limited"
        + " (crypto.policy), and "
        + store(jvm, property)
        + " is most likely protected with a key of 256 bits, as Java 16 and later write them (Java"
        + " itself says that the password was incorrect).";
  }

  static String lacksStoreAlgorithm(JvmFacts jvm, String property) {
    return "This JVM's default TLS context cannot be made: Java "
        + jvm.version()
        + ", as it is set up, lacks an algorithm with which "
        + store(jvm, property)
        + " is protected.";
  }

  static String unusableStoreFix(JvmFacts jvm, String property) {
    String instead =
        "write the store anew with a newer keytool and -J-Dkeystore.pkcs12.legacy, which older Java"
            + " reads";
    return LimitedPolicyRule.isLimited(jvm)
        ? "Set crypto.policy=unlimited in java.security (restart needed), or " + instead + "."
        : "Use Java 8u301, 11.0.12 or later with all its security providers, or "
            + instead
            + " (-D"
            + property
            + " then names it).";
  }

  private static String store(JvmFacts jvm, String property) {
    String file = jvm.systemProperties().getOrDefault(property, "");
    String kind = property.endsWith("trustStore") ? "its trust store" : "its key store";
    return file.isEmpty() ? kind : kind + " " + Scene.cut(file);
  }

  static String fipsStore(JvmFacts jvm) {
    return "This JVM's default TLS context cannot be made: Java "
        + jvm.version()
        + " runs in FIPS mode, where keys may come from the token's own store only, and "
        + (jvm.systemProperties().containsKey("javax.net.ssl.keyStore")
            ? store(jvm, "javax.net.ssl.keyStore") + " is another."
            : "none is set, for which the JDK takes an empty one of its own.");
  }

  static String fipsStoreFix() {
    return "Set -Djavax.net.ssl.keyStore=NONE -Djavax.net.ssl.keyStoreType=PKCS11 (restart needed), and"
        + " keep this JVM's own keys in the token.";
  }

  static String algorithmMissing(Scene scene, String reason) {
    return "This JVM lacks an algorithm that the handshake with "
        + scene.peer()
        + " needs ("
        + reason
        + ").";
  }

  static String algorithmMissingFix(JvmFacts jvm) {
    return jvm.feature() >= 9 && jvm.feature() < CURVES_IN_BASE
        ? "If this Java was made with jlink, add the module jdk.crypto.ec; if not, look which security"
            + " providers java.security lists."
        : "Look which security providers java.security lists, and what FIPS or a crypto policy takes"
            + " away.";
  }

  static String expiredKeyChosen(Scene scene, X509Certificate sent, X509Certificate better) {
    return "Java "
        + scene.jvm().version()
        + " sent "
        + scene.peer()
        + " our certificate "
        + Scene.cut(sent.getSubjectX500Principal().getName())
        + ", which expired at "
        + sent.getNotAfter().toInstant()
        + ", although its key store also holds one that is valid until "
        + better.getNotAfter().toInstant()
        + " (serial number "
        + better.getSerialNumber().toString(16)
        + "): the key manager SunX509 of this release does not look at dates (JDK-8359956, mended in"
        + " Java 26).";
  }

  static String expiredKeyChosenFix(Scene scene, X509Certificate sent) {
    return "Take the expired certificate (serial number "
        + sent.getSerialNumber().toString(16)
        + ") out of the "
        + (scene.isClient() ? "client's" : "server's")
        + " key store; or set the security property ssl.KeyManagerFactory.algorithm=PKIX, whose key"
        + " manager prefers certificates that are in date, or run on Java 26 (restart needed).";
  }
}
