package io.tlswhy.bench.workload;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;

/**
 * Nothing but failing handshakes, of one peer or of ten thousand: how many a second of CPU, and how
 * much of the heap is in use after it.
 */
public final class Storm {
  /** A storm goes on: what the JVM spends on compiling is over by then. */
  private static final int WARM_UP = 4_000;

  private static final int COUNTED = 3_000;

  private Storm() {}

  /** The key store, its password and the number of peers are the arguments. */
  public static void main(String[] arguments)
      throws IOException, GeneralSecurityException, InterruptedException {
    int peers = Integer.parseInt(arguments[2]);
    Engines engines = new Engines(Path.of(arguments[0]), arguments[1], false);
    fail(engines, WARM_UP, peers);
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    fail(engines, COUNTED, peers);
    cpu = system.getProcessCpuTime() - cpu;
    System.out.println("storm-" + peers + " " + COUNTED * 1e9 / cpu);
    // What waits to be told is told by then.
    Thread.sleep(2_000);
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.println("retained-" + peers + " " + used / (1024.0 * 1024));
  }

  private static void fail(Engines engines, int times, int peers) {
    for (int i = 0; i < times; i++) {
      try {
        engines.handshake("peer-" + i % peers + ".test", 443);
        throw new IllegalStateException("the handshake passed");
      } catch (SSLException expected) {
        continue;
      }
    }
  }
}
