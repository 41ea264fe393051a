package io.tlswhy.diagnosis;

import io.tlswhy.evidence.JvmFacts;

/** How a JVM gets back the elliptic curves that it lacks. */
public final class EllipticCurvesFix {
  private static final int MODULES = 9;

  /** Since then elliptic curves are in {@code java.base} (JDK-8308398). */
  private static final int IN_BASE = 22;

  private EllipticCurvesFix() {}

  /** The sentence for that JVM. */
  public static String of(JvmFacts jvm) {
    String provider =
        "put SunEC back among the providers (security.provider.N) in java.security or in the file"
            + " that -Djava.security.properties names (restart needed).";
    return jvm.feature() >= MODULES && jvm.feature() < IN_BASE
        ? "If this Java was made with jlink, make it anew with --add-modules jdk.crypto.ec; if not, "
            + provider
        : "In this JVM, " + provider;
  }
}
