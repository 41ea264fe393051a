package io.tlswhy.assembly;

import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * What the libraries that we ship get instead of {@code org.slf4j.LoggerFactory}: loggers that say
 * nothing.
 *
 * <p>The packer writes this name into them. SLF4J's own factory would obey the application's system
 * properties, and would complain on its standard error.
 */
public final class SilentLoggers {
  private SilentLoggers() {}

  /** A logger that says nothing. */
  public static Logger getLogger(Class<?> type) {
    return NOPLogger.NOP_LOGGER;
  }

  /** A logger that says nothing. */
  public static Logger getLogger(String name) {
    return NOPLogger.NOP_LOGGER;
  }
}
