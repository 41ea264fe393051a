package io.tlswhy.diagnosis.path;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads DER (X.690) element by element, for the extensions that the JDK hands out as octets only.
 *
 * <p>What it reads is a peer's text: lengths are checked against what is there, nothing is copied
 * before that, and it never recurses by itself.
 */
final class DerReader {
  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int ENUMERATED = 0x0A;
  static final int SEQUENCE = 0x30;

  private static final int CONTEXT_PRIMITIVE = 0x80;
  private static final int CONTEXT_CONSTRUCTED = 0xA0;

  private final byte[] octets;
  private final int end;
  private int position;

  private DerReader(byte[] octets, int start, int end) {
    this.octets = octets;
    this.position = start;
    this.end = end;
  }

  /** A reader of those octets. */
  static DerReader of(byte[] octets) {
    return new DerReader(octets, 0, octets.length);
  }

  /** The tag octet of a context-specific, primitive element. */
  static int primitive(int number) {
    return CONTEXT_PRIMITIVE | number;
  }

  /** The tag octet of a context-specific, constructed element. */
  static int constructed(int number) {
    return CONTEXT_CONSTRUCTED | number;
  }

  /** Whether there is another element. */
  boolean hasMore() {
    return position < end;
  }

  /** The next element's tag octet, -1 at the end. */
  int peek() {
    return hasMore() ? octets[position] & 0xFF : -1;
  }

  /** Whether the next element has that tag. */
  boolean at(int tag) {
    return peek() == tag;
  }

  /** Enters the next element, which must have that tag, and moves behind it. */
  DerReader enter(int tag) throws DerException {
    if (!at(tag)) {
      throw new DerException("tag " + peek() + " where " + tag + " is due");
    }
    return enter();
  }

  /** Enters the next element, whatever it is, and moves behind it. */
  DerReader enter() throws DerException {
    if (end - position < 2) {
      throw new DerException("an element ends early");
    }
    int at = position + 1;
    int length = octets[at++] & 0xFF;
    if (length > 0x7F) {
      int count = length & 0x7F;
      if (count == 0 || count > 3 || count > end - at) {
        throw new DerException("a length of " + count + " octets");
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = (length << 8) | (octets[at++] & 0xFF);
      }
    }
    if (length > end - at) {
      throw new DerException("an element longer than what holds it");
    }
    DerReader content = new DerReader(octets, at, at + length);
    position = at + length;
    return content;
  }

  /** The next element with its tag and length. */
  byte[] whole() throws DerException {
    int start = position;
    enter();
    return Arrays.copyOfRange(octets, start, position);
  }

  /** What is left of this element. */
  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(octets, position, end);
    position = end;
    return rest;
  }

  /** What is left of this element as ASCII text, other octets replaced. */
  String text() {
    return new String(rest(), StandardCharsets.US_ASCII);
  }

  /** What is left of this element as an INTEGER's value. */
  BigInteger integer() throws DerException {
    byte[] value = rest();
    if (value.length == 0) {
      throw new DerException("an empty INTEGER");
    }
    return new BigInteger(value);
  }

  /** What is left of this element as an OBJECT IDENTIFIER in dotted form. */
  String objectIdentifier() throws DerException {
    StringBuilder dotted = new StringBuilder();
    long arc = 0;
    boolean first = true;
    for (byte octet : rest()) {
      if (arc > (Long.MAX_VALUE >> 8)) {
        throw new DerException("an arc of more than 56 bits");
      }
      arc = (arc << 7) | (octet & 0x7F);
      if ((octet & 0x80) == 0) {
        if (first) {
          long root = Math.min(arc / 40, 2);
          dotted.append(root).append('.').append(arc - root * 40);
          first = false;
        } else {
          dotted.append('.').append(arc);
        }
        arc = 0;
      }
    }
    return dotted.toString();
  }
}
