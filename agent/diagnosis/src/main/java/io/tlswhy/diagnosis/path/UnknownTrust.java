package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import java.util.ArrayList;
import java.util.List;

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
    return diagnosis
        .evidence(LastGoodComparison.lines(failure, examination.validation()))
        .subject(Words.subject(examination.path().leaf()))
        .build();
  }
}
