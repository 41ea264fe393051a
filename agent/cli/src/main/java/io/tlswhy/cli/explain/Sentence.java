package io.tlswhy.cli.explain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills facts into a sentence: <code>{$host|the peer}</code> is the host or else "the peer", and
 * <code>{ on $notAfter}</code> is left out where the fact is not known.
 */
final class Sentence {
  private static final Pattern PART =
      Pattern.compile("\\{([^{}$|]*)\\$(\\w+)([^{}|]*)(?:\\|([^{}]*))?\\}");

  private Sentence() {}

  /** The sentence with the facts filled in. */
  static String fill(String template, Facts facts) {
    Matcher part = PART.matcher(template);
    StringBuilder filled = new StringBuilder();
    int from = 0;
    while (part.find()) {
      filled.append(template, from, part.start());
      from = part.end();
      Optional<String> value = facts.get(String.valueOf(part.group(2)));
      if (value.isPresent()) {
        filled.append(part.group(1)).append(value.get()).append(part.group(3));
      } else if (part.group(4) != null) {
        filled.append(part.group(4));
      }
    }
    return filled.append(template.substring(from)).toString();
  }
}
