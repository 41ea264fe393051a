package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.diagnosis.JdkUpdate;
import io.tlswhy.evidence.JvmFacts;
import java.util.List;
import java.util.Optional;

/**
 * The JVM's limited crypto policy allows no keys of 256 bits, so that no suite with them was
 * offered, and no agreement was found. The security property {@code crypto.policy} says so since
 * 8u151; before 8u161 limited was the default (JDK-8170157). The property was seen on 8, 11, 17 and
 * 25.
 */
final class LimitedPolicyRule implements Rule {
  private static final int UNLIMITED_SINCE = 161;

  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    List<String> offered = scene.handshake().cipherSuites();
    boolean strong =
        offered.stream().anyMatch(suite -> suite.contains("_256_") || suite.contains("CHACHA20"));
    if (!isLimited(scene.jvm()) || offered.isEmpty() || strong || !NoAgreement.in(scene)) {
      return Optional.empty();
    }
    return Verdict.likely(scene.failure(), Cause.JVM_CONFIG, JvmSentences.limitedPolicy(scene))
        .fix(JvmSentences.limitedPolicyFix())
        .fix(Fix.of(Fix.Kind.PROPERTY, "crypto.policy", "unlimited", true))
        .orElse(
            Cause.PROTOCOL_CIPHER,
            "The other side may also refuse for another reason what is left without them.",
            "the same call with crypto.policy=unlimited")
        .found();
  }

  /** Whether the policy is the limited one, as far as properties and release tell. */
  static boolean isLimited(JvmFacts jvm) {
    String policy = jvm.securityProperties().getOrDefault("crypto.policy", "");
    return policy.isEmpty()
        ? JdkUpdate.isBefore(jvm, 8, UNLIMITED_SINCE)
        : policy.equalsIgnoreCase("limited");
  }
}
