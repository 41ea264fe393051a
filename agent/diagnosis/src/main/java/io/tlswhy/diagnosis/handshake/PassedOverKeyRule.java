package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.Handshake;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The peer refused an expired certificate of ours, and the key store holds one in its place that is
 * valid: the JDK's default key manager, {@code SunX509}, sends the first that fits the key type and
 * the issuers, and does not look at dates (JDK-8359956, mended in 26).
 */
final class PassedOverKeyRule implements Rule {
  private static final int MENDED = 26;

  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    List<X509Certificate> sent = scene.handshake().localCertificates();
    boolean refused =
        scene.received().filter(alert -> Alerts.isAboutCertificate(alert.code())).isPresent();
    if (!refused || sent.isEmpty() || scene.jvm().feature() >= MENDED) {
      return Optional.empty();
    }
    Date at = Date.from(scene.failure().at());
    X509Certificate expired = sent.get(0);
    if (!at.after(expired.getNotAfter())) {
      return Optional.empty();
    }
    return successor(scene.handshake(), expired, at)
        .flatMap(better -> diagnosis(scene, expired, better));
  }

  /** What was as fit to be sent: the same issuer, key type and use, and in date. */
  private static Optional<X509Certificate> successor(
      Handshake handshake, X509Certificate expired, Date at) {
    for (X509Certificate other : handshake.otherOwnCertificates()) {
      if (!at.after(other.getNotAfter())
          && !at.before(other.getNotBefore())
          && other.getIssuerX500Principal().equals(expired.getIssuerX500Principal())
          && other.getSubjectX500Principal().equals(expired.getSubjectX500Principal())
          && other.getPublicKey().getAlgorithm().equals(expired.getPublicKey().getAlgorithm())
          && sameUse(other, expired)) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  private static boolean sameUse(X509Certificate other, X509Certificate expired) {
    try {
      return Objects.equals(other.getExtendedKeyUsage(), expired.getExtendedKeyUsage())
          && Arrays.equals(other.getKeyUsage(), expired.getKeyUsage());
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private static Optional<Diagnosis> diagnosis(
      Scene scene, X509Certificate expired, X509Certificate better) {
    return Verdict.likely(
            scene.failure(), Cause.JVM_BUG, JvmSentences.expiredKeyChosen(scene, expired, better))
        .fix(JvmSentences.expiredKeyChosenFix(scene, expired))
        .fix(Fix.of(Fix.Kind.PROPERTY, "ssl.KeyManagerFactory.algorithm", "PKIX", true))
        .contributing(scene.isClient() ? Cause.CLIENT_AUTH_REJECTED : Cause.SERVER_AUTH_REJECTED)
        .found();
  }
}
