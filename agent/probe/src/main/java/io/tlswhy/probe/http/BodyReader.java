package io.tlswhy.probe.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a body to its end or to a bound, and keeps as much as was asked for and the budget has.
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

  /** Whether the end was reached, and not the bound. */
  boolean isEnded() {
    return ended;
  }

  /** Reads it, once. */
  byte[] read(InputStream in) throws IOException {
    List<byte[]> chunks = new ArrayList<>();
    long taken = 0;
    try {
      byte[] chunk = new byte[CHUNK];
      int filled = 0;
      boolean keep = true;
      int read = 0;
      while (octets < mostOctets && read >= 0) {
        if (filled == CHUNK) {
          keep = keep && octets < mostKept && budget.take(CHUNK);
          if (keep) {
            taken += CHUNK;
            chunks.add(chunk);
            chunk = new byte[CHUNK];
          }
          filled = 0;
        }
        read = in.read(chunk, filled, (int) Math.min(CHUNK - filled, mostOctets - octets));
        filled += Math.max(0, read);
        octets += Math.max(0, read);
      }
      ended = read < 0;
      return join(chunks, chunk, keep ? filled : 0);
    } finally {
      budget.give(taken);
    }
  }

  private static byte[] join(List<byte[]> chunks, byte[] last, int lastOctets) {
    byte[] all = new byte[chunks.size() * CHUNK + lastOctets];
    int offset = 0;
    for (byte[] chunk : chunks) {
      System.arraycopy(chunk, 0, all, offset, CHUNK);
      offset += CHUNK;
    }
    System.arraycopy(last, 0, all, offset, lastOctets);
    return all;
  }
}
