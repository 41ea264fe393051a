package io.tlswhy.bench.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;

/** The first handshake of a JVM that fails: how long it takes, and what stays in memory. */
public final class FirstFailure {
  private FirstFailure() {}

  /** The key store and its password are the arguments. */
  public static void main(String[] arguments)
      throws IOException, GeneralSecurityException, InterruptedException {
    new Engines(Path.of(arguments[0]), arguments[1], true).handshake("localhost", 443);
    Engines failing = new Engines(Path.of(arguments[0]), arguments[1], false);
    System.out.println("before " + residentMegabytes());
    long start = System.nanoTime();
    try {
      failing.handshake("localhost", 443);
      throw new IllegalStateException("the handshake passed");
    } catch (SSLException expected) {
      System.out.println("failure " + (System.nanoTime() - start) / 1e6);
    }
    // What an agent does after the failure, on its own threads, belongs to its memory.
    Thread.sleep(1_500);
    System.out.println("after " + residentMegabytes());
  }

  private static double residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    throw new IOException("no VmRSS here: this figure needs Linux");
  }
}
