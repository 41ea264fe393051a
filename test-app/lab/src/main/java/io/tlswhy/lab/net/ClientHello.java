package io.tlswhy.lab.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a device on the way, or a server, sees of a ClientHello.
 *
 * @param record the record as it came
 * @param serverName the name in SNI, if there is one
 * @param applicationProtocols the names in ALPN
 */
public record ClientHello(
    byte[] record, Optional<String> serverName, List<String> applicationProtocols) {
  private static final int RECORD_HEADER = 5;
  private static final int BEFORE_SESSION_ID = RECORD_HEADER + 4 + 2 + 32;
  private static final int SERVER_NAME = 0;
  private static final int APPLICATION_PROTOCOLS = 16;

  /** Reads the first record of a connection. */
  public static ClientHello read(InputStream in) throws IOException {
    byte[] header = in.readNBytes(RECORD_HEADER);
    if (header.length < RECORD_HEADER) {
      throw new IOException("closed before a ClientHello");
    }
    byte[] body = in.readNBytes(ByteBuffer.wrap(header, 3, 2).getShort() & 0xffff);
    byte[] record = ByteBuffer.allocate(header.length + body.length).put(header).put(body).array();
    try {
      return parse(record);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("no ClientHello", e);
    }
  }

  private static ClientHello parse(byte[] record) {
    ByteBuffer in = ByteBuffer.wrap(record);
    in.position(BEFORE_SESSION_ID);
    vector(in, in.get() & 0xff);
    vector(in, in.getShort() & 0xffff);
    vector(in, in.get() & 0xff);
    ByteBuffer extensions = vector(in, in.getShort() & 0xffff);
    Optional<String> name = Optional.empty();
    List<String> protocols = new ArrayList<>();
    while (extensions.hasRemaining()) {
      int type = extensions.getShort() & 0xffff;
      ByteBuffer extension = vector(extensions, extensions.getShort() & 0xffff);
      if (type == SERVER_NAME) {
        extension.position(3);
        name = Optional.of(text(vector(extension, extension.getShort() & 0xffff)));
      } else if (type == APPLICATION_PROTOCOLS) {
        extension.getShort();
        while (extension.hasRemaining()) {
          protocols.add(text(vector(extension, extension.get() & 0xff)));
        }
      }
    }
    return new ClientHello(record, name, protocols);
  }

  private static String text(ByteBuffer octets) {
    return StandardCharsets.US_ASCII.decode(octets).toString();
  }

  private static ByteBuffer vector(ByteBuffer in, int length) {
    ByteBuffer vector = in.slice().limit(length);
    in.position(in.position() + length);
    return vector;
  }
}
