package io.tlswhy.cli.explain;

import io.tlswhy.diagnosis.Cause;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The signatures of {@code explain-rules.txt} and the words for each cause of {@code
 * explain-causes.txt}.
 *
 * <p>The order of the rules is their precedence: the first that applies names the causes, and what
 * the later ones add comes behind.
 */
final class TextRules {
  private static final int MOST_REMEMBERED = 1000;

  private final List<Rule> rules;
  private final List<String> literals;
  private final BitSet opening;
  private final BitSet handshakeStarts;
  private final BitSet assumedTls;
  private final BitSet lent;
  private final Map<String, List<FactPattern>> facts;
  private final CauseTexts causes;
  private final LiteralAutomaton automaton;
  private Optional<TextRules> withWords = Optional.empty();
  private final Map<BitSet, List<Rule>> candidates =
      new LinkedHashMap<BitSet, List<Rule>>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<BitSet, List<Rule>> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  TextRules(
      List<Rule> rules,
      List<String> literals,
      BitSet opening,
      BitSet handshakeStarts,
      BitSet assumedTls,
      BitSet lent,
      Map<String, List<FactPattern>> facts,
      CauseTexts causes) {
    this.rules = rules;
    this.literals = literals;
    this.opening = opening;
    this.handshakeStarts = handshakeStarts;
    this.assumedTls = assumedTls;
    this.lent = lent;
    this.facts = facts;
    this.causes = causes;
    this.automaton = new LiteralAutomaton(literals);
  }

  /** The rules that ship with the product. */
  static TextRules load() {
    return RuleParser.parse(
        Resources.lines("explain-rules.txt"),
        CauseTexts.parse(Resources.lines("explain-causes.txt")));
  }

  /**
   * The rules that ship with the product and those of {@code explain-words.txt} behind them, for a
   * text of a few lines that the former alone do not explain; read when first asked for.
   */
  TextRules withWords() {
    if (!withWords.isPresent()) {
      withWords = Optional.of(loadWithWords());
    }
    return withWords.get();
  }

  private static TextRules loadWithWords() {
    List<String> lines = new ArrayList<>(Resources.lines("explain-rules.txt"));
    lines.addAll(Resources.lines("explain-words.txt"));
    return RuleParser.parse(lines, CauseTexts.parse(Resources.lines("explain-causes.txt")));
  }

  /** The literals that stand in a text, of which each is looked for within a line. */
  BitSet literalsIn(String text) {
    BitSet found = new BitSet();
    LiteralAutomaton.Cursor cursor = new LiteralAutomaton.Cursor();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int at = 0;
    while (at < bytes.length) {
      at = automaton.scan(bytes, at, bytes.length, cursor);
      if (cursor.stopped && bytes[at - 1] != '\n') {
        for (int id : automaton.found(cursor.state)) {
          found.set(id);
        }
      }
    }
    return found;
  }

  /** The automaton that finds their literals. */
  LiteralAutomaton automaton() {
    return automaton;
  }

  /** The literals that begin a failure. */
  BitSet opening() {
    return opening;
  }

  /** The literals with which a handshake begins in a debug log. */
  BitSet handshakeStarts() {
    return handshakeStarts;
  }

  /** The literal that stands for surroundings that are about TLS. */
  BitSet assumedTls() {
    return assumedTls;
  }

  /** The literals that, in a text of a few lines, tell the surroundings of all its lines. */
  BitSet lent() {
    return lent;
  }

  /** Every rule, in order of precedence. */
  List<Rule> rules() {
    return rules;
  }

  /** The words for each cause. */
  CauseTexts causes() {
    return causes;
  }

  /** The literal with that number. */
  String literal(int id) {
    return literals.get(id);
  }

  /** The facts in a text. */
  Facts facts(String text) {
    return new Facts(facts, text);
  }

  /** The rules that apply, in order of precedence. */
  List<Rule> applying(BitSet found, Facts known) {
    List<Rule> applying = new ArrayList<>();
    for (Rule rule : candidates(found)) {
      boolean says = applying.isEmpty() || !rule.fallback();
      if (says && rule.applies(found, known)) {
        applying.add(rule);
      }
    }
    return applying;
  }

  /** The rules that the literals allow, remembered: logs hold the same failures again and again. */
  private List<Rule> candidates(BitSet found) {
    List<Rule> known = candidates.get(found);
    if (known == null) {
      known = new ArrayList<>();
      for (Rule rule : rules) {
        if (rule.mayApply(found)) {
          known.add(rule);
        }
      }
      candidates.put((BitSet) found.clone(), known);
    }
    return known;
  }

  /** The causes of the rules in order, each once. */
  static List<Cause> ranked(List<Rule> applying) {
    List<Cause> ranked = new ArrayList<>();
    for (Rule rule : applying) {
      for (Cause cause : rule.causes()) {
        if (!ranked.contains(cause)) {
          ranked.add(cause);
        }
      }
    }
    return ranked;
  }
}
