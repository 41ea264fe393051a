package io.tlswhy.e2e.app;

import org.slf4j.LoggerFactory;

/** An application that logs through SLF4J, whatever is behind it. */
public final class Slf4jApplication {
  private Slf4jApplication() {}

  /** Logs, fetches the URL that is the first argument, and stays for two seconds. */
  public static void main(String[] arguments) throws InterruptedException {
    LoggerFactory.getLogger("application").info("started");
    Fetch.failOnce(arguments[0]);
    Thread.sleep(2_000);
  }
}
