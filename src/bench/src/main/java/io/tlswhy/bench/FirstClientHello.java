package io.tlswhy.bench;

import io.tlswhy.bench.workload.ClientHello;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;

/** The wall time from the start of a JVM until the first octet of its first ClientHello arrives. */
final class FirstClientHello implements Workload {
  private static final int LIMIT_MILLIS = 60_000;
  private static final Figure FIGURE =
      new Figure(
          "hello",
          "ms until the first ClientHello",
          new Figure.Budget(Contenders.NONE, Figure.Budget.Kind.DIFFERENCE, 80));

  @Override
  public String name() {
    return "hello";
  }

  @Override
  public List<Figure> figures() {
    return List.of(FIGURE);
  }

  @Override
  public Map<String, Double> run(JavaCommand java, Contender contender)
      throws IOException, InterruptedException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      listener.setSoTimeout(LIMIT_MILLIS);
      long start = System.nanoTime();
      Process process =
          java.start(
              contender, ClientHello.class, List.of(Integer.toString(listener.getLocalPort())));
      double millis;
      try (Socket accepted = listener.accept()) {
        if (accepted.getInputStream().read() < 0) {
          throw new IOException("the client closed before its ClientHello");
        }
        millis = (System.nanoTime() - start) / 1e6;
      }
      JavaCommand.figuresOf(process);
      return Map.of(FIGURE.name(), millis);
    }
  }
}
