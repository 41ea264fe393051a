package io.tlswhy.e2e.app;

import java.util.logging.Logger;

/** An application that logs through java.util.logging. */
public final class JulApplication {
  private JulApplication() {}

  /** Logs, fetches the URL that is the first argument, and stays for two seconds. */
  public static void main(String[] arguments) throws InterruptedException {
    Logger.getLogger("application").info("started");
    Fetch.failOnce(arguments[0]);
    Thread.sleep(2_000);
  }
}
