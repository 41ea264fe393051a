package io.tlswhy.cli.explain;

import java.nio.charset.StandardCharsets;

/** One line of a log as a window on the scanner's buffer; valid only while it is handed over. */
final class LogLine {
  private static final int SHOWN_OF_PREVIOUS = 4096;

  final byte[] bytes;
  int start;
  int end;
  int previousStart;
  int previousEnd;

  /** The line's number, from 1. */
  long number;

  LogLine(byte[] bytes) {
    this.bytes = bytes;
  }

  void begin() {
    start = 0;
    end = 0;
    previousStart = 0;
    previousEnd = 0;
    number = 1;
  }

  /** The offset from which the buffer's content is still needed. */
  int keptFrom() {
    return start - previousStart <= LogScanner.LONGEST ? previousStart : start;
  }

  /** Tells that the buffer's content moved towards its start. */
  void shift(int by) {
    start -= by;
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

  private String text(int from, int to) {
    int last = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    return new String(bytes, from, last - from, StandardCharsets.UTF_8);
  }
}
