package io.tlswhy.bench;

import io.tlswhy.bench.workload.BlockedReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how long it takes until n blocked endpoints are reported, beside a script that asks for
 * the same with openssl and curl, one after the other. Prints a Markdown table in time-outs.
 *
 * <p>Usage: {@code BlockedEndpoints [--rounds N] [--timeout SECONDS] [--java JAVA] [--agent JAR]
 * [n…]}. The exit status is 1 when a report takes longer than 1.1 time-outs.
 */
public final class BlockedEndpoints {
  private static final double BUDGET = 1.1;

  /** What a person would do by hand: read the pointers, and fetch each with the same time-out. */
  private static final String SCRIPT =
      """
      for url in $(openssl x509 -in "$1" -noout -ext crlDistributionPoints | sed -n 's/.*URI://p')
      do
        curl -sS -m "$2" --noproxy '*' -o crl.der "$url" \\
          && openssl crl -inform der -in crl.der -noout -nextupdate
      done
      """;

  private final JavaCommand java;
  private final Path agent;
  private final int timeout;
  private final int rounds;
  private final Path work;

  private BlockedEndpoints(JavaCommand java, Path agent, int timeout, int rounds, Path work) {
    this.java = java;
    this.agent = agent;
    this.timeout = timeout;
    this.rounds = rounds;
    this.work = work;
  }

  /** Runs the named numbers of endpoints, or 1, 2, 5, 10 and 20. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, String> options = new HashMap<>();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith("--")) {
        options.put(arguments[i].substring(2), arguments[++i]);
      } else {
        numbers.add(Integer.valueOf(arguments[i]));
      }
    }
    Path home = Path.of(System.getProperty("java.home"), "bin", "java");
    BlockedEndpoints measured =
        new BlockedEndpoints(
            new JavaCommand(
                Path.of(options.getOrDefault("java", home.toString())),
                Contenders.locationOf(BlockedEndpoints.class)),
            Path.of(options.getOrDefault("agent", "agent/target/tlswhy.jar")).toAbsolutePath(),
            Integer.parseInt(options.getOrDefault("timeout", "5")),
            Integer.parseInt(options.getOrDefault("rounds", "3")),
            Files.createTempDirectory("tlswhy-bench"));
    boolean holds;
    try {
      holds = measured.run(numbers.isEmpty() ? List.of(1, 2, 5, 10, 20) : numbers);
    } finally {
      Benchmark.delete(measured.work);
    }
    System.exit(holds ? 0 : 1);
  }

  private boolean run(List<Integer> numbers) throws IOException, InterruptedException {
    System.out.println(
        "| blocked endpoints | report, time-outs after the failure | script, time-outs"
            + " | script / tlswhy | budget | |\n|---|---|---|---|---|---|");
    boolean holds = true;
    for (int number : numbers) {
      List<Double> ours = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        try (FullQueues blocked = new FullQueues(number)) {
          Path folder = Files.createTempDirectory(work, "n" + number);
          Path store = KeyMaterial.withLists(folder, blocked.urls());
          ours.add(report(store, folder, number) / timeout);
          theirs.add(script(folder) / timeout);
        }
      }
      double middle = Statistics.median(ours);
      holds &= middle <= BUDGET;
      System.out.printf(
          "| %d | %s | %s | %s | ≤ %s | %s |%n",
          number,
          Table.number(middle),
          Table.number(Statistics.median(theirs)),
          Table.number(
              Statistics.compare(theirs, ours, (script, report) -> script / report).middle()),
          Table.number(BUDGET),
          middle <= BUDGET ? "holds" : "**does not hold**");
    }
    return holds;
  }

  /** Seconds from the failure of the handshake to the report. */
  private double report(Path store, Path folder, int number)
      throws IOException, InterruptedException {
    Path reports = folder.resolve("reports.jsonl");
    // The JVM asks each endpoint by itself before the handshake fails: that is not measured, and
    // nothing is to be told while it waits.
    String agentOptions =
        "=allow=127.0.0.0/8,log=off,slow=1h,timeout=" + timeout + "s,json=" + reports;
    Contender contender =
        new Contender(
            Contenders.TLSWHY,
            List.of(
                "-javaagent:" + agent + agentOptions,
                "-Dcom.sun.net.ssl.checkRevocation=true",
                "-Dcom.sun.security.enableCRLDP=true",
                "-Dcom.sun.security.crl.timeout=1"));
    Process process =
        java.start(
            contender,
            BlockedReport.class,
            List.of(store.toString(), KeyMaterial.PASSWORD, reports.toString()));
    Map<String, Double> figures = JavaCommand.figuresOf(process);
    if (figures.getOrDefault("endpoints", 0.0) != number) {
      throw new IOException("the report is not about " + number + " endpoints: " + figures);
    }
    return figures.getOrDefault("report", Double.NaN);
  }

  private double script(Path folder) throws IOException, InterruptedException {
    Path script = Files.write(folder.resolve("ask"), SCRIPT.getBytes(StandardCharsets.UTF_8));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                "sh", script.toString(), folder.resolve("server.pem").toString(), "" + timeout)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getInputStream().readAllBytes();
    process.waitFor();
    return (System.nanoTime() - start) / 1e9;
  }
}
