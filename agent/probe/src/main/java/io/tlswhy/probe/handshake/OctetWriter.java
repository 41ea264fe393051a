package io.tlswhy.probe.handshake;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes the numbers and vectors of RFC 8446 section 3. */
final class OctetWriter {
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream(512);

  OctetWriter u8(int value) {
    octets.write(value);
    return this;
  }

  OctetWriter u16(int value) {
    return u8(value >> 8).u8(value);
  }

  OctetWriter u24(int value) {
    return u8(value >> 16).u16(value);
  }

  OctetWriter raw(byte[] bytes) {
    octets.write(bytes, 0, bytes.length);
    return this;
  }

  /** A vector with its length in one octet before it. */
  OctetWriter vector8(byte[] bytes) {
    return u8(bytes.length).raw(bytes);
  }

  /** A vector with its length in two octets before it. */
  OctetWriter vector16(byte[] bytes) {
    return u16(bytes.length).raw(bytes);
  }

  byte[] toBytes() {
    return octets.toByteArray();
  }

  /** Numbers of two octets, one after the other. */
  static byte[] u16s(List<Integer> values) {
    OctetWriter writer = new OctetWriter();
    for (int value : values) {
      writer.u16(value);
    }
    return writer.toBytes();
  }
}
