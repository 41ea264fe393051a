package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The sentences for a clock that is wrong, or may be. */
final class ClockSentences {
  private static final String FIX =
      "Set this machine's clock, and let a time service (NTP) keep it.";
  private static final List<Fix> MACHINE =
      Collections.singletonList(Fix.of(Fix.Kind.OTHER, "clock", "", false));

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
        .fix(FIX)
        .fixes(MACHINE)
        .contributing(contributing)
        .alternatives(Collections.<Alternative>emptyList())
        .build();
  }

  /**
   * The diagnosis when others' clocks show that this machine's is wrong, and at their time the
   * chain passes.
   *
   * @param ahead how far theirs are ahead of this machine's; negative: behind
   * @param signed the URLs of CRLs and OCSP responses that hold at their time only
   */
  static Diagnosis skew(
      OtherClocks clocks, Instant local, Duration ahead, List<String> signed, Diagnosis ofDates) {
    Instant theirs = local.plus(ahead);
    List<Cause> contributing = new ArrayList<>();
    contributing.add(ofDates.cause());
    contributing.addAll(ofDates.contributing());
    List<Counterfactual> counterfactuals = new ArrayList<>();
    counterfactuals.add(Counterfactual.of("the time " + Words.time(theirs), true));
    List<String> evidence = new ArrayList<>();
    evidence.add(ofDates.summary());
    for (String url : signed) {
      evidence.add(
          "What came from "
              + Words.shortened(url)
              + " is signed by its authority and holds at that time, but not at this machine's.");
    }
    evidence.addAll(ofDates.evidence());
    boolean several = clocks.hosts().size() + signed.size() > 1;
    return ofDates.toBuilder()
        .cause(Cause.CLOCK_SKEW)
        .confidence(several ? Confidence.PROVED : Confidence.LIKELY)
        .summary(
            "This machine's clock says "
                + Words.time(local)
                + ", but by "
                + (clocks.hosts().size() == 1 ? "that of " : "those of ")
                + Words.list(clocks.hosts())
                + " it is "
                + Words.time(theirs)
                + ": the clock is "
                + Words.duration(ahead)
                + (ahead.isNegative() ? " ahead" : " behind")
                + ", and at the right time the chain is valid.")
        .fix(FIX)
        .fixes(MACHINE)
        .contributing(contributing)
        .counterfactuals(counterfactuals)
        .evidence(evidence)
        .alternatives(Collections.<Alternative>emptyList())
        .build();
  }

  /** That the clock is not the matter. */
  static String agrees(List<String> hosts) {
    return "The clock is not the matter: this machine's agrees with "
        + (hosts.size() == 1 ? "that of " : "those of ")
        + Words.list(hosts)
        + ".";
  }

  /** That the clock may be wrong, where nothing at hand decides. */
  static Alternative alternative(Examination examination) {
    return Alternative.of(
        Cause.CLOCK_SKEW,
        Confidence.POSSIBLE,
        "That the dates do not fit is known from this machine's clock alone, which says "
            + Words.time(examination.at())
            + ".",
        "Compare date -u with a time server.");
  }
}
