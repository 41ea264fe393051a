package io.tlswhy.lab.demo;

import io.tlswhy.lab.scenario.Scenario;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One scenario, as it was played. */
record Transcript(Scenario scenario, Play.Outcome bare, Optional<Play.Outcome> explained) {
  private static final String RULE = "=".repeat(100);

  /** What did not end as it must, a sentence each. */
  List<String> faults() {
    return explained.map(this::faults).orElse(List.of());
  }

  private List<String> faults(Play.Outcome outcome) {
    if (scenario.code().isEmpty()) {
      List<String> expected = Telling.comparable(bare.log());
      return Telling.comparable(outcome.log()).equals(expected)
          ? List.of()
          : List.of("The agent made the log of a healthy service differ.");
    }
    List<String> faults = new ArrayList<>();
    for (String text : Telling.missing(scenario, outcome.log())) {
      faults.add("The log does not hold \"" + text + "\".");
    }
    return faults;
  }

  /** Prints it for a reader. */
  void print(PrintStream out) {
    out.println(RULE);
    out.println(scenario.name());
    out.println(scenario.sentence());
    print(out, "without the agent", bare);
    explained.ifPresent(outcome -> print(out, "with the agent", outcome));
    for (String fault : faults()) {
      out.println("NOT AS IT MUST BE: " + fault);
    }
    out.println();
    out.flush();
  }

  private static void print(PrintStream out, String title, Play.Outcome outcome) {
    out.println();
    out.println("--- the service's log, " + title + ":");
    Telling.withoutFrames(outcome.log()).forEach(line -> out.println("    " + line));
    outcome.seen().forEach(line -> out.println("--- seen from outside: " + line));
  }
}
