package io.tlswhy.report;

import io.tlswhy.incident.IncidentEvent;
import io.tlswhy.incident.IncidentListener;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The channels that the options ask for.
 *
 * <p>Made on a failing thread: nothing is opened or written before the first incident is told.
 */
public final class Reports {
  private static final String OFF = "off";
  private static final String STDERR = "stderr";
  private static final String FILE = "file:";

  private final Function<IncidentEvent, String> exceptionText;
  private final List<IncidentListener> listeners;

  private Reports(Function<IncidentEvent, String> exceptionText, List<IncidentListener> listeners) {
    this.exceptionText = exceptionText;
    this.listeners = Collections.unmodifiableList(listeners);
  }

  /**
   * The channels of validated options.
   *
   * @param loadedClasses all classes that are loaded in this JVM, among which the application's own
   *     log is found; asked for each record
   */
  public static Reports from(Map<String, String> options, Supplier<Class<?>[]> loadedClasses) {
    List<IncidentListener> listeners = new ArrayList<>();
    String log = options.getOrDefault("log", "auto");
    if (!log.equals(OFF)) {
      listeners.add(log(log, loadedClasses));
    }
    String json = options.getOrDefault("json", OFF);
    if (!json.equals(OFF)) {
      listeners.add(json(json));
    }
    String dir = options.getOrDefault("dir", OFF);
    if (!dir.equals(OFF)) {
      listeners.add(new IncidentFolder(Paths.get(dir)));
    }
    return new Reports(
        new ExceptionText(ExceptionText.Detail.of(options.getOrDefault("exception", "on"))),
        listeners);
  }

  private static IncidentListener log(String value, Supplier<Class<?>[]> loadedClasses) {
    if (value.equals(STDERR)) {
      return new LogChannel(application -> LogSink.standardError());
    }
    if (value.startsWith(FILE)) {
      LogSink file = AppendedFile.rotated(Paths.get(value.substring(FILE.length())));
      LogSink sink = new FallbackSink("log", file, LogSink.standardError());
      return new LogChannel(application -> sink);
    }
    ApplicationLog log = new ApplicationLog(new LoadedClasses(loadedClasses));
    return new LogChannel(application -> log.find(application).orElseGet(LogSink::standardError));
  }

  private static IncidentListener json(String value) {
    return new JsonLines(
        value.equals(STDERR)
            ? LogSink.standardError()
            : new FallbackSink("json", AppendedFile.growing(Paths.get(value)), LogSink.nothing()));
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
