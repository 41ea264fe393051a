package io.tlswhy.diagnosis;

import io.tlswhy.diagnosis.path.CertificationPath;
import io.tlswhy.diagnosis.path.PathDiagnosis;
import io.tlswhy.diagnosis.revocation.RevocationDiagnosis;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.Validation;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What will fail at the next handshake, found out from a chain that was accepted. */
public final class Foresight {
  private final RevocationDiagnosis revocation;

  /** For handshakes of that JVM. */
  public Foresight(JvmFacts jvm) {
    this.revocation = new RevocationDiagnosis(jvm);
  }

  /**
   * What of an accepted handshake has to be kept for watching it: its path and the one anchor.
   *
   * @return empty where nothing is looked up, and where no anchor vouches for what is named
   */
  public Optional<HandshakeFailure> toWatch(HandshakeFailure accepted) {
    Optional<CertificationPath> path = path(accepted).filter(CertificationPath::anchored);
    if (!path.isPresent() || revocation.questions(accepted, path.get()).isEmpty()) {
      return Optional.empty();
    }
    for (X509Certificate certificate : path.get().certificates()) {
      // A certificate class of the application's would keep the application from being unloaded.
      if (certificate.getClass().getClassLoader() != null) {
        return Optional.empty();
      }
    }
    Validation validation = accepted.validation().get();
    TrustAnchor anchor = path.get().anchor().get();
    TrustSettings trust =
        TrustSettings.builder(validation.trust().algorithm(), validation.trust().managerClass())
            .anchors(Collections.singletonList(anchor))
            .anchorsKnown(true)
            .build();
    return Optional.of(
        accepted.toBuilder()
            .handshake(Handshake.builder().build())
            .thread("")
            .validation(
                Validation.builder(path.get().certificates(), trust)
                    .revocation(validation.revocation())
                    .build())
            .build());
  }

  /** The endpoints that the next handshake needs. */
  public List<EndpointQuestion> questions(HandshakeFailure watched) {
    return path(watched)
        .map(path -> revocation.questions(watched, path))
        .orElseGet(Collections::emptyList);
  }

  /** What will keep the next handshake from passing; empty if nothing will. */
  public Optional<Diagnosis> diagnosis(HandshakeFailure watched, List<EndpointTrial> trials) {
    return path(watched).flatMap(path -> revocation.foreseen(watched, path, trials));
  }

  /** Until when what the trials brought is valid: the earliest of all. */
  public Optional<Instant> validUntil(HandshakeFailure watched, List<EndpointTrial> trials) {
    return path(watched).flatMap(path -> revocation.validUntil(watched, path, trials));
  }

  private static Optional<CertificationPath> path(HandshakeFailure handshake) {
    return handshake
        .validation()
        .flatMap(validation -> PathDiagnosis.decisivePath(validation, handshake.at(), () -> true));
  }
}
