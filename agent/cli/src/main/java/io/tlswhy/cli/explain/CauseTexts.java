package io.tlswhy.cli.explain;

import io.tlswhy.diagnosis.Cause;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** For each cause: why it may be, what would decide, and what to do if it is. */
final class CauseTexts {
  private final Map<Cause, String> why = new EnumMap<>(Cause.class);
  private final Map<Cause, String> look = new EnumMap<>(Cause.class);
  private final Map<Cause, String> fix = new EnumMap<>(Cause.class);

  private CauseTexts() {}

  /** Reads {@code cause}, {@code why}, {@code look} and {@code fix} lines. */
  static CauseTexts parse(List<String> lines) {
    CauseTexts texts = new CauseTexts();
    Cause cause = Cause.UNKNOWN;
    for (String line : lines) {
      int space = line.indexOf(' ');
      String word = space < 0 ? line : line.substring(0, space);
      String rest = space < 0 ? "" : line.substring(space + 1).trim();
      switch (word) {
        case "cause":
          cause =
              Cause.ofCode(rest)
                  .orElseThrow(() -> new IllegalArgumentException("no such cause: " + rest));
          break;
        case "why":
          texts.why.put(cause, rest);
          break;
        case "look":
          texts.look.put(cause, rest);
          break;
        case "fix":
          texts.fix.put(cause, rest);
          break;
        default:
          throw new IllegalArgumentException("not understood: " + line);
      }
    }
    return texts;
  }

  /** Why the cause may be, as a sentence. */
  String why(Cause cause) {
    return why.getOrDefault(cause, "");
  }

  /** What would decide, as a sentence. */
  String lookAt(Cause cause) {
    return look.getOrDefault(cause, "");
  }

  /** What to do and by whom, empty where nothing can be said. */
  String fix(Cause cause) {
    return fix.getOrDefault(cause, "");
  }
}
