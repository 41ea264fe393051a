package io.tlswhy.incident;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an exception says when the time for diagnosing is spent: what is known of a failure that
 * looks the same, else of one with the same issuer, else only under which incident it is counted.
 */
final class Overload {
  private static final String IDENTITY = "overload";

  private final OpenIncidents incidents;
  private final Life life;
  private final Function<IncidentEvent, String> exceptionText;

  Overload(OpenIncidents incidents, Life life, Function<IncidentEvent, String> exceptionText) {
    this.incidents = incidents;
    this.life = life;
    this.exceptionText = exceptionText;
  }

  String text(HandshakeFailure failure, long failureKey) {
    Optional<Incident> same = incidents.recognise(failureKey);
    if (same.isPresent()) {
      life.count(same.get(), failure, same.get().diagnosis());
      return text(same.get(), failure, same.get().diagnosis());
    }
    Optional<Incident> sameIssuer = incidents.sameIssuer(failure);
    return sameIssuer.isPresent() ? likened(sameIssuer.get(), failure) : counted(failure);
  }

  private String likened(Incident other, HandshakeFailure failure) {
    Diagnosis known = other.diagnosis();
    return shown(
        other,
        failure,
        known.toBuilder()
            .confidence(Confidence.POSSIBLE)
            .summary(
                "Too many handshakes fail at once to look into this one; with another peer whose"
                    + " certificate has the same issuer: "
                    + known.summary())
            .build());
  }

  private String counted(HandshakeFailure failure) {
    Diagnosis overload =
        Diagnosis.builder(
                Cause.UNKNOWN,
                Confidence.POSSIBLE,
                "Too many handshakes fail at once to look into each of them.")
            .build();
    Incident incident = incidents.findOrOpen(IDENTITY, failure, overload);
    life.countOnly(incident, failure, overload);
    return text(incident, failure, overload);
  }

  private String text(Incident incident, HandshakeFailure failure, Diagnosis diagnosis) {
    return incident.textForException().orElseGet(() -> shown(incident, failure, diagnosis));
  }

  private String shown(Incident incident, HandshakeFailure failure, Diagnosis diagnosis) {
    return exceptionText.apply(
        life.event(IncidentEvent.Kind.OPENED, incident, failure, diagnosis).build());
  }
}
