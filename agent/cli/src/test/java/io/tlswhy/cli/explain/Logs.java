package io.tlswhy.cli.explain;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads texts as logs, for tests. */
final class Logs {
  private static final TextRules RULES = TextRules.load();

  private Logs() {}

  static List<Finding> read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  static List<Finding> read(byte[] bytes) {
    try {
      LogReader reader = new LogReader(RULES, new LogScanner(RULES.automaton()));
      reader.read("-", new ByteArrayInputStream(bytes));
      return reader.findings();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The codes of a finding: the first, then what it leaves open. */
  static List<String> codes(Finding finding) {
    List<String> codes = new ArrayList<>();
    codes.add(finding.diagnosis().cause().code());
    finding.diagnosis().alternatives().forEach(other -> codes.add(other.cause().code()));
    return codes;
  }

  /** Each finding as {@code code×count@first-last}. */
  static List<String> outline(List<Finding> findings) {
    List<String> outline = new ArrayList<>();
    for (Finding finding : findings) {
      outline.add(
          finding.diagnosis().cause().code()
              + "×"
              + finding.count()
              + "@"
              + finding.firstLine()
              + "-"
              + finding.lastLine());
    }
    return outline;
  }
}
