package io.tlswhy.probe.handshake;

import io.tlswhy.probe.net.Closing;
import io.tlswhy.probe.net.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** One TCP connection, straight to an address, with a time at which it must end. */
final class Line implements Closeable {
  private static final int BUFFER = 4096;

  private final Socket socket;
  private final Deadline deadline;
  private final byte[] buffer = new byte[BUFFER];

  private Line(Socket socket, Deadline deadline) {
    this.socket = socket;
    this.deadline = deadline;
  }

  /** Connects; takes an address, never a name. */
  static Line open(InetSocketAddress address, Deadline deadline) throws IOException {
    Socket socket = new Socket(Proxy.NO_PROXY);
    try {
      socket.connect(address, millisLeft(deadline));
      socket.setTcpNoDelay(true);
      return new Line(socket, deadline);
    } catch (IOException e) {
      Closing.quietly(socket);
      throw e;
    }
  }

  void send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
  }

  /**
   * Waits for octets.
   *
   * @return how many are in {@link #buffer()}, -1 at the end
   * @throws SocketTimeoutException when the time is up
   */
  int read() throws IOException {
    return read(BUFFER);
  }

  /** Waits for octets and takes no more than that. */
  int read(int most) throws IOException {
    socket.setSoTimeout(millisLeft(deadline));
    return socket.getInputStream().read(buffer, 0, Math.min(most, BUFFER));
  }

  /** Waits for one octet; -1 at the end. */
  int readOctet() throws IOException {
    return read(1) < 0 ? -1 : buffer[0] & 0xff;
  }

  byte[] buffer() {
    return buffer;
  }

  private static int millisLeft(Deadline deadline) throws SocketTimeoutException {
    long millis = deadline.left().toMillis();
    if (millis <= 0) {
      throw new SocketTimeoutException("no time left");
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  @Override
  public void close() {
    Closing.quietly(socket);
  }
}
