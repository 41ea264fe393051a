package io.tlswhy.report;

import io.tlswhy.incident.IncidentEvent;
import io.tlswhy.incident.IncidentListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The channels that the options ask for. */
public final class Reports {
  private final Function<IncidentEvent, String> exceptionText;
  private final List<IncidentListener> listeners;

  private Reports(Function<IncidentEvent, String> exceptionText, List<IncidentListener> listeners) {
    this.exceptionText = exceptionText;
    this.listeners = Collections.unmodifiableList(listeners);
  }

  /**
   * The channels of validated options.
   *
   * @param loadedClasses all classes that are loaded in this JVM, by which the application's own
   *     log is found; asked for each record
   */
  public static Reports from(Map<String, String> options, Supplier<Class<?>[]> loadedClasses) {
    List<IncidentListener> listeners = new ArrayList<>();
    addLog(listeners, options.getOrDefault("log", "auto"), loadedClasses);
    return new Reports(
        new ExceptionText(ExceptionText.Detail.of(options.getOrDefault("exception", "on"))),
        listeners);
  }

  private static void addLog(
      List<IncidentListener> listeners, String value, Supplier<Class<?>[]> loadedClasses) {
    if (value.equals("off")) {
      return;
    }
    if (value.equals("stderr")) {
      listeners.add(new LogChannel(application -> LogSink.standardError()));
    } else {
      ApplicationLog log = new ApplicationLog(new LoadedClasses(loadedClasses));
      listeners.add(
          new LogChannel(application -> log.find(application).orElseGet(LogSink::standardError)));
    }
  }

  /** What makes the text that an exception's message gets. */
  public Function<IncidentEvent, String> exceptionText() {
    return exceptionText;
  }

  /** Who is told what becomes of incidents, in this order. */
  public List<IncidentListener> listeners() {
    return listeners;
  }
}
