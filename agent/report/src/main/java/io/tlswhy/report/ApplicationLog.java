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
    Optional<Class<?>> log4j = loaded.find("org.apache.logging.log4j.LogManager", application);
    // SLF4J over Log4j would look for the configuration of whoever calls, which is us.
    if (loaded.find("org.apache.logging.log4j.core.LoggerContext", application).isPresent()
        && log4j.isPresent()) {
      return log4j(log4j.get(), application);
    }
    Optional<LogSink> slf4j =
        loaded.find("org.slf4j.LoggerFactory", application).flatMap(ApplicationLog::slf4j);
    if (slf4j.isPresent()) {
      return slf4j;
    }
    if (log4j.isPresent()) {
      return log4j(log4j.get(), application);
    }
    return loaded.find("java.util.logging.LogManager", application).map(manager -> new Jul());
  }

  /** SLF4J without a binding would swallow the record. */
  private static Optional<LogSink> slf4j(Class<?> factory) {
    try {
      Object bound = factory.getMethod("getILoggerFactory").invoke(null);
      if (bound == null
          || bound.getClass().getName().equals("org.slf4j.helpers.NOPLoggerFactory")) {
        return Optional.empty();
      }
      Object logger = factory.getMethod("getLogger", String.class).invoke(null, LOGGER);
      return Optional.of(warn(logger, "org.slf4j.Logger", factory.getClassLoader()));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  /** Log4j has a configuration for each class loader: the application's is asked for. */
  private static Optional<LogSink> log4j(Class<?> manager, @Nullable ClassLoader application) {
    ClassLoader own = manager.getClassLoader();
    try {
      Object context =
          manager
              .getMethod("getContext", ClassLoader.class, boolean.class)
              .invoke(null, application == null ? own : application, false);
      Object logger =
          Class.forName("org.apache.logging.log4j.spi.LoggerContext", false, own)
              .getMethod("getLogger", String.class)
              .invoke(context, LOGGER);
      return Optional.of(warn(logger, "org.apache.logging.log4j.Logger", own));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  private static LogSink warn(Object logger, String type, ClassLoader loader)
      throws ReflectiveOperationException {
    Method warn = Class.forName(type, false, loader).getMethod("warn", String.class);
    return record -> {
      try {
        warn.invoke(logger, record);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the application's log refused a record", e);
      }
    };
  }

  /** A class of its own: a run-time image can lack the module java.logging. */
  private static final class Jul implements LogSink {
    @Override
    public void write(String record) {
      // Without a class and method named, a formatter shows the logger's name.
      Logger.getLogger(LOGGER).logp(Level.WARNING, null, null, record);
    }
  }
}
