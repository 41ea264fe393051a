package io.tlswhy.diagnosis.revocation;

import java.io.ByteArrayOutputStream;

/** Puts DER elements together that are octets already, and are not to be read for that. */
final class DerOctets {
  private DerOctets() {}

  /** A SEQUENCE of those elements, each given as none, one or several of them. */
  static byte[] sequence(byte[]... elements) {
    int length = 0;
    for (byte[] element : elements) {
      length += element.length;
    }
    ByteArrayOutputStream sequence = new ByteArrayOutputStream(length + 6);
    sequence.write(DerStream.SEQUENCE);
    if (length < 0x80) {
      sequence.write(length);
    } else {
      int count = 4 - Integer.numberOfLeadingZeros(length) / 8;
      sequence.write(0x80 | count);
      for (int i = count - 1; i >= 0; i--) {
        sequence.write(length >> 8 * i);
      }
    }
    for (byte[] element : elements) {
      sequence.write(element, 0, element.length);
    }
    return sequence.toByteArray();
  }

  /** Whether the octets from {@code offset} to {@code end} begin with those. */
  static boolean startsWith(byte[] octets, int offset, int end, byte[] prefix) {
    if (end - offset < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (octets[offset + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** Where the content begins of the element of definite length that begins there. */
  static int content(byte[] octets, int offset) {
    int first = octets[offset + 1] & 0xff;
    return offset + 2 + (first < 0x80 ? 0 : first - 0x80);
  }
}
