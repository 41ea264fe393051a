package io.tlswhy.probe.dns;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.Message;
import org.xbill.DNS.io.IoClientFactory;
import org.xbill.DNS.io.TcpIoClient;
import org.xbill.DNS.io.UdpIoClient;

/**
 * Carries DNS messages on the calling thread.
 *
 * <p>dnsjava's own transport must not be used: it starts a thread that never ends and registers a
 * shutdown hook, both of which would hold our class loader and not be marked as the agent's.
 */
final class BlockingDnsTransport implements IoClientFactory, UdpIoClient, TcpIoClient {
  /** A lost datagram is sent again once, half-way. */
  private static final int TRIES = 2;

  @Override
  public TcpIoClient createOrGetTcpClient() {
    return this;
  }

  @Override
  public UdpIoClient createOrGetUdpClient() {
    return this;
  }

  @Override
  public CompletableFuture<byte[]> sendAndReceiveUdp(
      InetSocketAddress local,
      InetSocketAddress remote,
      Message query,
      byte[] data,
      int max,
      Duration timeout) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    try {
      answer.complete(overUdp(remote, data, max, timeout));
    } catch (IOException | RuntimeException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private static byte[] overUdp(InetSocketAddress remote, byte[] data, int max, Duration timeout)
      throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      // Connected: only this server's datagrams are taken, and a closed port is told by ICMP.
      socket.connect(remote);
      long start = System.nanoTime();
      for (int tries = 1; ; tries++) {
        socket.send(new DatagramPacket(data, data.length));
        try {
          return receive(socket, data, max, start + timeout.toNanos() * tries / TRIES);
        } catch (SocketTimeoutException e) {
          if (tries == TRIES) {
            throw e;
          }
        }
      }
    }
  }

  private static byte[] receive(DatagramSocket socket, byte[] query, int max, long deadline)
      throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[max], max);
    while (true) {
      socket.setSoTimeout(millisUntil(deadline));
      socket.receive(packet);
      byte[] answer = Arrays.copyOf(packet.getData(), packet.getLength());
      if (answer.length >= 2 && answer[0] == query[0] && answer[1] == query[1]) {
        return answer;
      }
    }
  }

  @Override
  public CompletableFuture<byte[]> sendAndReceiveTcp(
      InetSocketAddress local,
      InetSocketAddress remote,
      Message query,
      byte[] data,
      Duration timeout) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    try {
      answer.complete(overTcp(remote, data, System.nanoTime() + timeout.toNanos()));
    } catch (IOException | RuntimeException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private static byte[] overTcp(InetSocketAddress remote, byte[] data, long deadline)
      throws IOException {
    // NO_PROXY: the JDK would otherwise ask the application's ProxySelector for a SOCKS server.
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(remote, millisUntil(deadline));
      socket.setSoTimeout(millisUntil(deadline));
      ByteBuffer message = ByteBuffer.allocate(data.length + 2);
      message.putShort((short) data.length).put(data);
      socket.getOutputStream().write(message.array());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] answer = new byte[in.readUnsignedShort()];
      for (int read = 0; read < answer.length; ) {
        socket.setSoTimeout(millisUntil(deadline));
        int octets = in.read(answer, read, answer.length - read);
        if (octets < 0) {
          throw new IOException("The name server closed the connection within its answer");
        }
        read += octets;
      }
      return answer;
    }
  }

  private static int millisUntil(long deadline) throws SocketTimeoutException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (left <= 0) {
      throw new SocketTimeoutException("No time left for the name server");
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }
}
