package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.e2e.app.Fetch;
import io.tlswhy.e2e.app.JulApplication;
import io.tlswhy.e2e.app.Log4jApplication;
import io.tlswhy.e2e.app.Slf4jApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The record goes to the log that the application uses already, and nowhere else. */
class LoggingIT {
  @TempDir Path folder;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void throughJavaUtilLogging(Jdk jdk) throws IOException {
    try (PlainServer server = new PlainServer()) {
      ForkedJvm.Result result =
          ForkedJvm.of(jdk)
              .withAgent()
              .with("-Djava.util.logging.SimpleFormatter.format=JUL %3$s %4$s %5$s%n")
              .run(JulApplication.class, server.url());
      assertThat(result.errors()).contains("JUL application INFO started");
      assertThat(result.errors())
          .containsPattern("JUL tlswhy WARN\\w* tlswhy\\[protocol.plaintext\\]");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void throughLog4j(Jdk jdk) throws IOException {
    try (PlainServer server = new PlainServer()) {
      ForkedJvm.Result result =
          ForkedJvm.of(jdk)
              .withJars(jars("tlswhy.log4j"))
              .withAgent()
              .with("-Dlog4j2.level=INFO")
              .run(Log4jApplication.class, server.url());
      assertThat(result.output()).contains("application - started");
      assertThat(result.output()).contains("WARN  tlswhy - tlswhy[protocol.plaintext]");
      assertThat(result.errors()).doesNotContain("tlswhy[");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void throughSlf4jWithAnOlderLogback(Jdk jdk) throws IOException {
    try (PlainServer server = new PlainServer()) {
      ForkedJvm.Result result =
          ForkedJvm.of(jdk)
              .withJars(jars("tlswhy.otherVersions"))
              .withAgent()
              .run(Slf4jApplication.class, server.url());
      assertThat(result.output()).contains("INFO application - started");
      assertThat(result.output()).contains("WARN tlswhy - tlswhy[protocol.plaintext]");
      assertThat(result.errors()).doesNotContain("tlswhy[");
    }
  }

  @Test
  void onStandardErrorWhereThereIsNoLog() throws IOException {
    try (PlainServer server = new PlainServer()) {
      ForkedJvm.Result result =
          ForkedJvm.of(Jdk.current()).withAgent().run(Fetch.class, server.url(), "1", "2000");
      assertThat(result.errors()).contains("tlswhy[protocol.plaintext]");
    }
  }

  @Test
  void inAFileAndNotInTheLog() throws IOException {
    Path file = folder.resolve("tlswhy.log");
    try (PlainServer server = new PlainServer()) {
      ForkedJvm.Result result =
          ForkedJvm.of(Jdk.current())
              .withAgent("log=file:" + file)
              .run(Fetch.class, server.url(), "1", "2000");
      assertThat(Files.readString(file)).contains("tlswhy[protocol.plaintext]");
      assertThat(result.errors()).isEmpty();
    }
  }

  @Test
  void aRepeatedFailureIsToldOnce() throws IOException {
    try (PlainServer server = new PlainServer()) {
      ForkedJvm.Result result =
          ForkedJvm.of(Jdk.current()).withAgent().run(Fetch.class, server.url(), "20", "2000");
      assertThat(result.output().lines().filter(line -> line.contains("tlswhy["))).hasSize(20);
      assertThat(result.errors().lines().filter(line -> line.contains("tlswhy["))).hasSize(1);
    }
  }

  private static List<Path> jars(String property) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty(property)))) {
      return jars.sorted().toList();
    }
  }
}
