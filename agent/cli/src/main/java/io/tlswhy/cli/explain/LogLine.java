package io.tlswhy.cli.explain;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** One line of a log as a window on the scanner's buffer; valid only while it is handed over. */
final class LogLine {
  private static final int SHOWN_OF_PREVIOUS = 4096;

  final byte[] bytes;
  int start;
  int end;
  int earlierStart;
  int earlierEnd;
  int previousStart;
  int previousEnd;

  /** The literals that stand in the line before. */
  final BitSet previousFound = new BitSet();

  /** The line's number, from 1. */
  long number;

  LogLine(byte[] bytes) {
    this.bytes = bytes;
  }

  void begin() {
    start = 0;
    end = 0;
    earlierStart = 0;
    earlierEnd = 0;
    previousStart = 0;
    previousEnd = 0;
    previousFound.clear();
    number = 1;
  }

  /** The offset from which the buffer's content is still needed. */
  int keptFrom() {
    if (start - earlierStart <= LogScanner.LONGEST) {
      return earlierStart;
    }
    return start - previousStart <= LogScanner.LONGEST ? previousStart : start;
  }

  /**
   * Tells that the line, with those literals, is the previous one now, and another begins there.
   */
  void advance(int lineEnd, BitSet found) {
    previousFound.clear();
    previousFound.or(found);
    earlierStart = previousStart;
    earlierEnd = previousEnd;
    previousStart = start;
    previousEnd = lineEnd;
  }

  /** Tells that the buffer's content moved towards its start. */
  void shift(int by) {
    start -= by;
    earlierStart = Math.max(0, earlierStart - by);
    earlierEnd = Math.max(0, earlierEnd - by);
    previousStart = Math.max(0, previousStart - by);
    previousEnd = Math.max(0, previousEnd - by);
  }

  /** The line as text. */
  String text() {
    return text(start, end);
  }

  /** The line before, shortened if long; empty for the first line. */
  String previousText() {
    return text(previousStart, Math.min(previousEnd, previousStart + SHOWN_OF_PREVIOUS));
  }

  /** The line before that one, shortened if long; empty where there is none. */
  String earlierText() {
    return text(earlierStart, Math.min(earlierEnd, earlierStart + SHOWN_OF_PREVIOUS));
  }

  private String text(int from, int to) {
    int last = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    return new String(bytes, from, last - from, StandardCharsets.UTF_8);
  }
}
