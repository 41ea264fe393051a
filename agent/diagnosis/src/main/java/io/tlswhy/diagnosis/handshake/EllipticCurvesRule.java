package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.EllipticCurvesFix;
import java.util.Optional;

/**
 * This JVM cannot use elliptic curves at all, and no agreement was found: an image of Java 9 to 21
 * made without the module {@code jdk.crypto.ec} (part of {@code java.base} since 22, JDK-8308398),
 * or SunEC taken out of the list of providers. Seen on 8, 11, 17, 21 and 25.
 */
final class EllipticCurvesRule implements Rule {
  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    if (scene.handshake().ellipticCurves() || !NoAgreement.in(scene)) {
      return Optional.empty();
    }
    return Verdict.likely(scene.failure(), Cause.JVM_CONFIG, JvmSentences.noEllipticCurves(scene))
        .fix(EllipticCurvesFix.of(scene.jvm()))
        .orElse(
            Cause.PROTOCOL_CIPHER,
            "The other side may also refuse for another reason what is left without them.",
            "the same call from a JVM that has elliptic curves")
        .found();
  }
}
