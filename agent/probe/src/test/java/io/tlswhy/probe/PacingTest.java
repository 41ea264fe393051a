package io.tlswhy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PacingTest {
  private final TestPki pki = TestPki.instance();
  private long now;
  private final Pacing pacing = new Pacing(() -> now, () -> 0.5);
  private final List<EndpointQuestion> started = new ArrayList<>();
  private final List<CompletableFuture<EndpointTrial>> running = new ArrayList<>();

  private CompletableFuture<EndpointTrial> ask(String url) {
    return pacing.ask(
        pki.crlAt(url),
        question -> {
          started.add(question);
          CompletableFuture<EndpointTrial> trial = new CompletableFuture<>();
          running.add(trial);
          return trial;
        });
  }

  private EndpointTrial end(int index, Stage.Kind kind, Stage.Result result) {
    EndpointQuestion question = started.get(index);
    EndpointTrial trial =
        EndpointTrial.builder(question.kind(), question.url())
            .stages(List.of(Stage.of(kind, true, "direct", "", result, Duration.ZERO, "")))
            .build();
    running.get(index).complete(trial);
    return trial;
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void aQuestionIsPutOnceWhileItRunsAndForAnInterval() {
    CompletableFuture<EndpointTrial> first = ask("http://a.example/x");
    CompletableFuture<EndpointTrial> second = ask("http://a.example/x");
    EndpointTrial trial = end(0, Stage.Kind.CONNECT, Stage.Result.TIMEOUT);
    pass(Duration.ofSeconds(9));
    CompletableFuture<EndpointTrial> third = ask("http://a.example/x");

    assertThat(started).hasSize(1);
    assertThat(List.of(first, second, third)).allMatch(f -> f.join().equals(trial));
  }

  @Test
  void theIntervalsGrowAndStartAnewAfterAQuietTime() {
    ask("http://a.example/x");
    end(0, Stage.Kind.CONNECT, Stage.Result.TIMEOUT);
    pass(Duration.ofSeconds(10));
    ask("http://a.example/x");
    end(1, Stage.Kind.CONNECT, Stage.Result.TIMEOUT);
    pass(Duration.ofSeconds(19));
    ask("http://a.example/x");
    assertThat(started).hasSize(2);
    pass(Duration.ofSeconds(1));
    ask("http://a.example/x");
    assertThat(started).hasSize(3);
    end(2, Stage.Kind.CONNECT, Stage.Result.TIMEOUT);
    pass(Duration.ofHours(1));
    ask("http://a.example/x");
    end(3, Stage.Kind.CONNECT, Stage.Result.TIMEOUT);
    pass(Duration.ofSeconds(10));
    ask("http://a.example/x");
    assertThat(started).hasSize(5);
  }

  @Test
  void aHostThatDoesNotAnswerIsNotTriedForAnotherQuestion() {
    ask("http://a.example/x");
    CompletableFuture<EndpointTrial> other = ask("http://a.example/y");
    assertThat(started).hasSize(1);
    EndpointTrial trial = end(0, Stage.Kind.CONNECT, Stage.Result.TIMEOUT);

    assertThat(started).hasSize(1);
    assertThat(other.join().stages()).isEqualTo(trial.stages());
    assertThat(other.join().url()).hasToString("http://a.example/y");
  }

  @Test
  void aHostThatAnswersIsAskedOneQuestionAfterTheOtherAndNotTooMany() {
    List<CompletableFuture<EndpointTrial>> trials = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      trials.add(ask("http://a.example/" + i));
    }
    for (int i = 0; i < 8; i++) {
      assertThat(started).hasSize(i + 1);
      end(i, Stage.Kind.HTTP, Stage.Result.OK);
    }

    assertThat(started).hasSize(8);
    assertThat(trials).allMatch(CompletableFuture::isDone);
    assertThat(trials.get(9).join().stages().get(0).detail())
        .isEqualTo("this host was asked 8 other questions just now");
  }

  @Test
  void otherHostsAndPortsDoNotWait() {
    ask("http://a.example/x");
    ask("http://a.example:8080/x");
    ask("http://b.example/x");

    assertThat(started).hasSize(3);
  }

  @Test
  void whatAnUnanchoredChainSaysIsKeptApart() {
    ask("http://a.example/x");
    pacing.ask(
        pki.unanchoredIssuerAt("http://a.example/y"),
        question -> {
          started.add(question);
          return new CompletableFuture<>();
        });

    assertThat(started).hasSize(2);
  }

  @Test
  void whatAStrangerNamesIsAskedForOnceInAnHour() {
    for (int minutes = 0; minutes < 119; minutes++) {
      CompletableFuture<EndpointTrial> trial =
          pacing.ask(
              pki.unanchoredIssuerAt("http://a.example/y"),
              question -> {
                started.add(question);
                return CompletableFuture.completedFuture(
                    StagedProber.only(question, Stage.Result.TIMEOUT, ""));
              });
      assertThat(trial).isDone();
      pass(Duration.ofMinutes(1));
    }

    assertThat(started).hasSize(2);
  }

  @Test
  void aRememberedTrialKeepsItsAnswer() {
    ask("http://a.example/x");
    EndpointQuestion question = started.get(0);
    running
        .get(0)
        .complete(
            EndpointTrial.builder(question.kind(), question.url())
                .answer(Der.of(new byte[100_000]))
                .build());

    assertThat(ask("http://a.example/x").join().answer()).isPresent();
  }

  @Test
  void machinesThatBeganTogetherSpreadOut() {
    assertThat(firstIntervalIsOver(0.0, Duration.ofMillis(7_900))).isFalse();
    assertThat(firstIntervalIsOver(0.0, Duration.ofMillis(8_100))).isTrue();
    assertThat(firstIntervalIsOver(1.0, Duration.ofMillis(11_900))).isFalse();
    assertThat(firstIntervalIsOver(1.0, Duration.ofMillis(12_100))).isTrue();
  }

  private boolean firstIntervalIsOver(double jitter, Duration after) {
    long[] clock = {0};
    int[] asked = {0};
    Pacing jittered = new Pacing(() -> clock[0], () -> jitter);
    for (long at : new long[] {0, after.toNanos()}) {
      clock[0] = at;
      jittered.ask(
          pki.crlAt("http://jitter.example/x"),
          question -> {
            asked[0]++;
            return CompletableFuture.completedFuture(
                StagedProber.only(question, Stage.Result.TIMEOUT, ""));
          });
    }
    return asked[0] == 2;
  }
}
