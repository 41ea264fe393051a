package io.tlswhy.fuzz;

import io.tlswhy.probe.dns.NameServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;

/** A name server's answer, sent over the loopback interface with the question's identifier. */
public final class DnsTarget {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST = 60_000;
  private static final DatagramSocket SERVER = socket();
  private static volatile byte[] answer = new byte[0];

  static {
    Thread thread = new Thread(DnsTarget::serve, "name server");
    thread.setDaemon(true);
    thread.start();
  }

  private DnsTarget() {}

  private static DatagramSocket socket() {
    try {
      return new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve() {
    byte[] buffer = new byte[512];
    while (true) {
      try {
        DatagramPacket question = new DatagramPacket(buffer, buffer.length);
        SERVER.receive(question);
        byte[] sent = answer.clone();
        sent[0] = buffer[0];
        sent[1] = buffer[1];
        SERVER.send(new DatagramPacket(sent, sent.length, question.getSocketAddress()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2 || input.length > LARGEST) {
      return;
    }
    answer = input;
    InetSocketAddress address =
        new InetSocketAddress(SERVER.getLocalAddress(), SERVER.getLocalPort());
    Objects.requireNonNull(
        new NameServer(address).ask("crl.ca.test", NameServer.RecordType.A, PATIENCE).detail());
  }
}
