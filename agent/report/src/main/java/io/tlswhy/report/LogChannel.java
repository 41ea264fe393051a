package io.tlswhy.report;

import io.tlswhy.incident.IncidentEvent;
import io.tlswhy.incident.IncidentListener;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells incidents to people, through whatever log there is when the incident is told. */
final class LogChannel implements IncidentListener {
  private final Function<@Nullable ClassLoader, LogSink> log;

  LogChannel(Function<@Nullable ClassLoader, LogSink> log) {
    this.log = log;
  }

  @Override
  public void onEvent(IncidentEvent event) {
    write(event.application().get(), LogText.of(event));
  }

  /** Some logs tell applications apart by the context class loader of the thread that writes. */
  private void write(@Nullable ClassLoader application, String record) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(application);
    try {
      log.apply(application).write(record);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
