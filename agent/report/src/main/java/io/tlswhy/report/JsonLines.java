package io.tlswhy.report;

import io.tlswhy.incident.IncidentEvent;
import io.tlswhy.incident.IncidentListener;

/** Tells incidents to machines: one JSON object a line for each event. */
final class JsonLines implements IncidentListener {
  private final LogSink sink;

  JsonLines(LogSink sink) {
    this.sink = sink;
  }

  @Override
  public void onEvent(IncidentEvent event) {
    sink.write(IncidentJson.line(event));
  }
}
