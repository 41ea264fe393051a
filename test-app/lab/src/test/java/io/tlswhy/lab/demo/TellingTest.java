package io.tlswhy.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.lab.scenario.Scenario;
import io.tlswhy.lab.scenario.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingTest {
  private static final String IN_EXCEPTION =
      "javax.net.ssl.SSLHandshakeException: no | tlswhy[revocation.blocked] x1 is blocked.";
  private static final String RECORD =
      "14:36:20.566 WARN  [tlswhy-1] tlswhy - tlswhy[revocation.blocked] x1 is blocked.";

  private final Scenario scenario =
      Scenario.of("revocation.blocked/x", "It is blocked.", lab -> Scene.calling("a.test", 443));

  @Test
  void aScenarioIsToldWhenItsCodeStandsInTheLogAndTheAgentHasWrittenItsRecord() {
    assertThat(Telling.isTold(scenario, List.of(IN_EXCEPTION))).isFalse();
    assertThat(Telling.isTold(scenario, List.of(IN_EXCEPTION, RECORD))).isTrue();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(Telling.missing(scenario, List.of("something else")))
        .containsExactly("tlswhy[revocation.blocked]");
  }

  @Test
  void stackFramesAreLeftOut() {
    assertThat(
            Telling.withoutFrames(
                List.of(
                    IN_EXCEPTION,
                    "\tat java.base/sun.security.ssl.Alert.createSSLException(Alert.java:131)",
                    "\tat com.example.orders.HttpApi.order(HttpApi.java:82)",
                    "\t... 24 common frames omitted",
                    "Caused by: java.net.SocketTimeoutException: Connect timed out")))
        .containsExactly(
            IN_EXCEPTION, "Caused by: java.net.SocketTimeoutException: Connect timed out");
  }

  @Test
  void timesAndPortsDoNotMakeTwoLogsDiffer() {
    assertThat(
            Telling.comparable(List.of("14:36:17.838 INFO  [main] o - orders listens on port 1")))
        .isEqualTo(
            Telling.comparable(
                List.of("14:37:00.000 INFO  [main] o - orders listens on port 65535")));
  }
}
