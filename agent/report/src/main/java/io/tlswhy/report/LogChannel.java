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
    log.apply(event.application().get()).write(LogText.of(event));
  }

  @Override
  public void onNotice(String line) {
    log.apply(null).write(Escape.line(line, 500));
  }
}
