package io.tlswhy.incident;

import io.tlswhy.diagnosis.Diagnosis;

/** What of a diagnosis a later failure's exception and the last record need, bounded. */
final class SlimDiagnosis {
  private static final int MAX_TEXT = 1500;

  private SlimDiagnosis() {}

  /** The diagnosis without its evidence. */
  static Diagnosis of(Diagnosis diagnosis) {
    return Diagnosis.builder(
            diagnosis.cause(), diagnosis.confidence(), bounded(diagnosis.summary()))
        .fix(bounded(diagnosis.fix()))
        .contributing(diagnosis.contributing())
        .subject(bounded(diagnosis.subject()))
        .interim(diagnosis.interim())
        .build();
  }

  private static String bounded(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
