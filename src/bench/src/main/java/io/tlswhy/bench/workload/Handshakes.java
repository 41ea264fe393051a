package io.tlswhy.bench.workload;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Successful full handshakes, one after the other: how many a second and what each allocates. */
public final class Handshakes {
  private static final int WARM_UP = 400;
  private static final int COUNTED = 600;

  private Handshakes() {}

  /** The key store and its password are the arguments. */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    Engines engines = new Engines(Path.of(arguments[0]), arguments[1], true);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    for (int i = 0; i < WARM_UP; i++) {
      engines.handshake("localhost", 443);
    }
    long allocated = threads.getThreadAllocatedBytes(thread);
    long cpu = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < COUNTED; i++) {
      engines.handshake("localhost", 443);
    }
    cpu = threads.getCurrentThreadCpuTime() - cpu;
    allocated = threads.getThreadAllocatedBytes(thread) - allocated;
    System.out.println("handshakes " + COUNTED * 1e9 / cpu);
    System.out.println("allocation " + (double) allocated / COUNTED);
  }
}
