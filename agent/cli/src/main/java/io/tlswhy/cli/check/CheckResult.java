package io.tlswhy.cli.check;

import com.google.auto.value.AutoValue;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.incident.IncidentEvent;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** What a check of one peer or chain showed. */
@AutoValue
abstract class CheckResult {
  static CheckResult of(
      String subject,
      Optional<IncidentEvent> incident,
      String accepted,
      List<X509Certificate> chain,
      List<EndpointTrial> endpoints) {
    return new AutoValue_CheckResult(subject, incident, accepted, chain, endpoints);
  }

  /** What was checked: {@code host:port} or a file. */
  abstract String subject();

  /** What is wrong; empty if nothing is. */
  abstract Optional<IncidentEvent> incident();

  /** If nothing is wrong: what was accepted, as a sentence. */
  abstract String accepted();

  /** The chain, the peer's own certificate first; empty if none was seen. */
  abstract List<X509Certificate> chain();

  /** Each endpoint of the chain that was tried. */
  abstract List<EndpointTrial> endpoints();

  /** Why it is wrong; empty if nothing is. */
  final Optional<Diagnosis> diagnosis() {
    return incident().map(IncidentEvent::diagnosis);
  }

  /** Whether nothing is wrong. */
  final boolean ok() {
    return !incident().isPresent();
  }
}
