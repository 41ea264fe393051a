package io.tlswhy.cli.explain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds one fact in a text; a literal that must be there keeps the expression from most texts. */
final class FactPattern {
  private final String literal;
  private final Pattern expression;

  FactPattern(String literal, Pattern expression) {
    this.literal = literal;
    this.expression = expression;
  }

  /** The first group of the first match. */
  Optional<String> find(String text) {
    if (text.indexOf(literal) < 0) {
      return Optional.empty();
    }
    Matcher matcher = expression.matcher(text);
    return matcher.find() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
  }
}
