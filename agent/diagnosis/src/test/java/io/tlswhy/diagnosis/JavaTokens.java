package io.tlswhy.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a Java source, as far as telling string literals from the rest needs them. */
final class JavaTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)+'|//[^\\n]*|(?s:/\\*.*?\\*/)|\\w+|\\s+|.");

  private final List<String> tokens = new ArrayList<>();

  private JavaTokens() {}

  static JavaTokens of(String source) {
    JavaTokens tokens = new JavaTokens();
    Matcher matcher = TOKEN.matcher(source);
    while (matcher.find()) {
      String token = matcher.group();
      if (!token.isBlank() && !token.startsWith("//") && !token.startsWith("/*")) {
        tokens.tokens.add(token);
      }
    }
    return tokens;
  }

  int size() {
    return tokens.size();
  }

  /** The token at an index; empty outside. */
  String at(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index) : "";
  }

  boolean isLiteral(int index) {
    return at(index).startsWith("\"");
  }

  /** The index behind the bracket that closes the one at an index. */
  int behindBracket(int open) {
    String opening = at(open);
    String closing = opening.equals("(") ? ")" : "}";
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += at(i).equals(opening) ? 1 : at(i).equals(closing) ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return tokens.size();
  }

  /** The index of the next such token, or the end. */
  int next(int from, String token) {
    for (int i = from; i < tokens.size(); i++) {
      if (at(i).equals(token)) {
        return i;
      }
    }
    return tokens.size();
  }

  /** The literals between two indices; such as are joined by a plus count as one. */
  List<String> literals(int from, int to) {
    List<String> literals = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (isLiteral(i)) {
        String text = at(i).substring(1, at(i).length() - 1);
        boolean joined = i - 2 >= from && at(i - 1).equals("+") && isLiteral(i - 2);
        int last = literals.size() - 1;
        if (joined) {
          literals.set(last, literals.get(last) + text);
        } else {
          literals.add(text);
        }
      }
    }
    return literals;
  }
}
