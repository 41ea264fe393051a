package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.AlertSeen;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The peer's alert is about the certificate that this side sent, or should have sent. */
final class OwnCertificateAlertRule implements Rule {
  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    if (!scene.received().isPresent()) {
      return Optional.empty();
    }
    AlertSeen alert = scene.received().get();
    // Once a TLS 1.3 client is through, all that a server can still refuse is its certificate.
    boolean asked =
        !scene.isClient()
            || scene.handshake().certificateRequested()
            || scene.handshake().negotiated();
    boolean about =
        Alerts.isAboutCertificate(alert.code())
            || (alert.code() == Alerts.HANDSHAKE_FAILURE && scene.isClient() && asked);
    if (!about || !asked) {
      return Optional.empty();
    }
    if (!scene.handshake().localCertificates().isEmpty()) {
      return rejected(scene, alert);
    }
    return scene.isClient() && !presumesCertificate(alert)
        ? missing(scene, alert)
        : rejectedUnseen(scene, alert);
  }

  /** Whether the alert speaks of a certificate that the peer got. */
  private static boolean presumesCertificate(AlertSeen alert) {
    switch (alert.code()) {
      case Alerts.CERTIFICATE_EXPIRED:
      case Alerts.CERTIFICATE_REVOKED:
      case Alerts.CERTIFICATE_UNKNOWN:
      case Alerts.UNSUPPORTED_CERTIFICATE:
      case Alerts.UNKNOWN_CA:
        return true;
      default:
        return false;
    }
  }

  private static Optional<Diagnosis> rejectedUnseen(Scene scene, AlertSeen alert) {
    return Verdict.likely(
            scene.failure(),
            scene.isClient() ? Cause.CLIENT_AUTH_REJECTED : Cause.SERVER_AUTH_REJECTED,
            AuthSentences.unseenCertificateRejected(scene, alert))
        .fix(HandshakeSentences.peerGaveUpFix(scene))
        .evidence(alertLine(alert))
        .found();
  }

  private static Optional<Diagnosis> missing(Scene scene, AlertSeen alert) {
    String sentence = AuthSentences.clientCertificateMissing(scene);
    boolean conclusive = alert.code() == Alerts.CERTIFICATE_REQUIRED;
    Verdict verdict =
        conclusive
            ? Verdict.proved(scene.failure(), Cause.CLIENT_AUTH_MISSING, sentence)
            : Verdict.likely(scene.failure(), Cause.CLIENT_AUTH_MISSING, sentence);
    return verdict
        .fix(AuthSentences.clientCertificateMissingFix(scene))
        .evidence(alertLine(alert))
        .found();
  }

  private static Optional<Diagnosis> rejected(Scene scene, AlertSeen alert) {
    OwnCertificate own =
        new OwnCertificate(scene.handshake(), scene.failure().role(), scene.failure().at());
    List<String> faults = own.faults();
    Cause cause = scene.isClient() ? Cause.CLIENT_AUTH_REJECTED : Cause.SERVER_AUTH_REJECTED;
    String sentence = AuthSentences.ownCertificateRejected(scene, alert, faults);
    Verdict verdict =
        (own.shows(alert)
                ? Verdict.proved(scene.failure(), cause, sentence)
                : Verdict.likely(scene.failure(), cause, sentence))
            .evidence(alertLine(alert));
    if (own.isAlone() && faults.size() == 1) {
      return verdict.fix(AuthSentences.aloneFix(scene)).found();
    }
    verdict.fix(AuthSentences.ownCertificateRejectedFix(scene, faults));
    // Where our certificate shows no fault there is nothing that this side could replace.
    return faults.isEmpty() ? verdict.found() : verdict.fix(replacement(scene)).found();
  }

  private static Fix replacement(Scene scene) {
    return Fix.of(
        Fix.Kind.OTHER,
        "replace",
        scene.handshake().localCertificates().get(0).getSubjectX500Principal().getName(),
        true);
  }

  private static List<String> alertLine(AlertSeen alert) {
    return Collections.singletonList(
        "The peer sent the alert " + alert.name() + " (" + alert.code() + ").");
  }
}
