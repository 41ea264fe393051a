package io.tlswhy.probe.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server that gives one kind of answer. */
public final class TestNameServer implements AutoCloseable {
  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final AtomicInteger queries = new AtomicInteger();

  private TestNameServer(Answering answering) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    tcp = new ServerSocket(0, 5, loopback);
    udp = new DatagramSocket(tcp.getLocalPort(), loopback);
    start(() -> serveUdp(answering));
    start(() -> serveTcp(answering));
  }

  /** Makes an answer, or none, which is an empty array. */
  private interface Answering {
    byte[] to(Message query, boolean overTcp) throws IOException;
  }

  /** Answers with these addresses to A, with none to AAAA. */
  public static TestNameServer answering(String... addresses) throws IOException {
    return new TestNameServer((query, overTcp) -> answer(query, List.of(addresses)).toWire());
  }

  /** Answers with that error. */
  public static TestNameServer failing(int code) throws IOException {
    return new TestNameServer(
        (query, overTcp) -> {
          Message answer = answer(query, List.of());
          answer.getHeader().setRcode(code);
          return answer.toWire();
        });
  }

  /** Answers nothing. */
  public static TestNameServer silent() throws IOException {
    return new TestNameServer((query, overTcp) -> new byte[0]);
  }

  static TestNameServer truncating(String... addresses) throws IOException {
    return new TestNameServer(
        (query, overTcp) -> {
          Message answer = answer(query, overTcp ? List.of(addresses) : List.of());
          if (!overTcp) {
            answer.getHeader().setFlag(Flags.TC);
          }
          return answer.toWire();
        });
  }

  static TestNameServer garbage() throws IOException {
    return new TestNameServer(
        (query, overTcp) -> {
          byte[] answer = Arrays.copyOf(query.toWire(), 40);
          Arrays.fill(answer, 4, 40, (byte) 0xff);
          return answer;
        });
  }

  private static Message answer(Message query, List<String> addresses) throws IOException {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setRcode(Rcode.NOERROR);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    if (query.getQuestion().getType() == Type.A) {
      for (String address : addresses) {
        answer.addRecord(
            new ARecord(
                query.getQuestion().getName(), DClass.IN, 60, InetAddress.getByName(address)),
            Section.ANSWER);
      }
    }
    return answer;
  }

  /** What asks this server. */
  public NameServer client() {
    return new NameServer(new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort()));
  }

  int queries() {
    return queries.get();
  }

  private static void start(Runnable serving) {
    Thread thread = new Thread(serving, "test name server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serveUdp(Answering answering) {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        udp.receive(packet);
        queries.incrementAndGet();
        byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
        byte[] answer = answering.to(new Message(octets), false);
        if (answer.length > 0) {
          udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // The test is over.
      udp.close();
    }
  }

  private void serveTcp(Answering answering) {
    try {
      while (true) {
        try (Socket socket = tcp.accept()) {
          DataInputStream in = new DataInputStream(socket.getInputStream());
          byte[] octets = new byte[in.readUnsignedShort()];
          in.readFully(octets);
          byte[] answer = answering.to(new Message(octets), true);
          DataOutputStream out = new DataOutputStream(socket.getOutputStream());
          out.writeShort(answer.length);
          out.write(answer);
        }
      }
    } catch (IOException e) {
      // The test is over.
      udp.close();
    }
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }
}
