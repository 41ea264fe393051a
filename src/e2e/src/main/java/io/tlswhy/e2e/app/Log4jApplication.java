package io.tlswhy.e2e.app;

import org.apache.logging.log4j.LogManager;

/** An application that logs through Log4j 2. */
public final class Log4jApplication {
  private Log4jApplication() {}

  /** Logs, fetches the URL that is the first argument, and stays for two seconds. */
  public static void main(String[] arguments) throws InterruptedException {
    LogManager.getLogger("application").error("started");
    Fetch.failOnce(arguments[0]);
    Thread.sleep(2_000);
  }
}
