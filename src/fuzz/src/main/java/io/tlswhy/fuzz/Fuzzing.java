package io.tlswhy.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fuzzes the targets one after the other, each in a JVM of its own, and prints how often each was
 * executed. An exception that gets out, a slow input, or one that takes more than the heap ends a
 * target's run and is kept as a file.
 *
 * <p>Arguments: {@code runs=N} for each target instead of its own number, {@code folder=DIR} for
 * corpora and findings, and names of targets; all of them without any.
 */
public final class Fuzzing {
  private static final String NO_CONNECTIONS =
      "com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery";
  private static final String DRIVER = "com.code_intelligence.jazzer.Jazzer";

  /** By the clock on the wall; {@link Watched} looks at the processor's time. */
  private static final int PATIENCE_SECONDS = 30;

  private static final Pattern EXECUTED =
      Pattern.compile("stat::number_of_executed_units:\\s*(\\d+)");
  private static final Pattern SLOWEST = Pattern.compile("stat::slowest_unit_time_sec:\\s*(\\d+)");

  private Fuzzing() {}

  /** Runs them; ends with 1 if there is a finding. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of("fuzz");
    long runs = 0;
    List<String> names = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith("folder=")) {
        folder = Path.of(argument.substring("folder=".length()));
      } else if (argument.startsWith("runs=")) {
        runs = Long.parseLong(argument.substring("runs=".length()));
      } else {
        names.add(argument);
      }
    }
    boolean found = false;
    Seeds seeds = new Seeds();
    for (Targets.Entry target : Targets.all()) {
      if (names.isEmpty() || names.contains(target.name())) {
        found |= !run(target, seeds, folder.resolve(target.name()), runs);
      }
    }
    System.exit(found ? 1 : 0);
  }

  private static boolean run(Targets.Entry target, Seeds seeds, Path folder, long runs)
      throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    int number = 0;
    for (byte[] seed : seeds.of(target.name())) {
      Files.write(corpus.resolve("seed-" + number++), seed);
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            DRIVER,
            "--target_class=" + Watched.class.getName(),
            "--target_args=" + target.name(),
            "--instrumentation_includes=io.tlswhy.**",
            // The one connection that a target makes is to the name server that it brings along.
            "--disabled_hooks=" + (target.name().equals("dns") ? NO_CONNECTIONS : "none"),
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + "/",
            "-timeout=" + PATIENCE_SECONDS,
            "-rss_limit_mb=2048",
            "-max_len=" + target.longest(),
            "-runs=" + (runs > 0 ? runs : target.runs()),
            "-print_final_stats=1",
            corpus.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String executed = "?";
    Path log = folder.resolve("log.txt");
    try (BufferedReader lines =
            new BufferedReader(
                new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        java.io.BufferedWriter kept = Files.newBufferedWriter(log)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        kept.write(line);
        kept.newLine();
        executed = first(EXECUTED, line, executed);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    int status = process.waitFor();
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-12s %12s executions, %s",
            target.name(),
            executed,
            status == 0 ? "nothing found" : "FOUND SOMETHING: see " + log));
    return status == 0;
  }

  private static String first(Pattern pattern, String line, String otherwise) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find() ? String.valueOf(matcher.group(1)) : otherwise;
  }
}
