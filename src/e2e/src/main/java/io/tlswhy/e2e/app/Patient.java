package io.tlswhy.e2e.app;

import java.io.IOException;

/** A service that has been running for a while: it fetches a URL whenever a line comes in. */
public final class Patient {
  private Patient() {}

  /** Fetches the URL that is the first argument for each line of standard input. */
  public static void main(String[] arguments) throws IOException {
    Fetch.failOnce(arguments[0]);
    System.out.println("ready");
    for (int read = System.in.read(); read >= 0; read = System.in.read()) {
      if (read == '\n') {
        Fetch.failOnce(arguments[0]);
      }
    }
  }
}
