package io.tlswhy.bench;

import static io.tlswhy.bench.Figure.Budget.Kind.DIFFERENCE;
import static io.tlswhy.bench.Figure.Budget.Kind.RATIO;

import io.tlswhy.bench.Figure.Budget;
import io.tlswhy.bench.workload.FirstFailure;
import io.tlswhy.bench.workload.Handshakes;
import io.tlswhy.bench.workload.PacedFailures;
import io.tlswhy.bench.workload.Storm;
import java.nio.file.Path;
import java.util.List;

/** All workloads with their budgets. */
final class Workloads {
  private Workloads() {}

  static List<Workload> all(Path keyStore) {
    List<String> keys = List.of(keyStore.toString(), KeyMaterial.PASSWORD);
    return List.of(
        new WholeProcess(),
        new FirstClientHello(),
        new PrintedFigures(
            "handshakes",
            Handshakes.class,
            keys,
            List.of(
                new Figure(
                    "handshakes",
                    "successful handshakes a second of CPU",
                    new Budget(Contenders.NONE, RATIO, 0.99)),
                new Figure("allocation", "bytes allocated by each", atMost(200)))),
        new PrintedFigures(
            "failure",
            FirstFailure.class,
            keys,
            List.of(
                new Figure("failure", "ms for the first failing handshake", atMost(100)),
                new Figure("before", "MB resident before it", atMost(2)),
                new Figure("after", "MB resident after it", atMost(40)))),
        new PrintedFigures(
            "diagnosis",
            PacedFailures.class,
            keys,
            List.of(
                new Figure(
                    "diagnosis", "ms of CPU on the failing thread, median, warm", atMost(2.5)))),
        storm(1, keys),
        storm(10_000, keys));
  }

  private static Budget atMost(double difference) {
    return new Budget(Contenders.NONE, DIFFERENCE, difference);
  }

  private static Workload storm(int peers, List<String> keys) {
    String name = "storm-" + peers;
    return new PrintedFigures(
        name,
        Storm.class,
        List.of(keys.get(0), keys.get(1), Integer.toString(peers)),
        List.of(
            new Figure(
                name,
                "failing handshakes a second of CPU, peers: " + peers,
                new Budget(Contenders.NONE, RATIO, 0.90)),
            new Figure("retained-" + peers, "MB of heap in use after it", atMost(16))));
  }
}
