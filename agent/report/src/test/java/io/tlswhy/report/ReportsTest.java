package io.tlswhy.report;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tlswhy.incident.IncidentEvent;
import io.tlswhy.incident.IncidentListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ReportsTest {
  private static final Class<?>[] NO_CLASSES = {};

  @TempDir private Path folder;

  @Test
  void recordGoesThroughSlf4jWhereTheApplicationUsesIt() {
    Logger logger = (Logger) LoggerFactory.getLogger("tlswhy");
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    logger.addAppender(appender);
    logger.setAdditive(false);

    String error =
        standardErrorOf(
            () ->
                tell(
                    Map.of("log", "auto"),
                    new Class<?>[] {LogManager.class, LoggerFactory.class},
                    Samples.opened()));

    logger.detachAppender(appender);
    assertThat(error).isEmpty();
    assertThat(appender.list).hasSize(1);
    assertThat(appender.list.get(0).getLevel()).isEqualTo(Level.WARN);
    assertThat(appender.list.get(0).getFormattedMessage()).isEqualTo(LogText.of(Samples.opened()));
  }

  @Test
  void recordGoesThroughTheApplicationsOwnLog4jAlsoWhereSlf4jIsThereToo() {
    List<String> messages = new ArrayList<>();
    AbstractAppender appender =
        new AbstractAppender("test", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            messages.add(
                event.getLevel()
                    + " "
                    + event.getLoggerName()
                    + " "
                    + event.getMessage().getFormattedMessage());
          }
        };
    appender.start();
    LoggerContext context =
        (LoggerContext)
            org.apache.logging.log4j.LogManager.getContext(getClass().getClassLoader(), false);
    context.getConfiguration().getRootLogger().setLevel(org.apache.logging.log4j.Level.INFO);
    context.updateLoggers();
    context.getRootLogger().addAppender(appender);
    IncidentEvent event =
        Samples.event(IncidentEvent.Kind.OPENED, Samples.proxyRequired())
            .application(new WeakReference<>(getClass().getClassLoader()))
            .build();

    tell(
        Map.of(),
        new Class<?>[] {
          LoggerFactory.class, LoggerContext.class, org.apache.logging.log4j.LogManager.class
        },
        event);

    context.getRootLogger().removeAppender(appender);
    assertThat(messages).containsExactly("WARN tlswhy " + LogText.of(event));
  }

  @Test
  void applicationsLogSeesTheApplicationsContextClassLoaderAndTheAgentKeepsItNot() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    ClassLoader application = new URLClassLoader(new URL[0], before);
    List<ClassLoader> seen = new ArrayList<>();
    LogChannel channel =
        new LogChannel(
            loader -> record -> seen.add(Thread.currentThread().getContextClassLoader()));

    channel.onEvent(
        Samples.event(IncidentEvent.Kind.OPENED, Samples.proxyRequired())
            .application(new WeakReference<>(application))
            .build());

    assertThat(seen).containsExactly(application);
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void recordGoesThroughJavaUtilLoggingWhereNothingElseIsInUse() {
    List<LogRecord> records = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            records.add(record);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    java.util.logging.Logger logger = java.util.logging.Logger.getLogger("tlswhy");
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);

    tell(Map.of(), new Class<?>[] {LogManager.class}, Samples.opened());

    logger.removeHandler(handler);
    assertThat(records).hasSize(1);
    assertThat(records.get(0).getLevel()).isEqualTo(java.util.logging.Level.WARNING);
    assertThat(records.get(0).getLoggerName()).isEqualTo("tlswhy");
    assertThat(records.get(0).getSourceClassName()).isNull();
    assertThat(records.get(0).getMessage()).isEqualTo(LogText.of(Samples.opened()));
  }

  @Test
  void recordGoesToStandardErrorWhereNoLogIsInUse() {
    assertThat(standardErrorOf(() -> tell(Map.of(), NO_CLASSES, Samples.opened())))
        .isEqualTo(LogText.of(Samples.opened()) + System.lineSeparator());
  }

  @Test
  void ofSeveralApplicationsTheOneThatFailedGetsTheRecord() throws Exception {
    URL[] slf4jAndLogback = {
      LoggerFactory.class.getProtectionDomain().getCodeSource().getLocation(),
      Logger.class.getProtectionDomain().getCodeSource().getLocation(),
      ListAppender.class.getProtectionDomain().getCodeSource().getLocation()
    };
    try (URLClassLoader one = new URLClassLoader(slf4jAndLogback, null);
        URLClassLoader other = new URLClassLoader(slf4jAndLogback, null)) {
      Class<?> ofOne = one.loadClass("org.slf4j.LoggerFactory");
      Class<?> ofOther = other.loadClass("org.slf4j.LoggerFactory");
      LoadedClasses loaded = new LoadedClasses(() -> new Class<?>[] {ofOne, ofOther});

      assertThat(loaded.find("org.slf4j.LoggerFactory", other)).containsSame(ofOther);
      assertThat(loaded.find("org.slf4j.LoggerFactory", new URLClassLoader(new URL[0], one)))
          .containsSame(ofOne);
      assertThat(loaded.find("org.slf4j.LoggerFactory", null)).isEmpty();
    }
  }

  @Test
  void onlyLogInTheJvmIsTakenWhereTheThreadIsOfNoApplication() throws Exception {
    LoadedClasses loaded = new LoadedClasses(() -> new Class<?>[] {LoggerFactory.class});

    assertThat(loaded.find("org.slf4j.LoggerFactory", null)).containsSame(LoggerFactory.class);
    assertThat(loaded.find("org.apache.logging.log4j.LogManager", null)).isEmpty();
  }

  @Test
  void redeployedApplicationIsNotNeeded() {
    IncidentEvent event =
        Samples.event(IncidentEvent.Kind.OPENED, Samples.proxyRequired())
            .application(new WeakReference<>(null))
            .build();

    assertThat(standardErrorOf(() -> tell(Map.of(), NO_CLASSES, event))).startsWith("tlswhy[");
  }

  @Test
  void logToAFileIsForItsOwnerAndGrows() throws IOException {
    Path file = folder.resolve("tlswhy.log");

    tell(Map.of("log", "file:" + file), NO_CLASSES, Samples.opened());
    tell(Map.of("log", "file:" + file), NO_CLASSES, Samples.opened());

    assertThat(Files.readString(file)).isEqualTo((LogText.of(Samples.opened()) + "\n").repeat(2));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void logToAFileIsRotated() throws IOException {
    Path file = folder.resolve("tlswhy.log");
    LogSink sink = AppendedFile.rotated(file, 6);

    for (int i = 1; i <= 9; i++) {
      sink.write("line " + i);
    }

    assertThat(Files.readString(file)).isEqualTo("line 9\n");
    assertThat(Files.readString(folder.resolve("tlswhy.log.1"))).isEqualTo("line 8\n");
    assertThat(Files.readString(folder.resolve("tlswhy.log.3"))).isEqualTo("line 6\n");
    assertThat(folder.resolve("tlswhy.log.4")).doesNotExist();
  }

  @Test
  void logThatCannotBeWrittenIsSaidOnceAndRecordsGoToStandardError() {
    Map<String, String> options = Map.of("log", "file:" + folder.resolve("none/tlswhy.log"));
    List<IncidentListener> listeners = Reports.from(options, () -> NO_CLASSES).listeners();

    String error =
        standardErrorOf(
            () -> {
              listeners.get(0).onEvent(Samples.opened());
              listeners.get(0).onEvent(Samples.opened());
            });

    assertThat(error)
        .startsWith(
            "tlswhy: log: "
                + folder.resolve("none/tlswhy.log")
                + " cannot be written (no such folder)\n")
        .containsOnlyOnce("cannot be written")
        .contains(LogText.of(Samples.opened()));
  }

  @Test
  void jsonThatCannotBeWrittenIsSaidOnce() {
    Map<String, String> options =
        Map.of("log", "off", "json", folder.resolve("none/out.json").toString());
    List<IncidentListener> listeners = Reports.from(options, () -> NO_CLASSES).listeners();

    String error =
        standardErrorOf(
            () -> {
              listeners.get(0).onEvent(Samples.opened());
              listeners.get(0).onEvent(Samples.opened());
            });

    assertThat(error.lines())
        .containsExactly(
            "tlswhy: json: "
                + folder.resolve("none/out.json")
                + " cannot be written (no such folder)");
  }

  @Test
  void jsonGoesToAFileOneLineForEachEvent() throws IOException {
    Path file = folder.resolve("out.json");

    tell(Map.of("log", "off", "json", file.toString()), NO_CLASSES, Samples.opened());
    tell(Map.of("log", "off", "json", file.toString()), NO_CLASSES, Samples.opened());

    assertThat(Files.readAllLines(file))
        .containsExactly(IncidentJson.line(Samples.opened()), IncidentJson.line(Samples.opened()));
  }

  @Test
  void everythingOffTellsNobody() {
    assertThat(Reports.from(Map.of("log", "off"), () -> NO_CLASSES).listeners()).isEmpty();
  }

  private static void tell(Map<String, String> options, Class<?>[] loaded, IncidentEvent event) {
    for (IncidentListener listener : Reports.from(options, () -> loaded).listeners()) {
      listener.onEvent(event);
    }
  }

  private static String standardErrorOf(Runnable action) {
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(before);
    }
    return written.toString(StandardCharsets.UTF_8);
  }
}
