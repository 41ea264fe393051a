package io.tlswhy.bench;

import io.tlswhy.bench.workload.Nothing;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The wall time of a JVM that never uses TLS, from its start to its end. */
final class WholeProcess implements Workload {
  private static final Figure FIGURE =
      new Figure(
          "start",
          "ms for a JVM without TLS",
          new Figure.Budget(Contenders.EMPTY, Figure.Budget.Kind.DIFFERENCE, 5));

  @Override
  public String name() {
    return "start";
  }

  @Override
  public List<Figure> figures() {
    return List.of(FIGURE);
  }

  @Override
  public Map<String, Double> run(JavaCommand java, Contender contender)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    JavaCommand.figuresOf(java.start(contender, Nothing.class, List.of()));
    return Map.of(FIGURE.name(), (System.nanoTime() - start) / 1e6);
  }
}
