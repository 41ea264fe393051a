package io.tlswhy.cli.explain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time stamps with which log records begin. */
final class Timestamps {
  private static final String STAMP =
      "\\d{4}[-/.]\\d{2}[-/.]\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?"
          + "(?: ?(?:Z|[+-]\\d{2}:?\\d{2}))?"
          + "|\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?"
          + "|\\d{1,2}[-/ ](?:\\d{2}|[A-Z][a-z]{2})[-/ ]\\d{2,4}[ :]\\d{2}:\\d{2}(?::\\d{2})?"
          + "(?:[.,]\\d{1,9})?"
          + "|[A-Z][a-z]{2} [ \\d]\\d(?:, \\d{4},?)? \\d{1,2}:\\d{2}:\\d{2}"
          + "|[A-Z][a-z]{2} \\d, \\d{4},? \\d{1,2}:\\d{2}:\\d{2}";

  private static final Pattern AT_START = Pattern.compile("[\\[(]?(?:" + STAMP + ")");

  /** Behind a level, a thread's name or the columns of a debug log. */
  private static final Pattern NEAR_START = Pattern.compile("(?<![\\w.:])(?:" + STAMP + ")");

  private static final int LOOKED_AT = 100;

  private Timestamps() {}

  /** How long the time stamp at the start of the text is, 0 if there is none. */
  static int lengthAtStart(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    char first = text.charAt(0);
    boolean may = first == '[' || first == '(' || isDigit(first) || (first >= 'A' && first <= 'S');
    if (!may) {
      return 0;
    }
    Matcher matcher = AT_START.matcher(text);
    return matcher.lookingAt() ? matcher.end() : 0;
  }

  /** The time stamp at or near the start of a record's first line, empty if there is none. */
  static String of(String head) {
    int length = lengthAtStart(head);
    if (length > 0) {
      return head.substring(0, length);
    }
    Matcher matcher = NEAR_START.matcher(head.substring(0, Math.min(head.length(), LOOKED_AT)));
    return matcher.find() ? matcher.group() : "";
  }

  /** The instant, where the text has a date, a time and an offset. */
  static Optional<Instant> instant(String stamp) {
    String iso = stamp.replace(',', '.');
    if (iso.startsWith("[") || iso.startsWith("(")) {
      iso = iso.substring(1);
    }
    if (iso.length() < 20 || (iso.charAt(10) != 'T' && iso.charAt(10) != ' ')) {
      return Optional.empty();
    }
    iso = iso.substring(0, 10) + "T" + iso.substring(11).replace(" ", "");
    if (iso.matches(".*[+-]\\d{4}")) {
      iso = iso.substring(0, iso.length() - 2) + ":" + iso.substring(iso.length() - 2);
    }
    try {
      return Optional.of(OffsetDateTime.parse(iso).toInstant());
    } catch (DateTimeException noOffset) {
      return Optional.empty();
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
