package io.tlswhy.e2e.app;

/** An application that uses a TLS provider other than the JDK's. */
public final class OtherProvider {
  private OtherProvider() {}

  /** Loads the class that is the first argument, twice, as two users of the provider would. */
  public static void main(String[] arguments) throws ClassNotFoundException {
    Class.forName(arguments[0]);
    Class.forName(arguments[0]);
    System.out.println("done");
  }
}
