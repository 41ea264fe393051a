package io.tlswhy.probe.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * Asks a SOCKS 5 server for a connection (RFC 1928), without authentication.
 *
 * <p>The JDK's own SOCKS sockets would ask the application's Authenticator for a password.
 */
public final class SocksClient {
  private static final int VERSION = 5;
  private static final int NO_AUTHENTICATION = 0;

  private SocksClient() {}

  /** Asks for a connection to the target; the socket leads to the SOCKS server. */
  public static SocksAnswer connect(Socket socket, InetAddress target, int port)
      throws IOException {
    OutputStream out = socket.getOutputStream();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    out.write(new byte[] {VERSION, 1, NO_AUTHENTICATION});
    out.flush();
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      return SocksAnswer.ofVersion(version);
    }
    int method = in.readUnsignedByte();
    if (method != NO_AUTHENTICATION) {
      return SocksAnswer.ofMethod(method);
    }
    byte[] octets = target.getAddress();
    ByteBuffer request = ByteBuffer.allocate(6 + octets.length);
    byte addressType = (byte) (octets.length == 4 ? 1 : 4);
    request.put(new byte[] {VERSION, 1, 0, addressType}).put(octets).putShort((short) port);
    out.write(request.array());
    out.flush();
    in.readUnsignedByte();
    int reply = in.readUnsignedByte();
    if (reply != 0) {
      // Some servers close behind it, without the address that nobody needs.
      return SocksAnswer.ofReply(reply);
    }
    in.readUnsignedByte();
    int boundType = in.readUnsignedByte();
    int boundLength = boundType == 1 ? 4 : boundType == 4 ? 16 : in.readUnsignedByte();
    in.readFully(new byte[boundLength + 2]);
    return SocksAnswer.ofReply(reply);
  }
}
