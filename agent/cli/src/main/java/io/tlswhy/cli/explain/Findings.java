package io.tlswhy.cli.explain;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges each failure by the rules and keeps equal ones together; bounded. */
final class Findings {
  private static final int MOST = 500;
  private static final int MOST_EXCEPTION_LINES = 6;
  private static final int LONGEST_EXCEPTION_LINE = 400;
  private static final int SAME_WITHIN = 300;
  private static final int MOST_UNEXPLAINED = 20;

  private final TextRules rules;
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final List<Block> unexplained = new ArrayList<>();
  private String source = "";

  Findings(TextRules rules) {
    this.rules = rules;
  }

  /** Names the file that the next failures come from. */
  void readFrom(String name) {
    source = name;
  }

  /** Judges a failure. */
  void add(Block block) {
    judge(rules, block);
  }

  /** Whether nothing was found so far. */
  boolean isEmpty() {
    return findings.isEmpty();
  }

  /** Judges a failure by rules that may be others than usual. */
  void judge(TextRules by, Block block) {
    String text = block.text();
    Facts facts = by.facts(text);
    Optional<OwnText> own = OwnText.in(text);
    if (own.isPresent()) {
      addOwn(own.get(), block, facts);
      return;
    }
    List<Rule> applying = by.applying(block.found, facts);
    if (applying.isEmpty()) {
      if (findings.isEmpty() && unexplained.size() < MOST_UNEXPLAINED) {
        unexplained.add(block);
      }
      return;
    }
    Rule first = applying.get(0);
    String host = facts.get("host").orElse("");
    String key = source + "\0" + first.name() + "\0" + host;
    count(key, block, () -> finding(diagnosis(applying, facts), block, facts, first.secondary()));
  }

  private void addOwn(OwnText own, Block block, Facts facts) {
    String key = source + "\0own\0" + own.key();
    if (own.isOver() || (own.isRecord() && findings.containsKey(key))) {
      return;
    }
    count(key, block, () -> finding(own.diagnosis(), block, facts, false));
  }

  /**
   * Judges what no rule explained once more, as texts about TLS: in a whole log a refused
   * connection says nothing of TLS, but a few lines are what somebody asks about.
   */
  void reconsider() {
    List<Block> blocks = new ArrayList<>(unexplained);
    unexplained.clear();
    if (findings.isEmpty()) {
      for (Block block : blocks) {
        block.found.or(rules.assumedTls());
        add(block);
      }
    }
  }

  /** All of them: the frequent ones first, consequences of others last. */
  List<Finding> sorted() {
    List<Finding> sorted = new ArrayList<>(findings.values());
    sorted.sort(
        Comparator.comparing(Finding::secondary)
            .thenComparing(Finding::count, Comparator.reverseOrder())
            .thenComparingLong(Finding::firstLine));
    return sorted;
  }

  private void count(String exactKey, Block block, java.util.function.Supplier<Finding> made) {
    String key = exactKey;
    if (!findings.containsKey(key) && findings.size() >= MOST) {
      key = exactKey.substring(0, exactKey.lastIndexOf('\0'));
      if (!findings.containsKey(key) && findings.size() >= 2 * MOST) {
        return;
      }
    }
    Finding finding = findings.get(key);
    if (finding == null) {
      finding = made.get();
      findings.put(key, finding);
    }
    finding.count(block, SAME_WITHIN);
  }

  private Diagnosis diagnosis(List<Rule> applying, Facts facts) {
    Rule first = applying.get(0);
    List<Cause> ranked = TextRules.ranked(applying);
    Cause cause = ranked.get(0);
    CauseTexts texts = rules.causes();
    List<Alternative> alternatives = new ArrayList<>();
    for (Cause other : ranked.subList(1, ranked.size())) {
      alternatives.add(
          Alternative.of(
              other,
              Confidence.POSSIBLE,
              Sentence.fill(texts.why(other), facts),
              Sentence.fill(texts.lookAt(other), facts)));
    }
    boolean decided = first.confidence() == Confidence.LIKELY;
    return Diagnosis.builder(cause, first.confidence(), Sentence.fill(first.sentence(), facts))
        .fix(decided ? Sentence.fill(texts.fix(cause), facts) : "")
        .alternatives(alternatives)
        .build();
  }

  private Finding finding(Diagnosis diagnosis, Block block, Facts facts, boolean secondary) {
    return new Finding(
        diagnosis,
        Sentence.fill(rules.causes().lookAt(diagnosis.cause()), facts),
        facts.get("host").orElse(""),
        exceptionLines(block.text()),
        secondary,
        source,
        block.firstLine);
  }

  private static List<String> exceptionLines(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      LineKind kind = LineKind.of(LinePrefix.of(line).body());
      boolean tells = kind == LineKind.EXCEPTION || kind == LineKind.CAUSE;
      if (tells && lines.size() < MOST_EXCEPTION_LINES) {
        lines.add(shorten(line.trim()));
      }
    }
    if (lines.isEmpty()) {
      int end = text.indexOf('\n');
      lines.add(shorten(end < 0 ? text : text.substring(0, end)));
    }
    return lines;
  }

  private static String shorten(String line) {
    return line.length() > LONGEST_EXCEPTION_LINE
        ? line.substring(0, LONGEST_EXCEPTION_LINE) + "…"
        : line;
  }
}
