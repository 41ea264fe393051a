package io.tlswhy.cli.explain;

import java.util.BitSet;

/** The lines of one failure as far as they were read: which literals they hold, and their text. */
final class Block {
  private static final int LONGEST_TEXT = 12 * 1024;
  private static final int MOST_LINES = 600;
  private static final int MOST_IDLE = 12;

  final String stream;
  final boolean debug;
  final long firstLine;
  final BitSet found = new BitSet();
  long lastLine;
  boolean hasException;
  boolean hasFrames;
  boolean headOnly = true;
  String time = "";
  boolean handshakeStarted;

  private final StringBuilder text = new StringBuilder();
  private int lines;
  private int idle;

  Block(String stream, boolean debug, long firstLine) {
    this.stream = stream;
    this.debug = debug;
    this.firstLine = firstLine;
    this.lastLine = firstLine;
  }

  /** Adds a line with the literals that stand in it. */
  void add(LineKind kind, String body, BitSet literals, long number) {
    found.or(literals);
    lastLine = number;
    lines++;
    idle = literals.isEmpty() && kind != LineKind.FRAME ? idle + 1 : 0;
    hasFrames |= kind == LineKind.FRAME;
    hasException |= kind == LineKind.EXCEPTION || kind == LineKind.CAUSE;
    headOnly &= kind == LineKind.HEAD;
    if (kind != LineKind.FRAME) {
      int room = LONGEST_TEXT - text.length();
      if (room > 1) {
        text.append(body, 0, Math.min(body.length(), room - 1)).append('\n');
      }
    }
  }

  /** Whether no further line is taken. */
  boolean isFull() {
    return lines >= MOST_LINES || idle >= MOST_IDLE;
  }

  /** What was kept of the lines, frames left out. */
  String text() {
    return text.toString();
  }
}
