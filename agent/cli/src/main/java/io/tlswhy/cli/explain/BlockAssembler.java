package io.tlswhy.cli.explain;

import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Puts the lines of one failure together: a record, its stack trace, its causes; streams that are
 * mixed in one file are kept apart by what stands in front of their lines.
 *
 * <p>Bounded: at most {@link #MOST_OPEN} failures are open, each of bounded size, and none longer
 * than {@link #STALE} lines after its last line.
 */
final class BlockAssembler implements LogScanner.Sink {
  private static final int MOST_OPEN = 128;
  private static final int STALE = 500;

  private final BitSet opening;
  private final BitSet handshakeStarts;
  private final Consumer<Block> complete;
  private final Map<String, Block> open = new LinkedHashMap<>();
  private String debugStream = "";
  private long lastTaken;

  /**
   * An assembler.
   *
   * @param opening the literals that begin a failure
   * @param handshakeStarts those of them that tell that a handshake begins
   * @param complete takes each failure
   */
  BlockAssembler(BitSet opening, BitSet handshakeStarts, Consumer<Block> complete) {
    this.opening = opening;
    this.handshakeStarts = handshakeStarts;
    this.complete = complete;
  }

  @Override
  public boolean wantsAll() {
    return !open.isEmpty();
  }

  @Override
  public void line(LogLine line, BitSet found) {
    Block plain = open.get("");
    if (plain != null && debugStream.isEmpty() && isFrame(line)) {
      if (!plain.isFull()) {
        plain.add(LineKind.FRAME, "", found, line.number);
      }
      lastTaken = line.number;
      return;
    }
    String text = line.text();
    LinePrefix prefix = LinePrefix.of(text);
    if (JsonRecord.looksLikeOne(prefix.body())) {
      json(prefix, line, found);
      return;
    }
    take(prefix.stream(), prefix.time(), prefix.body(), prefix.debug(), line, found);
  }

  /** Tells that the log ended. */
  void end() {
    while (!open.isEmpty()) {
      close(open.values().iterator().next());
    }
    debugStream = "";
    lastTaken = 0;
  }

  private void json(LinePrefix prefix, LogLine line, BitSet found) {
    JsonRecord record = JsonRecord.of(prefix.body());
    if (record.isWrappedLine()) {
      String stream = prefix.stream() + record.stream();
      take(stream, record.time(), record.text(), false, line, found);
    } else if (found.intersects(opening)) {
      Block block = new Block(prefix.stream(), false, line.number);
      block.time = record.time();
      block.add(LineKind.HEAD, record.text(), found, line.number);
      block.hasException = true;
      complete.accept(block);
      lastTaken = line.number;
    }
  }

  private void take(
      String prefixStream, String time, String body, boolean debug, LogLine line, BitSet found) {
    String stream = prefixStream;
    if (debug) {
      debugStream = body.endsWith("(") ? prefixStream : "";
    } else if (!debugStream.isEmpty() && prefixStream.isEmpty()) {
      stream = debugStream;
      if (body.equals(")")) {
        debugStream = "";
      }
    }
    LineKind kind = debug ? LineKind.MORE : LineKind.of(body);
    Block block = open.get(stream);
    if (block != null && endsBefore(block, kind, body, found, line.number)) {
      close(block);
      block = null;
    }
    if (block == null) {
      if (!found.intersects(opening)) {
        closeStale(line.number);
        return;
      }
      block = new Block(stream, stream.startsWith("debug ") || debug, line.number);
      block.time = time;
      makeRoom();
      open.put(stream, block);
      if (kind != LineKind.HEAD && !debug && lastTaken < line.number - 1) {
        addPrevious(block, line);
      }
    }
    if (block.time.isEmpty()) {
      block.time = time.isEmpty() && (kind == LineKind.HEAD || debug) ? Timestamps.of(body) : time;
    }
    block.handshakeStarted |= found.intersects(handshakeStarts);
    block.add(kind, body, found, line.number);
    lastTaken = line.number;
  }

  private void addPrevious(Block block, LogLine line) {
    LinePrefix previous = LinePrefix.of(line.previousText());
    LineKind kind = LineKind.of(previous.body());
    boolean belongs = kind == LineKind.HEAD || kind == LineKind.EXCEPTION;
    if (belongs && previous.stream().equals(block.stream)) {
      String body = previous.body();
      if (block.time.isEmpty()) {
        block.time = previous.time().isEmpty() ? Timestamps.of(body) : previous.time();
      }
      if (block.time.isEmpty() && isJulLevel(body)) {
        block.time = Timestamps.of(LinePrefix.of(line.earlierText()).body());
      }
      block.add(kind, body, line.previousFound, line.number);
    }
  }

  private boolean endsBefore(Block block, LineKind kind, String body, BitSet found, long number) {
    if (block.isFull() || number - block.lastLine > STALE) {
      return true;
    }
    if (found.intersects(handshakeStarts) && block.handshakeStarted) {
      return true;
    }
    switch (kind) {
      case HEAD:
        boolean secondLineOfJul = block.headOnly && isJulLevel(body);
        return !secondLineOfJul;
      case EXCEPTION:
        return block.hasFrames;
      default:
        return false;
    }
  }

  /** java.util.logging writes the level and the message on a second line. */
  private static boolean isJulLevel(String body) {
    return body.startsWith("SEVERE: ")
        || body.startsWith("WARNING: ")
        || body.startsWith("INFO: ")
        || body.startsWith("FINE: ");
  }

  private void makeRoom() {
    if (open.size() >= MOST_OPEN) {
      close(open.values().iterator().next());
    }
  }

  private void closeStale(long number) {
    if (number % 256 != 0) {
      return;
    }
    Iterator<Block> blocks = open.values().iterator();
    while (blocks.hasNext()) {
      Block block = blocks.next();
      if (number - block.lastLine > STALE) {
        blocks.remove();
        complete.accept(block);
      }
    }
  }

  private void close(Block block) {
    open.remove(block.stream);
    complete.accept(block);
  }

  private static boolean isFrame(LogLine line) {
    byte[] bytes = line.bytes;
    int at = line.start;
    while (at < line.end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at > line.start
        && line.end - at > 3
        && bytes[at] == 'a'
        && bytes[at + 1] == 't'
        && bytes[at + 2] == ' ';
  }
}
