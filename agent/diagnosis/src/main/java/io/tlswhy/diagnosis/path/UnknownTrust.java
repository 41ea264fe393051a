package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.StoreFile;
import io.tlswhy.evidence.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges a chain that the application's own trust manager refused, of which it is not known what it
 * trusts: what any trust manager minds is likely what this one minded.
 */
final class UnknownTrust {
  private final HandshakeFailure failure;
  private final Examination examination;

  UnknownTrust(HandshakeFailure failure, Examination examination) {
    this.failure = failure;
    this.examination = examination;
  }

  Diagnosis diagnose() {
    Optional<StoreFile> platform = acceptedByPlatform();
    if (platform.isPresent()) {
      return told(
          StoreSentences.customAgainst(
              examination.peer(), examination.validation(), platform.get()));
    }
    List<Fault> faults = new ArrayList<>();
    new DateRule().check(examination, faults);
    new NameRule().check(examination, faults);
    Diagnosis.Builder diagnosis;
    if (faults.isEmpty()) {
      diagnosis = StoreSentences.custom(examination.peer(), examination.validation(), false);
    } else {
      Fault fault = faults.get(0);
      diagnosis =
          Diagnosis.builder(fault.cause(), Confidence.LIKELY, fault.summary())
              .fix(fault.fix())
              .fixes(fault.fixes());
    }
    return told(diagnosis);
  }

  /** The platform's own store, if a path to it is without fault and the name fits. */
  private Optional<StoreFile> acceptedByPlatform() {
    Validation validation = examination.validation();
    for (StoreFile file : failure.surroundings().stores()) {
      if (file.use() == StoreFile.Use.PLATFORM) {
        Optional<CertificationPath> path =
            StoresOnDisk.passingPath(validation, file, examination.at());
        if (path.isPresent() && faultless(path.get(), file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  private boolean faultless(CertificationPath path, StoreFile file) {
    Validation validation = examination.validation();
    Validation platforms =
        validation.toBuilder().trust(StoresOnDisk.trusting(validation.trust(), file)).build();
    Examination again =
        Examination.of(
            path,
            platforms,
            examination.jvm(),
            examination.role(),
            examination.peer(),
            examination.at());
    List<Fault> faults = new ArrayList<>();
    for (Rule rule : Knowledge.rules()) {
      rule.check(again, faults);
    }
    // What only the validator minds, it would have minded when the path was run.
    faults.removeIf(fault -> fault.enforcer() == Fault.Enforcer.VALIDATOR);
    return faults.isEmpty();
  }

  private Diagnosis told(Diagnosis.Builder diagnosis) {
    return diagnosis
        .evidence(LastGoodComparison.lines(failure, examination.validation()))
        .subject(Words.subject(examination.path().leaf()))
        .build();
  }
}
