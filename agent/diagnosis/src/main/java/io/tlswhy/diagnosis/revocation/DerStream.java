package io.tlswhy.diagnosis.revocation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads DER (X.690) from a stream, one element after the other and each only within the one around
 * it.
 *
 * <p>What it holds is one buffer, whatever lengths the stream claims. Positions are octets from the
 * stream's beginning; an element is entered by {@link #open} or taken whole by {@link #take}.
 */
final class DerStream {
  static final int SEQUENCE = 0x30;

  /** Takes nothing. */
  static final Tap NO_TAP = (octets, offset, length) -> {};

  /** The longest element that can be taken whole. */
  static final int LONGEST = 64 << 10;

  /** RFC 5280 sets no bound; five octets of length are a terabyte. */
  private static final int MOST_LENGTH_OCTETS = 5;

  private final InputStream in;
  private final byte[] buffer = new byte[2 * LONGEST];
  private int at;
  private int filled;
  private long dropped;
  private Tap tap = NO_TAP;
  private int tapped;

  /** Takes the octets that were read, in order. */
  @FunctionalInterface
  interface Tap {
    void take(byte[] octets, int offset, int length) throws IOException;
  }

  /** What was read is not the DER that was due. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /** A reader; it does not close the stream. */
  DerStream(InputStream in) {
    this.in = in;
  }

  /** How many octets were read. */
  long position() {
    return dropped + at;
  }

  /** The tag that comes next, without reading it; -1 at that end. */
  int tag(long end) throws IOException, MalformedException {
    if (position() >= end) {
      return -1;
    }
    fetch(1);
    return buffer[at] & 0xff;
  }

  /** Enters an element of that tag, which must end by {@code end}; returns where it ends. */
  long open(int tag, long end) throws IOException, MalformedException {
    if (tag(end) != tag) {
      throw new MalformedException("another element than was due");
    }
    at++;
    long length = length();
    if (length > end - position()) {
      throw new MalformedException("an element longer than what holds it");
    }
    return position() + length;
  }

  /** Takes an element of that tag with its tag and length, which must end by {@code end}. */
  byte[] take(int tag, long end) throws IOException, MalformedException {
    int length = view(tag, end);
    byte[] element = Arrays.copyOfRange(buffer, at, at + length);
    at += length;
    return element;
  }

  /**
   * Has an element of that tag ready to be looked at from {@link #offset} in {@link #octets},
   * without reading it.
   *
   * @return its length with tag and length
   */
  int view(int tag, long end) throws IOException, MalformedException {
    // With all of the header in the buffer nothing moves while it is read, so it can be unread.
    prefetch(2 + MOST_LENGTH_OCTETS);
    int start = at;
    long from = position();
    long whole = open(tag, end) - from;
    at = start;
    if (whole > LONGEST) {
      throw new MalformedException("an element of " + whole + " octets");
    }
    fetch((int) whole);
    return (int) whole;
  }

  /** The octets among which the element in view stands. Not to be changed. */
  byte[] octets() {
    return buffer;
  }

  /** Where the element in view begins. */
  int offset() {
    return at;
  }

  /** Reads on to that position. */
  void skipTo(long position) throws IOException, MalformedException {
    while (position() < position) {
      fetch(1);
      at += (int) Math.min(filled - at, position - position());
    }
  }

  /** From here on has that tap take what is read. */
  void tap(Tap next) throws IOException {
    flush();
    tap = next;
  }

  /** Gives the tap what was read since it was given something. */
  private void flush() throws IOException {
    tap.take(buffer, tapped, at - tapped);
    tapped = at;
  }

  private long length() throws IOException, MalformedException {
    int first = octet();
    if (first < 0x80) {
      return first;
    }
    int count = first - 0x80;
    if (count == 0 || count > MOST_LENGTH_OCTETS) {
      throw new MalformedException(count == 0 ? "an indefinite length" : "an impossible length");
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = length << 8 | octet();
    }
    if (length < 0x80 || length >> 8 * (count - 1) == 0) {
      throw new MalformedException("a length that is not DER");
    }
    return length;
  }

  private int octet() throws IOException, MalformedException {
    fetch(1);
    return buffer[at++] & 0xff;
  }

  /** Has so many unread octets in the buffer. */
  private void fetch(int octets) throws IOException, MalformedException {
    prefetch(octets);
    if (filled - at < octets) {
      throw new MalformedException("it ends before the list does");
    }
  }

  /** Has so many unread octets in the buffer, or all that there are. */
  private void prefetch(int octets) throws IOException {
    if (filled - at >= octets) {
      return;
    }
    if (buffer.length - at < octets) {
      flush();
      System.arraycopy(buffer, at, buffer, 0, filled - at);
      dropped += at;
      filled -= at;
      at = 0;
      tapped = 0;
    }
    int read = 0;
    while (filled - at < octets && read >= 0) {
      read = in.read(buffer, filled, buffer.length - filled);
      filled += Math.max(0, read);
    }
  }
}
