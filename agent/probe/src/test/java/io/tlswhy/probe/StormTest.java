package io.tlswhy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StormTest {
  private final TestPki pki = TestPki.instance();

  @Test
  void whatIsTooMuchIsDroppedAndCounted() throws Exception {
    try (TestServer server = TestServer.full("127.0.0.1")) {
      TestMachine machine = new TestMachine().timeout(Duration.ofMillis(500));
      for (int i = 0; i < 400; i++) {
        machine.name("crl" + i + ".example", "127.0.0.1");
      }
      StagedProber prober = machine.prober();
      List<CompletableFuture<EndpointTrial>> trials = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        trials.add(
            prober.probe(pki.crlAt("http://crl" + i + ".example:" + server.port() + "/ca.crl")));
      }
      Map<Stage.Result, Integer> ends = new HashMap<>();
      for (CompletableFuture<EndpointTrial> trial : trials) {
        List<Stage> stages = trial.get(30, TimeUnit.SECONDS).stages();
        ends.merge(stages.get(stages.size() - 1).result(), 1, Integer::sum);
      }

      // 64 at once and 256 that wait; a trial may end while the others still ask.
      assertThat(prober.dropped()).isBetween(1L, 80L);
      assertThat(ends.get(Stage.Result.SKIPPED)).isEqualTo((int) prober.dropped());
      assertThat(ends.get(Stage.Result.TIMEOUT)).isEqualTo(400 - (int) prober.dropped());
    }
  }

  @Test
  void tenThousandOfTheSameQuestionAreOneConnection() throws Exception {
    try (TestServer server = TestServer.answering("200 OK", "application/pkix-crl", pki.crl())) {
      StagedProber prober = new TestMachine().prober();
      List<CompletableFuture<EndpointTrial>> trials = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        trials.add(prober.probe(pki.crlAt(server.url("/ca.crl"))));
      }
      for (CompletableFuture<EndpointTrial> trial : trials) {
        assertThat(trial.get(30, TimeUnit.SECONDS).workingWay()).contains("direct");
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }
}
