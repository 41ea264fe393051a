package io.tlswhy.probe.handshake;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ClientHello as a server reads it. */
final class ReadHello {
  final byte[] record;
  final List<Integer> versions = new ArrayList<>();
  final List<Integer> cipherSuites = new ArrayList<>();
  final List<Integer> groups = new ArrayList<>();
  final List<String> protocols = new ArrayList<>();
  Optional<String> serverName = Optional.empty();

  private ReadHello(byte[] record) {
    this.record = record;
  }

  /** Reads the first record of a connection. */
  static ReadHello from(java.io.InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    byte[] header = new byte[5];
    in.readFully(header);
    int length = ByteBuffer.wrap(header, 3, 2).getShort();
    byte[] record = new byte[5 + length];
    System.arraycopy(header, 0, record, 0, 5);
    in.readFully(record, 5, length);
    return of(record);
  }

  static ReadHello of(byte[] record) {
    ReadHello hello = new ReadHello(record);
    ByteBuffer in = ByteBuffer.wrap(record, 9, record.length - 9);
    int legacy = in.getShort();
    in.position(in.position() + 32);
    vector(in, in.get());
    ByteBuffer suites = vector(in, in.getShort());
    while (suites.hasRemaining()) {
      hello.cipherSuites.add(suites.getShort() & 0xffff);
    }
    vector(in, in.get());
    ByteBuffer extensions = vector(in, in.getShort());
    while (extensions.hasRemaining()) {
      int type = extensions.getShort() & 0xffff;
      hello.extension(type, vector(extensions, extensions.getShort()));
    }
    if (hello.versions.isEmpty()) {
      hello.versions.add(legacy);
    }
    return hello;
  }

  private void extension(int type, ByteBuffer body) {
    switch (type) {
      case 0:
        body.position(3);
        serverName = Optional.of(text(vector(body, body.getShort())));
        break;
      case 10:
        ByteBuffer list = vector(body, body.getShort());
        while (list.hasRemaining()) {
          groups.add(list.getShort() & 0xffff);
        }
        break;
      case 16:
        ByteBuffer names = vector(body, body.getShort());
        while (names.hasRemaining()) {
          protocols.add(text(vector(names, names.get())));
        }
        break;
      case 43:
        ByteBuffer offered = vector(body, body.get());
        while (offered.hasRemaining()) {
          versions.add(offered.getShort() & 0xffff);
        }
        break;
      default:
        break;
    }
  }

  private static String text(ByteBuffer octets) {
    return StandardCharsets.US_ASCII.decode(octets).toString();
  }

  private static ByteBuffer vector(ByteBuffer in, int length) {
    int octets = length & 0xffff;
    ByteBuffer vector = in.slice();
    vector.limit(octets);
    in.position(in.position() + octets);
    return vector;
  }
}
