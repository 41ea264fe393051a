package io.tlswhy.cli.explain;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names, dates and addresses found in a failure's text, each looked for when it is asked for. */
final class Facts {
  private static final int LONGEST = 200;

  private final Map<String, List<FactPattern>> patterns;
  private final String text;
  private final Map<String, Optional<String>> known = new HashMap<>();

  /** The facts in a text, by the patterns whose first group holds the fact of that name. */
  Facts(Map<String, List<FactPattern>> patterns, String text) {
    this.patterns = patterns;
    this.text = text;
  }

  /** The first match for the name. */
  Optional<String> get(String name) {
    return known.computeIfAbsent(name, this::find);
  }

  /** Whether a condition holds that no literal can express. */
  boolean holds(String condition) {
    switch (condition) {
      case "no-names":
        return get("names").filter(names -> names.trim().isEmpty()).isPresent();
      case "same-address":
        return NameFacts.sameAddress(get("host").orElse(""), get("names").orElse(""));
      case "wildcard-depth":
        return NameFacts.wildcardTooShort(get("host").orElse(""), get("names").orElse(""));
      case "name-listed":
        return NameFacts.listed(get("host").orElse(""), get("names").orElse(""));
      case "old-hello":
        return get("oldHello").isPresent();
      case "host-is-address":
        return get("host").filter(NameFacts::isAddress).isPresent();
      case "host-is-internal":
        return get("host").filter(NameFacts::isInternal).isPresent();
      case "host-is-public":
        return get("host").filter(host -> !NameFacts.isInternal(host)).isPresent();
      default:
        throw new IllegalArgumentException("no such condition: " + condition);
    }
  }

  private Optional<String> find(String name) {
    for (FactPattern pattern : patterns.getOrDefault(name, Collections.emptyList())) {
      Optional<String> found = pattern.find(text);
      if (found.isPresent()) {
        String value = found.get().replaceAll("\\s+", " ").trim();
        return Optional.of(value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value);
      }
    }
    return Optional.empty();
  }
}
