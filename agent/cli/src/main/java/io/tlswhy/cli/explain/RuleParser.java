package io.tlswhy.cli.explain;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the table of rules; its own first lines describe its form.
 *
 * <p>A literal that stands in a rule, or in a {@code texts} group, begins a failure when a line of
 * a log holds it; one that stands only in a {@code context} group does not.
 */
final class RuleParser {
  private static final String HANDSHAKE_STARTS = "handshake-starts";
  private static final String ASSUMED_TLS = "assumed-tls";
  private static final String LENT = "lent";

  private final Map<String, Integer> ids = new LinkedHashMap<>();
  private final BitSet opening = new BitSet();
  private final Map<String, BitSet> groups = new HashMap<>();
  private final Map<String, List<Cause>> lists = new HashMap<>();
  private final Map<String, List<FactPattern>> facts = new HashMap<>();
  private final List<Rule> rules = new ArrayList<>();

  private String name = "";
  private List<Rule.Condition> conditions = new ArrayList<>();
  private Confidence confidence = Confidence.POSSIBLE;
  private List<Cause> causes = new ArrayList<>();
  private String sentence = "";
  private boolean secondary;
  private boolean fallback;

  private RuleParser() {}

  /** Reads the lines of the table. */
  static TextRules parse(List<String> lines, CauseTexts causes) {
    RuleParser parser = new RuleParser();
    for (String line : lines) {
      parser.line(line);
    }
    parser.finishRule();
    return new TextRules(
        parser.rules,
        new ArrayList<>(parser.ids.keySet()),
        parser.opening,
        parser.groups.getOrDefault(HANDSHAKE_STARTS, new BitSet()),
        parser.groups.getOrDefault(ASSUMED_TLS, new BitSet()),
        parser.groups.getOrDefault(LENT, new BitSet()),
        parser.facts,
        causes);
  }

  private void line(String line) {
    int space = line.indexOf(' ');
    String word = space < 0 ? line : line.substring(0, space);
    String rest = space < 0 ? "" : line.substring(space + 1).trim();
    switch (word) {
      case "texts":
        group(rest, true);
        break;
      case "context":
        group(rest, false);
        break;
      case "list":
        lists.put(before(rest, "="), causes(after(rest, "=")));
        break;
      case "fact":
        fact(rest);
        break;
      case "rule":
        finishRule();
        name = rest;
        break;
      case "when":
        conditions.add(condition(rest));
        break;
      case "likely":
      case "possible":
        confidence = Confidence.valueOf(word.toUpperCase(Locale.ROOT));
        causes.addAll(0, causes(rest));
        break;
      case "also":
        for (Cause cause : causes(rest)) {
          if (!causes.contains(cause)) {
            causes.add(cause);
          }
        }
        break;
      case "say":
        sentence = rest;
        break;
      case "secondary":
        secondary = true;
        fallback = true;
        break;
      case "fallback":
        fallback = true;
        break;
      default:
        throw new IllegalArgumentException("not understood: " + line);
    }
  }

  private void fact(String definition) {
    int space = definition.indexOf(' ');
    String pattern = definition.substring(space + 1);
    int separator = pattern.indexOf(" :: ");
    facts
        .computeIfAbsent(definition.substring(0, space), unused -> new ArrayList<>())
        .add(
            new FactPattern(
                pattern.substring(0, separator),
                Pattern.compile(pattern.substring(separator + " :: ".length()))));
  }

  private void finishRule() {
    if (!name.isEmpty()) {
      if (conditions.isEmpty() || causes.isEmpty() || sentence.isEmpty()) {
        throw new IllegalArgumentException("incomplete rule " + name);
      }
      rules.add(Rule.of(name, conditions, confidence, causes, sentence, secondary, fallback));
    }
    name = "";
    conditions = new ArrayList<>();
    confidence = Confidence.POSSIBLE;
    causes = new ArrayList<>();
    sentence = "";
    secondary = false;
    fallback = false;
  }

  private void group(String definition, boolean opens) {
    String groupName = before(definition, "=");
    BitSet members = groups.computeIfAbsent(groupName, unused -> new BitSet());
    for (String literal : after(definition, "=").split("\\|\\|", -1)) {
      String trimmed = literal.trim();
      if (trimmed.startsWith("@")) {
        members.or(group(trimmed.substring(1)));
      } else {
        for (String one : expanded(trimmed)) {
          members.set(literal(one, opens));
        }
      }
    }
  }

  private BitSet group(String groupName) {
    BitSet group = groups.get(groupName);
    if (group == null) {
      throw new IllegalArgumentException("no such group: " + groupName);
    }
    return group;
  }

  private int literal(String text, boolean opens) {
    if (text.length() < 3 || !text.equals(text.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("a literal is lower case and of some length: " + text);
    }
    int id = ids.computeIfAbsent(text, unused -> ids.size());
    if (opens) {
      opening.set(id);
    }
    return id;
  }

  private Rule.Condition condition(String text) {
    List<BitSet> required = new ArrayList<>();
    List<BitSet> forbidden = new ArrayList<>();
    List<String> holds = new ArrayList<>();
    List<String> holdsNot = new ArrayList<>();
    for (String part : text.split(" && ", -1)) {
      String term = part.trim();
      boolean not = term.startsWith("!");
      String positive = not ? term.substring(1) : term;
      if (positive.startsWith("~")) {
        (not ? holdsNot : holds).add(positive.substring(1));
      } else {
        (not ? forbidden : required).add(anyOf(positive, !not));
      }
    }
    return Rule.Condition.of(required, forbidden, holds, holdsNot);
  }

  private BitSet anyOf(String term, boolean opens) {
    if (term.startsWith("@")) {
      return group(term.substring(1));
    }
    BitSet spellings = new BitSet();
    for (String one : expanded(term)) {
      spellings.set(literal(one, opens));
    }
    return spellings;
  }

  /** The literals that one with braces stands for. */
  private static List<String> expanded(String literal) {
    int open = literal.indexOf('{');
    if (open < 0) {
      return Collections.singletonList(literal);
    }
    int close = literal.indexOf('}', open);
    List<String> expanded = new ArrayList<>();
    for (String choice : literal.substring(open + 1, close).split("\\|", -1)) {
      expanded.addAll(expanded(literal.substring(0, open) + choice + literal.substring(close + 1)));
    }
    return expanded;
  }

  private List<Cause> causes(String codes) {
    List<Cause> result = new ArrayList<>();
    for (String code : codes.trim().split("\\s+", -1)) {
      if (code.startsWith("@")) {
        List<Cause> list = lists.get(code.substring(1));
        if (list == null) {
          throw new IllegalArgumentException("no such list: " + code);
        }
        result.addAll(list);
      } else {
        result.add(
            Cause.ofCode(code)
                .orElseThrow(() -> new IllegalArgumentException("no such cause: " + code)));
      }
    }
    return result;
  }

  private static String before(String text, String separator) {
    return text.substring(0, text.indexOf(separator)).trim();
  }

  private static String after(String text, String separator) {
    return text.substring(text.indexOf(separator) + 1).trim();
  }
}
