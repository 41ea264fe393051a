package io.tlswhy.bench.workload;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Runs {@code explain} on a log as the jar's own main does, and tells at the end, on standard
 * error, the seconds of CPU and the most MB that were resident.
 */
public final class ExplainLog {
  private ExplainLog() {}

  /** Takes the log. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    // The command line ends the JVM with its exit status.
    Runtime.getRuntime().addShutdownHook(new Thread(ExplainLog::tell));
    String[] command = {"explain", "--json", arguments[0]};
    Class.forName("io.tlswhy.entry.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) command);
  }

  private static void tell() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.err.println(
        String.format(
            Locale.ROOT, "%.3f %.1f", system.getProcessCpuTime() / 1e9, residentAtMost() / 1024));
  }

  /** In kB, as Linux counts it. */
  private static double residentAtMost() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Double.parseDouble(line.replaceAll("[^0-9]", ""));
        }
      }
    } catch (IOException unknown) {
      return Double.NaN;
    }
    return Double.NaN;
  }
}
