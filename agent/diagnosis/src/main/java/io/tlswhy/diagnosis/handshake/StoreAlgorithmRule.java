package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.JdkUpdate;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import java.io.IOException;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.UnrecoverableKeyException;
import java.util.Optional;
import javax.crypto.Cipher;

/**
 * The trust or key store that a property names is in order, but this JVM cannot use it: it lacks an
 * algorithm that protects the store, its crypto policy forbids such keys, or it runs in FIPS mode.
 * What the JDK says then is often that the password was incorrect.
 */
final class StoreAlgorithmRule implements Rule {
  private static final String HOLDER = "sun.security.ssl.SSLContextImpl$DefaultManagersHolder";
  private static final String PKCS12 = "sun.security.pkcs12.PKCS12KeyStore";

  /** What protects new stores since 16 (JDK-8153005). */
  private static final String OF_NEW_STORES = "PBEWithHmacSHA256AndAES_256";

  /** SunJSSE has no FIPS mode since then (JDK-8217835). */
  private static final int NO_FIPS_MODE = 13;

  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    if (scene.failure().point() != HandshakeFailure.Point.DEFAULT_CONTEXT) {
      return Optional.empty();
    }
    Origin origin = scene.origin();
    if (isFips(scene)) {
      return Verdict.proved(scene.failure(), Cause.JVM_CONFIG, JvmSentences.fipsStore(scene.jvm()))
          .fix(JvmSentences.fipsStoreFix())
          .found();
    }
    if (!origin.passedThrough(PKCS12, "engineLoad")) {
      return Optional.empty();
    }
    if (origin.has(NoSuchAlgorithmException.class)
        || (origin.has(IOException.class) && readsNoNewStores(scene.jvm()))) {
      return unusable(scene, JvmSentences.lacksStoreAlgorithm(scene.jvm(), property(origin)));
    }
    if (!origin.has(UnrecoverableKeyException.class)) {
      return Optional.empty();
    }
    if (LimitedPolicyRule.isLimited(scene.jvm())) {
      return unusable(scene, JvmSentences.limitedStore(scene.jvm(), property(origin)));
    }
    return isThere(OF_NEW_STORES)
        ? Optional.empty()
        : unusable(scene, JvmSentences.lacksStoreAlgorithm(scene.jvm(), property(origin)));
  }

  private static Optional<Diagnosis> unusable(Scene scene, String summary) {
    boolean trust = scene.origin().passedThrough(HOLDER, "getTrustManagers");
    return Verdict.likely(scene.failure(), Cause.JVM_CONFIG, summary)
        .fix(JvmSentences.unusableStoreFix(scene.jvm(), property(scene.origin())))
        .orElse(
            trust ? Cause.TRUSTSTORE_UNREADABLE : Cause.CLIENT_AUTH_KEY,
            "The password may be wrong as well: Java says the same of both.",
            "keytool -list of the store, with a Java that has all algorithms")
        .found();
  }

  private static String property(Origin origin) {
    return origin.passedThrough(HOLDER, "getTrustManagers")
        ? "javax.net.ssl.trustStore"
        : "javax.net.ssl.keyStore";
  }

  /**
   * Only in FIPS mode does the factory itself refuse a key store, before anything is read from it.
   * Seen on 8 with NSS.
   */
  private static boolean isFips(Scene scene) {
    return scene.jvm().feature() < NO_FIPS_MODE
        && scene.origin().innermost().filter(KeyStoreException.class::isInstance).isPresent()
        && scene.origin().isFoundBy("KeyManagerFactoryImpl");
  }

  /** Stores as 16 and later write them are read since 8u301 and 11.0.12 (JDK-8076190). */
  private static boolean readsNoNewStores(JvmFacts jvm) {
    return JdkUpdate.isBefore(jvm, 8, 301) || JdkUpdate.isBefore(jvm, 11, 12);
  }

  /** Whether this JVM has that algorithm; the JDK keeps which one it missed in a text only. */
  private static boolean isThere(String algorithm) {
    try {
      Cipher.getInstance(algorithm);
      return true;
    } catch (java.security.GeneralSecurityException missing) {
      return false;
    }
  }
}
