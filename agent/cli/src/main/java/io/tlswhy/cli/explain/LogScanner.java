package io.tlswhy.cli.explain;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;

/**
 * Cuts a stream of bytes into lines and tells of each which literals stand in it, in one pass and
 * with a fixed amount of memory.
 *
 * <p>A line longer than {@link #LONGEST} is handed on in pieces that carry the same number.
 */
final class LogScanner {
  /** The most bytes of one line that are handed on together. */
  static final int LONGEST = 128 * 1024;

  private static final int BUFFER = 1024 * 1024;

  /** Takes the lines. */
  interface Sink {
    /** Takes a line with at least one literal in it, or any line while {@link #wantsAll()}. */
    void line(LogLine line, BitSet found);

    /** Whether lines without a literal are wanted as well. */
    boolean wantsAll();
  }

  private final LiteralAutomaton automaton;
  private final LiteralAutomaton.Cursor cursor = new LiteralAutomaton.Cursor();
  private final BitSet found = new BitSet();
  private final byte[] buffer = new byte[BUFFER];
  private final LogLine line = new LogLine(buffer);
  private boolean any;

  LogScanner(LiteralAutomaton automaton) {
    this.automaton = automaton;
  }

  /** Reads to the end and returns the number of lines; the caller closes the stream. */
  long scan(InputStream in, Sink sink) throws IOException {
    int filled = 0;
    int scanned = 0;
    line.begin();
    cursor.state = LiteralAutomaton.START;
    found.clear();
    any = false;
    while (true) {
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        if (filled > line.start) {
          deliver(sink, filled, true);
        }
        return line.number - 1;
      }
      filled += read;
      scanned = scanFilled(sink, scanned, filled);
      int keep = line.keptFrom();
      if (filled == buffer.length && keep > 0) {
        System.arraycopy(buffer, keep, buffer, 0, filled - keep);
        line.shift(keep);
        filled -= keep;
        scanned -= keep;
      }
    }
  }

  private int scanFilled(Sink sink, int from, int to) {
    int at = from;
    while (at < to) {
      at = automaton.scan(buffer, at, Math.min(to, line.start + LONGEST), cursor);
      if (cursor.stopped) {
        if (buffer[at - 1] == '\n') {
          deliver(sink, at - 1, true);
          line.start = at;
        } else {
          any = true;
          for (int id : automaton.found(cursor.state)) {
            found.set(id);
          }
        }
      } else if (at - line.start >= LONGEST) {
        deliver(sink, at, false);
        line.start = at;
      }
    }
    return at;
  }

  private void deliver(Sink sink, int end, boolean lineEnds) {
    if (any || sink.wantsAll()) {
      line.end = end;
      sink.line(line, found);
    }
    line.advance(end, found);
    if (any) {
      found.clear();
      any = false;
    }
    if (lineEnds) {
      line.number++;
    }
  }
}
