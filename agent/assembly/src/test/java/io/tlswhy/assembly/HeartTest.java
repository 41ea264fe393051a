package io.tlswhy.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Role;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rooms, joined as in an application: each option arrives where it has its effect. */
class HeartTest {
  @TempDir Path folder;

  @Test
  void aFailureIsSpokenOfInItsExceptionAndTold() throws Exception {
    Path json = folder.resolve("incidents.json");
    try (Heart heart = heart(Map.of("log", "off", "json", json.toString(), "probe", "off"))) {
      assertThat(heart.failed(unexplained())).startsWith("tlswhy[unknown] ");

      // The listeners are told on a thread of the agent's own.
      Instant end = Instant.now().plus(Duration.ofSeconds(20));
      while ((!Files.exists(json) || Files.size(json) == 0) && Instant.now().isBefore(end)) {
        Thread.sleep(20);
      }
      assertThat(Files.readString(json)).contains("\"code\":\"unknown\"");
    }
  }

  @Test
  void theExceptionIsLeftAloneWhereThatIsAskedFor() {
    try (Heart heart = heart(Map.of("log", "off", "exception", "off"))) {
      assertThat(heart.failed(unexplained())).isEmpty();
    }
  }

  @Test
  void whatIsMutedIsNotSaid() {
    try (Heart heart = heart(Map.of("log", "off", "mute", "unknown"))) {
      assertThat(heart.failed(unexplained())).isEmpty();
    }
  }

  private static HandshakeFailure unexplained() {
    return HandshakeFailure.builder(
            HandshakeFailure.Point.LOCAL, Role.CLIENT, Instant.parse("2026-11-20T12:00:00Z"))
        .exception(new SSLException("closed"))
        .build();
  }

  private static Heart heart(Map<String, String> options) {
    return new Heart(
        options,
        (Instrumentation)
            Proxy.newProxyInstance(
                HeartTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> new Class<?>[0]));
  }
}
