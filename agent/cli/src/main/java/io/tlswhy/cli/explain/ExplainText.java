package io.tlswhy.cli.explain;

import io.tlswhy.cli.Console;
import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Diagnosis;
import java.util.List;

/** Findings for a person to read. */
final class ExplainText {
  private static final int SHOWN_ALTERNATIVES = 5;

  private ExplainText() {}

  /** Prints them. */
  static void print(Console console, List<Finding> findings) {
    if (findings.isEmpty()) {
      console.line("No TLS failure was found in this text.");
      return;
    }
    for (Finding finding : findings) {
      print(console, finding);
      console.line("");
    }
  }

  private static void print(Console console, Finding finding) {
    Diagnosis diagnosis = finding.diagnosis();
    console.heading(
        "tlswhy["
            + diagnosis.cause().code()
            + "] "
            + diagnosis.summary()
            + " ("
            + diagnosis.confidence().word()
            + ")");
    console.line("  Seen: " + seen(finding));
    for (String line : finding.exception()) {
      console.line("    " + line);
    }
    if (!diagnosis.fix().isEmpty()) {
      console.line("  Fix: " + diagnosis.fix());
    }
    if (!finding.lookAt().isEmpty()) {
      console.line("  Look at: " + finding.lookAt());
    }
    List<Alternative> open = diagnosis.alternatives();
    if (!open.isEmpty()) {
      console.line("  The text leaves open, most frequent first:");
    }
    for (Alternative alternative : open.subList(0, Math.min(open.size(), SHOWN_ALTERNATIVES))) {
      console.line("    " + alternative.cause().code() + ": " + alternative.why());
      console.line("      " + alternative.lookAt());
    }
    if (open.size() > SHOWN_ALTERNATIVES) {
      StringBuilder rest = new StringBuilder("    and rarely ");
      for (int i = SHOWN_ALTERNATIVES; i < open.size(); i++) {
        rest.append(i == SHOWN_ALTERNATIVES ? "" : ", ").append(open.get(i).cause().code());
      }
      console.line(rest.append(" (--json tells what would decide)").toString());
    }
  }

  private static String seen(Finding finding) {
    StringBuilder seen = new StringBuilder();
    seen.append(finding.count() == 1 ? "once" : finding.count() + " times");
    if (!finding.source().equals("-")) {
      seen.append(" in ").append(finding.source());
    }
    seen.append(
        finding.firstLine() == finding.lastLine()
            ? ", line " + finding.firstLine()
            : ", lines " + finding.firstLine() + " to " + finding.lastLine());
    if (!finding.firstTime().isEmpty()) {
      seen.append(", ").append(finding.firstTime());
      if (!finding.lastTime().equals(finding.firstTime())) {
        seen.append(" to ").append(finding.lastTime());
      }
    }
    return seen.append('.').toString();
  }
}
