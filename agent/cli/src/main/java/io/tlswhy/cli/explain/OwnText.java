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

  /** What stands between an exception's own message and the agent's. */
  private static final String BEHIND_A_MESSAGE = " | ";

  private static final Pattern TEXT =
      Pattern.compile(
          "tlswhy\\[([a-z0-9.-]{1,40})\\](?: (?!\\(incident )([^\\n]{1,2000}?))?"
              + "(?: Fix: ([^\\n]{1,2000}?))?"
              + "(?: \\((?:(proved|likely|possible)(?:, )?)?(?:incident ([0-9a-f]{1,20}))?\\))?"
              + "\\s*(?:\\n|$)");

  private final Diagnosis diagnosis;
  private final String incident;
  private final boolean record;

  private OwnText(Diagnosis diagnosis, String incident, boolean record) {
    this.diagnosis = diagnosis;
    this.incident = incident;
    this.record = record;
  }

  /** Reads what the text carries; the last of several, since ours is the last in a message. */
  static Optional<OwnText> in(String text) {
    int last = text.lastIndexOf(MARK);
    if (last < 0) {
      return Optional.empty();
    }
    Matcher matcher = TEXT.matcher(text.substring(last));
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    String incident = matcher.group(5) == null ? "" : matcher.group(5);
    boolean record = !text.startsWith(BEHIND_A_MESSAGE, last - BEHIND_A_MESSAGE.length());
    return Cause.ofCode(String.valueOf(matcher.group(1)))
        .map(cause -> new OwnText(diagnosis(cause, matcher, incident), incident, record));
  }

  private static Diagnosis diagnosis(Cause cause, Matcher matcher, String incident) {
    String summary =
        matcher.group(2) == null
            ? "The agent named this cause; its log record"
                + (incident.isEmpty() ? "" : " of incident " + incident)
                + " tells the rest."
            : matcher.group(2);
    Confidence confidence =
        "possible".equals(matcher.group(4)) ? Confidence.POSSIBLE : Confidence.LIKELY;
    return Diagnosis.builder(cause, confidence, summary)
        .fix(matcher.group(3) == null ? "" : matcher.group(3))
        .build();
  }

  /** The diagnosis that the text carries. */
  Diagnosis diagnosis() {
    return diagnosis;
  }

  /** Equal for what is told of the same cause of the same incident. */
  String key() {
    return diagnosis.cause().code() + "\0" + (incident.isEmpty() ? diagnosis.summary() : incident);
  }

  /**
   * Whether it is the agent's own log record, which tells of failures whose exceptions may stand in
   * the log as well.
   */
  boolean isRecord() {
    return record;
  }

  /** Whether it tells that an incident ended, which is no failure. */
  boolean isOver() {
    return record && diagnosis.summary().startsWith("Over ");
  }
}
