package io.tlswhy.e2e.app;

import java.security.Security;

/** Prints a security property of this JVM. */
public final class SecurityProperty {
  private SecurityProperty() {}

  /** Prints the one that the argument names. */
  public static void main(String[] arguments) {
    System.out.println(Security.getProperty(arguments[0]));
  }
}
