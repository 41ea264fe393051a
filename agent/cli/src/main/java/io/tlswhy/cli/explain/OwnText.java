package io.tlswhy.cli.explain;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agent itself wrote into an exception's message or a log record.
 *
 * <p>Shown as {@code likely} at most: here it is a text that anybody could have written.
 */
final class OwnText {
  /** With this every text of the agent begins; in lower case, as the literals are. */
  static final String MARK = "tlswhy[";

  private static final Pattern TEXT =
      Pattern.compile(
          "tlswhy\\[([a-z0-9.-]{1,40})\\] ([^\\n]{1,2000}?)"
              + "(?: Fix: ([^\\n]{1,2000}?))?"
              + "(?: \\((proved|likely|possible)(?:, incident [0-9a-f]{1,20})?\\))?\\s*(?:\\n|$)");

  private OwnText() {}

  /** The diagnosis that the text carries; the last one, since ours is the last in a message. */
  static Optional<Diagnosis> diagnosis(String text) {
    int last = text.lastIndexOf(MARK);
    if (last < 0) {
      return Optional.empty();
    }
    Matcher matcher = TEXT.matcher(text.substring(last));
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    String fix = matcher.group(3) == null ? "" : matcher.group(3);
    Confidence confidence =
        "possible".equals(matcher.group(4)) ? Confidence.POSSIBLE : Confidence.LIKELY;
    return Cause.ofCode(String.valueOf(matcher.group(1)))
        .map(
            cause ->
                Diagnosis.builder(cause, confidence, String.valueOf(matcher.group(2)))
                    .fix(fix)
                    .build());
  }
}
