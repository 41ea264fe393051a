package io.tlswhy.e2e.app;

/** An application without TLS. */
public final class Greeting {
  private Greeting() {}

  /** Prints a greeting. */
  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
