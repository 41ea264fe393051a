package io.tlswhy.report;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The log that the application itself writes: SLF4J, Log4j 2 or java.util.logging, whichever is in
 * use already, under the logger {@code tlswhy} at level WARN.
 *
 * <p>It is looked for anew for each record, which is seldom: to remember a logger would keep a
 * redeployed application from being unloaded.
 */
final class ApplicationLog {
  private static final String LOGGER = "tlswhy";

  private final LoadedClasses loaded;

  ApplicationLog(LoadedClasses loaded) {
    this.loaded = loaded;
  }

  /** The log of the application whose context class loader that is, if it has one. */
  Optional<LogSink> find(@Nullable ClassLoader application) {
    Optional<LogSink> slf4j =
        loaded.find("org.slf4j.LoggerFactory", application).flatMap(ApplicationLog::slf4j);
    if (slf4j.isPresent()) {
      return slf4j;
    }
    Optional<LogSink> log4j =
        loaded
            .find("org.apache.logging.log4j.LogManager", application)
            .flatMap(manager -> reflected(manager, "org.apache.logging.log4j.Logger"));
    if (log4j.isPresent()) {
      return log4j;
    }
    return loaded.find("java.util.logging.LogManager", application).map(manager -> new JulSink());
  }

  /** SLF4J without a binding would swallow the record. */
  private static Optional<LogSink> slf4j(Class<?> factory) {
    try {
      Object bound = factory.getMethod("getILoggerFactory").invoke(null);
      if (bound == null
          || bound.getClass().getName().equals("org.slf4j.helpers.NOPLoggerFactory")) {
        return Optional.empty();
      }
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
    return reflected(factory, "org.slf4j.Logger");
  }

  private static Optional<LogSink> reflected(Class<?> factory, String loggerType) {
    try {
      Object logger = factory.getMethod("getLogger", String.class).invoke(null, LOGGER);
      Method warn =
          Class.forName(loggerType, false, factory.getClassLoader())
              .getMethod("warn", String.class);
      return Optional.of(
          record -> {
            try {
              warn.invoke(logger, record);
            } catch (ReflectiveOperationException e) {
              throw new IllegalStateException("the application's log refused a record", e);
            }
          });
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  /** A class of its own: a run-time image can lack the module java.logging. */
  private static final class JulSink implements LogSink {
    /** Held, since java.util.logging forgets loggers that nobody holds. */
    private static final Logger HELD = Logger.getLogger(LOGGER);

    @Override
    public void write(String record) {
      // Without a class and method named, a formatter shows the logger's name.
      HELD.logp(Level.WARNING, null, null, record);
    }
  }
}
