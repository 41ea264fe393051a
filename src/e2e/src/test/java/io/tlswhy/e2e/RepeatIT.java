package io.tlswhy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tlswhy.e2e.app.Repeating;
import io.tlswhy.lab.Lab;
import io.tlswhy.lab.net.TlsContexts;
import io.tlswhy.lab.net.TlsPeer;
import io.tlswhy.lab.pki.CertificateSpec;
import io.tlswhy.lab.pki.LabCa;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fails again and again is told once in the {@code repeat} time, and counted in between. */
@Execution(ExecutionMode.CONCURRENT)
class RepeatIT {
  private static final String HOST = "api.partner.test";
  private static final Duration REPEAT = Duration.ofSeconds(3);
  private static final int HANDSHAKES = 20;

  static Stream<Jdk> jdks() {
    return Jdk.full().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void isCountedAndToldAgainAfterTheTime(Jdk jdk) throws IOException {
    try (Lab lab = new Lab()) {
      ForkedJvm.Result result = failing(jdk, lab);

      assertThat(result.output().lines())
          .hasSize(HANDSHAKES)
          .allMatch(line -> line.contains(" | tlswhy[chain.expired] "));
      List<JsonObject> told = told(result);
      assertThat(told.get(0).get("event").getAsString()).isEqualTo("opened");
      assertThat(told).hasSizeGreaterThan(1);
      for (int i = 1; i < told.size(); i++) {
        JsonObject before = told.get(i - 1);
        JsonObject again = told.get(i);
        assertThat(again.get("event").getAsString()).isEqualTo("repeated");
        assertThat(again.get("id")).isEqualTo(before.get("id"));
        assertThat(Duration.between(last(before), last(again))).isGreaterThanOrEqualTo(REPEAT);
        assertThat(again.get("count").getAsInt())
            .isEqualTo(endedBefore(result, last(again)) + 1)
            .isLessThanOrEqualTo(HANDSHAKES);
      }
    }
  }

  private static ForkedJvm.Result failing(Jdk jdk, Lab lab) throws IOException {
    LabCa root = LabCa.root("Partner Root CA");
    CertificateSpec expired = CertificateSpec.server(HOST).expired(Duration.ofDays(3));
    TlsPeer peer = lab.peer(HOST, TlsContexts.of(root.issue(expired)));
    return ForkedJvm.of(jdk)
        .withAgent("log=off", "json=stderr", "repeat=" + REPEAT.toSeconds() + "s")
        .withJars(List.of(lab.names().classPath()))
        .with(lab.names().jvmFlags().toArray(new String[0]))
        .with(lab.trusting(root.certificate()).toArray(new String[0]))
        .run(Repeating.class, HOST, Integer.toString(peer.port()), "" + HANDSHAKES, "500");
  }

  private static List<JsonObject> told(ForkedJvm.Result result) {
    return result
        .errors()
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  private static Instant last(JsonObject event) {
    return Instant.parse(event.get("last").getAsString());
  }

  /** How many handshakes had ended when another one failed at that time. */
  private static int endedBefore(ForkedJvm.Result result, Instant failed) {
    return (int)
        result
            .output()
            .lines()
            .map(line -> Instant.ofEpochMilli(Long.parseLong(line.split(" ", 2)[0])))
            .filter(ended -> ended.isBefore(failed))
            .count();
  }
}
