package io.tlswhy.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Measures how much log {@code explain} reads in a second of CPU, and in how much memory: a log of
 * which one line in a hundred belongs to a failure, one with nothing but stack traces, and each of
 * them in two sizes, interleaved.
 *
 * <p>Usage: {@code ExplainedLogs [JAR [ROUNDS]]}. The exit status is 1 when a budget does not hold.
 */
public final class ExplainedLogs {
  private static final String HEAP = "-Xmx64m";
  private static final long SMALL = 64L << 20;
  private static final long LARGE = 512L << 20;
  private static final double MEGABYTE = 1 << 20;

  private final Random random = new Random(7);

  private ExplainedLogs() {}

  /**
   * What is read.
   *
   * @param name what the table calls it
   * @param ordinaryLines how many ordinary lines stand before each stack trace's line
   * @param budget the least MB in a second of CPU
   */
  private record Kind(String name, int ordinaryLines, int budget) {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String jar = arguments.length > 0 ? arguments[0] : "agent/target/tlswhy.jar";
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
    Path work = Files.createTempDirectory("tlswhy-bench");
    try {
      System.exit(new ExplainedLogs().run(jar, rounds, work) ? 0 : 1);
    } finally {
      Benchmark.delete(work);
    }
  }

  private boolean run(String jar, int rounds, Path work) throws IOException, InterruptedException {
    List<Kind> kinds =
        List.of(new Kind("1 % failing lines", 99, 200), new Kind("nothing but traces", 0, 50));
    Map<String, List<Double>> rates = new TreeMap<>();
    Map<String, List<Double>> memory = new TreeMap<>();
    Map<String, Path> logs = new TreeMap<>();
    for (Kind kind : kinds) {
      for (long size : new long[] {SMALL, LARGE}) {
        logs.put(kind.name() + size, write(work, kind, size));
      }
    }
    for (int round = -1; round < rounds; round++) {
      for (Map.Entry<String, Path> log : logs.entrySet()) {
        double[] seconds = explain(jar, log.getValue());
        if (round >= 0) {
          double rate = Files.size(log.getValue()) / MEGABYTE / seconds[0];
          rates.computeIfAbsent(log.getKey(), unused -> new ArrayList<>()).add(rate);
          memory.computeIfAbsent(log.getKey(), unused -> new ArrayList<>()).add(seconds[1]);
        }
      }
    }
    System.out.println(
        "| log | MB a second of CPU | budget | MB resident, 64 MB of log | 512 MB |");
    System.out.println("|---|---|---|---|---|");
    boolean holds = true;
    for (Kind kind : kinds) {
      double rate = median(rates, kind, LARGE);
      holds &= rate >= kind.budget();
      System.out.println(
          String.format(
              Locale.ROOT,
              "| %s | %.0f | %d | %.0f | %.0f |",
              kind.name(),
              rate,
              kind.budget(),
              median(memory, kind, SMALL),
              median(memory, kind, LARGE)));
    }
    return holds;
  }

  private static double median(Map<String, List<Double>> samples, Kind kind, long size) {
    return Statistics.median(samples.getOrDefault(kind.name() + size, List.of()));
  }

  /** Seconds of CPU, start of the JVM included, and MB resident at most. */
  private static double[] explain(String jar, Path log) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                Contenders.locationOf(ExplainedLogs.class) + java.io.File.pathSeparator + jar,
                io.tlswhy.bench.workload.ExplainLog.class.getName(),
                log.toString())
            .redirectOutput(Redirect.DISCARD)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      String[] figures = String.valueOf(lines.readLine()).split(" ", -1);
      process.waitFor();
      return new double[] {Double.parseDouble(figures[0]), Double.parseDouble(figures[1])};
    }
  }

  private Path write(Path work, Kind kind, long size) throws IOException {
    Path log = work.resolve(kind.ordinaryLines() + "-" + size + ".log");
    List<String> ordinary = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      ordinary.add(ordinaryLine(i));
    }
    try (Writer out = Files.newBufferedWriter(log)) {
      long written = 0;
      for (int i = 0; written < size; i++) {
        String failure = failure(i);
        long lines = kind.ordinaryLines() * failure.chars().filter(c -> c == '\n').count();
        for (long k = 0; k < lines; k++) {
          String line = ordinary.get(random.nextInt(ordinary.size()));
          out.write(line);
          written += line.length();
        }
        out.write(failure);
        written += failure.length();
      }
    }
    return log;
  }

  private String ordinaryLine(int number) {
    String[] words = {
      "request",
      "handled",
      "user",
      "order",
      "stored",
      "cache",
      "refreshed",
      "session",
      "opened",
      "status=200",
      "time=12ms",
      "path=/api/orders/4711",
      "offset",
      "committed",
      "metrics",
      "GET"
    };
    StringBuilder line = new StringBuilder("2026-11-20 10:00:00.");
    line.append(100 + number % 900).append(" [http-nio-8080-exec-").append(number % 50);
    line.append("] INFO  com.example.orders.Service -");
    for (int i = 0; i < 10; i++) {
      line.append(' ').append(words[random.nextInt(words.length)]);
    }
    return line.append('\n').toString();
  }

  private static String failure(int number) {
    String validation =
        "PKIX path validation failed: java.security.cert.CertPathValidatorException: validity"
            + " check failed\n";
    StringBuilder text =
        new StringBuilder("2026-11-20 10:00:00.123 [worker-1] ERROR com.example.orders.Client -");
    text.append(" call to https://partner").append(number % 20).append(".example.org failed\n");
    text.append("javax.net.ssl.SSLHandshakeException: ").append(validation);
    frames(text, 40);
    text.append("Caused by: sun.security.validator.ValidatorException: ").append(validation);
    frames(text, 8);
    text.append("\t... 32 common frames omitted\n");
    text.append("Caused by: java.security.cert.CertificateExpiredException: NotAfter: Fri Jan 01");
    text.append(" 00:00:00 UTC 2021\n");
    frames(text, 4);
    return text.append("\t... 40 common frames omitted\n").toString();
  }

  private static void frames(StringBuilder text, int count) {
    for (int i = 0; i < count; i++) {
      text.append("\tat org.example.framework.web.servlet.FilterChain.internalDoFilter");
      text.append("(FilterChain.java:").append(100 + i).append(")\n");
    }
  }
}
