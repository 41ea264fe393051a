package io.tlswhy.probe.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Reads a body to its end or to a bound, and keeps all of it as long as it is no longer than was
 * asked for and the budget has room. A longer one is handed on while it passes, from its beginning;
 * where that reader stops, so does this one.
 *
 * <p>Nothing is allocated on the word of a Content-Length, and nothing is decompressed.
 */
final class BodyReader {
  private static final int CHUNK = 64 << 10;

  private final long mostOctets;
  private final long mostKept;
  private final BodyBudget budget;
  private volatile long octets;
  private boolean ended;

  BodyReader(long mostOctets, long mostKept, BodyBudget budget) {
    this.mostOctets = mostOctets;
    this.mostKept = mostKept;
    this.budget = budget;
  }

  /** How many octets came so far. */
  long octets() {
    return octets;
  }

  /** Whether the end was reached. */
  boolean isEnded() {
    return ended;
  }

  /**
   * Reads it, once.
   *
   * @param passing what is given a body that is not kept
   * @return the body, or its beginning if it is not kept
   */
  byte[] read(InputStream in, PassingBody passing) throws IOException {
    InputStream body = new Counted(in);
    Queue<byte[]> chunks = new ArrayDeque<>();
    long taken = 0;
    try {
      byte[] chunk = new byte[CHUNK];
      int filled = fill(body, chunk);
      while (filled == CHUNK && octets < mostOctets) {
        if (octets >= mostKept || !budget.take(CHUNK)) {
          byte[] first = chunks.isEmpty() ? chunk : chunks.peek();
          chunks.add(chunk);
          passing.read(new SequenceInputStream(new Replay(chunks), body));
          fill(body, new byte[CHUNK]);
          return first;
        }
        taken += CHUNK;
        chunks.add(chunk);
        chunk = new byte[CHUNK];
        filled = fill(body, chunk);
      }
      return join(chunks, chunk, filled);
    } finally {
      budget.give(taken);
    }
  }

  private static int fill(InputStream body, byte[] chunk) throws IOException {
    int filled = 0;
    int read = 0;
    while (filled < chunk.length && read >= 0) {
      read = body.read(chunk, filled, chunk.length - filled);
      filled += Math.max(0, read);
    }
    return filled;
  }

  private static byte[] join(Queue<byte[]> chunks, byte[] last, int lastOctets) {
    byte[] all = new byte[chunks.size() * CHUNK + lastOctets];
    int offset = 0;
    for (byte[] chunk : chunks) {
      System.arraycopy(chunk, 0, all, offset, CHUNK);
      offset += CHUNK;
    }
    System.arraycopy(last, 0, all, offset, lastOctets);
    return all;
  }

  /** The body as it comes, counted, and at its end where the bound is. */
  private final class Counted extends InputStream {
    private final InputStream in;

    Counted(InputStream in) {
      this.in = in;
    }

    @Override
    public int read(byte[] chunk, int offset, int length) throws IOException {
      long left = mostOctets - octets;
      if (left <= 0 || ended) {
        return -1;
      }
      int read = in.read(chunk, offset, (int) Math.min(length, left));
      octets += Math.max(0, read);
      ended = read < 0;
      return read;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
  }

  /** The chunks that had been kept, each let go as it is read. */
  private static final class Replay extends InputStream {
    private final Queue<byte[]> chunks;
    private int at;

    Replay(Queue<byte[]> chunks) {
      this.chunks = chunks;
    }

    @Override
    public int read(byte[] octets, int offset, int length) {
      byte[] chunk = chunks.peek();
      if (chunk == null) {
        return -1;
      }
      int read = Math.min(length, CHUNK - at);
      System.arraycopy(chunk, at, octets, offset, read);
      at += read;
      if (at == CHUNK) {
        chunks.remove();
        at = 0;
      }
      return read;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
  }
}
