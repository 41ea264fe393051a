package io.tlswhy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures every contender in one run, interleaved, and prints one Markdown table.
 *
 * <p>Usage: {@code Benchmark [--rounds N] [--java JAVA] [--agent JAR] [--opentelemetry JAR]
 * [--contenders NAME,NAME…] [WORKLOAD…]}. The exit status is 1 when a budget does not hold.
 */
public final class Benchmark {
  private Benchmark() {}

  /** Runs the named workloads, or all. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, GeneralSecurityException {
    Map<String, String> options = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith("--")) {
        options.put(arguments[i].substring(2), arguments[++i]);
      } else {
        names.add(arguments[i]);
      }
    }
    Path work = Files.createTempDirectory("tlswhy-bench");
    try {
      System.exit(run(options, names, work) ? 0 : 1);
    } finally {
      delete(work);
    }
  }

  private static boolean run(Map<String, String> options, List<String> names, Path work)
      throws IOException, InterruptedException, GeneralSecurityException {
    int rounds = Integer.parseInt(options.getOrDefault("rounds", "15"));
    Path java =
        Path.of(
            options.getOrDefault(
                "java", Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    JavaCommand command = new JavaCommand(java, Contenders.locationOf(Benchmark.class));
    List<Contender> all =
        Contenders.all(
            Path.of(options.getOrDefault("agent", "agent/target/tlswhy.jar")).toAbsolutePath(),
            Path.of(
                    options.getOrDefault(
                        "opentelemetry", "src/bench/target/opentelemetry-javaagent.jar"))
                .toAbsolutePath(),
            work);
    List<String> chosen = List.of(options.getOrDefault("contenders", "").split(","));
    List<Contender> contenders =
        options.containsKey("contenders")
            ? all.stream().filter(contender -> chosen.contains(contender.name())).toList()
            : all;
    System.out.println(Table.head(contenders));
    boolean holds = true;
    Path keyStore = KeyMaterial.create(work);
    for (Workload workload : Workloads.all(keyStore)) {
      if (names.isEmpty() || names.contains(workload.name())) {
        holds &= print(workload, contenders, samples(workload, contenders, command, rounds));
      }
    }
    if (names.isEmpty() || names.contains("fleet")) {
      System.out.println();
      Fleet.print(keyStore);
    }
    return holds;
  }

  /** In each round every contender runs once, in turning order; the first round is not counted. */
  private static List<Samples> samples(
      Workload workload, List<Contender> contenders, JavaCommand java, int rounds)
      throws IOException, InterruptedException {
    List<Samples> samples = workload.figures().stream().map(figure -> new Samples()).toList();
    for (int round = -1; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        Contender contender = contenders.get(Math.floorMod(round + i, contenders.size()));
        Map<String, Double> figures = workload.run(java, contender);
        for (int k = 0; round >= 0 && k < samples.size(); k++) {
          Double sample = figures.get(workload.figures().get(k).name());
          if (sample == null) {
            throw new IOException(workload.name() + " printed no " + workload.figures().get(k));
          }
          samples.get(k).add(contender, sample);
        }
      }
    }
    return samples;
  }

  private static boolean print(
      Workload workload, List<Contender> contenders, List<Samples> samples) {
    boolean holds = true;
    for (int k = 0; k < samples.size(); k++) {
      Figure figure = workload.figures().get(k);
      System.out.println(Table.row(figure, contenders, samples.get(k)));
      holds &= figure.budget().holds(figure.budget().compare(samples.get(k)));
    }
    return holds;
  }

  static void delete(Path work) throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
