package io.tlswhy.bench.workload;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.net.ssl.SSLException;

/**
 * Failing handshakes at a pace at which each of them is diagnosed: the median of what one costs its
 * own thread, once warm.
 */
public final class PacedFailures {
  private static final int WARM_UP = 150;
  private static final int COUNTED = 150;
  private static final long PAUSE_MILLIS = 60;

  private PacedFailures() {}

  /** The key store and its password are the arguments. */
  public static void main(String[] arguments)
      throws IOException, GeneralSecurityException, InterruptedException {
    Engines engines = new Engines(Path.of(arguments[0]), arguments[1], false);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] millis = new double[COUNTED];
    for (int i = -WARM_UP; i < COUNTED; i++) {
      long cpu = threads.getCurrentThreadCpuTime();
      try {
        engines.handshake("localhost", 443);
        throw new IllegalStateException("the handshake passed");
      } catch (SSLException expected) {
        cpu = threads.getCurrentThreadCpuTime() - cpu;
      }
      if (i >= 0) {
        millis[i] = cpu / 1e6;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    Arrays.sort(millis);
    System.out.println("diagnosis " + millis[COUNTED / 2]);
  }
}
