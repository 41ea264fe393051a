package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The sentences for a clock that is wrong, or may be. */
final class ClockSentences {
  private ClockSentences() {}

  /** The diagnosis when a witness shows that the clock is behind. */
  static Diagnosis skew(ClockWitness witness, Diagnosis ofDates) {
    List<Cause> contributing = new ArrayList<>();
    contributing.add(ofDates.cause());
    contributing.addAll(ofDates.contributing());
    return ofDates.toBuilder()
        .cause(Cause.CLOCK_SKEW)
        .confidence(Confidence.LIKELY)
        .summary(
            "This machine's clock says "
                + Words.time(witness.local())
                + ", but "
                + witness.what()
                + " is of "
                + Words.time(witness.made())
                + ": the clock is behind by at least "
                + Words.duration(Duration.between(witness.local(), witness.made()))
                + ".")
        .fix("Set this machine's clock, and let a time service (NTP) keep it.")
        .fixes(Collections.singletonList(Fix.of(Fix.Kind.OTHER, "clock", "", false)))
        .contributing(contributing)
        .alternatives(Collections.<Alternative>emptyList())
        .build();
  }

  /** That the clock may be wrong, where nothing at hand decides. */
  static Alternative alternative(Examination examination) {
    return Alternative.of(
        Cause.CLOCK_SKEW,
        Confidence.POSSIBLE,
        "Only this machine's clock, " + Words.time(examination.at()) + ", says so.",
        "Compare date -u with a time server.");
  }
}
