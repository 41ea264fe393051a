package io.tlswhy.cli.explain;

import java.util.regex.Pattern;

/** What part of a log record a line is. */
enum LineKind {
  /** The first line of a record: it begins with a time stamp or a level. */
  HEAD,
  /** An exception's class and message at the start of a line. */
  EXCEPTION,
  /** {@code Caused by} or {@code Suppressed}. */
  CAUSE,
  /** A stack frame, or the count of those left out. */
  FRAME,
  /** Anything else: a further line of a message. */
  MORE;

  private static final Pattern LEVEL =
      Pattern.compile("[\\[<]?(?:ERROR|WARN|WARNING|INFO|DEBUG|TRACE|FATAL|SEVERE|CRITICAL)\\b");
  private static final Pattern CLASS =
      Pattern.compile(
          "(?:Exception in thread |Exception |Caught: )?[a-z][\\w$]{0,40}(?:\\.[\\w$]{1,80}){1,12}"
              + "(?:Exception|Error|Alert|Received|Failure)\\w*(?::|\\s*$)");

  /** The kind of a line whose prefix was taken off. */
  static LineKind of(String body) {
    int at = 0;
    while (at < body.length() && (body.charAt(at) == ' ' || body.charAt(at) == '\t')) {
      at++;
    }
    if (body.startsWith("at ", at) || body.startsWith("... ", at)) {
      return FRAME;
    }
    if (body.startsWith("Caused by", at)
        || body.startsWith("Caused By", at)
        || body.startsWith("Caused:", at)
        || body.startsWith("Suppressed:", at)) {
      return CAUSE;
    }
    if (at > 0 || body.isEmpty()) {
      return MORE;
    }
    if (body.startsWith("Exception in thread") || Timestamps.lengthAtStart(body) > 0) {
      return HEAD;
    }
    char first = body.charAt(0);
    boolean upper = first >= 'A' && first <= 'Z';
    if ((upper || first == '[' || first == '<') && LEVEL.matcher(body).lookingAt()) {
      return HEAD;
    }
    boolean letter = upper || (first >= 'a' && first <= 'z');
    return letter && CLASS.matcher(body).lookingAt() ? EXCEPTION : MORE;
  }
}
