package io.tlswhy.lab.demo;

import io.tlswhy.lab.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the service's log: what in it tells something, and whether it tells what it must. */
final class Telling {
  private static final Pattern STACK_FRAME =
      Pattern.compile("\\s+(at \\S+\\(.*|\\.\\.\\. \\d+ .*)");
  private static final Pattern AGENT_RECORD = Pattern.compile("WARN +\\[[^]]*] tlswhy ");
  private static final Pattern CHANGING =
      Pattern.compile("^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} |(?<=port )\\d+");

  private Telling() {}

  /** Whether the log holds every text that the scenario demands, and the agent's own record. */
  static boolean isTold(Scenario scenario, List<String> log) {
    return missing(scenario, log).isEmpty()
        && scenario.code().isPresent()
        && log.stream().anyMatch(line -> AGENT_RECORD.matcher(line).find());
  }

  /** The texts that the scenario demands and the log does not hold. */
  static List<String> missing(Scenario scenario, List<String> log) {
    List<String> missing = new ArrayList<>();
    for (String text : scenario.tells()) {
      if (log.stream().noneMatch(line -> line.contains(text))) {
        missing.add(text);
      }
    }
    return missing;
  }

  /** The log without stack frames. */
  static List<String> withoutFrames(List<String> log) {
    return log.stream().filter(line -> !STACK_FRAME.matcher(line).matches()).toList();
  }

  /** The log without what differs between two runs that do the same. */
  static List<String> comparable(List<String> log) {
    return log.stream().map(line -> CHANGING.matcher(line).replaceAll("")).toList();
  }
}
