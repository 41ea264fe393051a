package io.tlswhy.bench.workload;

/** A JVM that never uses TLS. */
public final class Nothing {
  private Nothing() {}

  /** Prints a greeting. */
  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
