package io.tlswhy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.Stage;
import org.junit.jupiter.api.Test;

class StageLogTest {
  private final StageLog log = new StageLog();

  @Test
  void stagesStandInTheOrderOfTheirBeginnings() {
    StageLog.Running first = log.begin(Stage.Kind.CONNECT, true, "direct", "192.0.2.1");
    StageLog.Running second = log.begin(Stage.Kind.CONNECT, false, "direct", "192.0.2.2");
    second.end(Stage.Result.OK, "b");
    first.end(Stage.Result.REFUSED, "a");

    assertThat(log.close()).extracting(Stage::detail).containsExactly("a", "b");
  }

  @Test
  void whatHasNotEndedIsATimeoutWithWhatIsKnown() {
    StageLog.Running stage = log.begin(Stage.Kind.HTTP, true, "direct", "192.0.2.1");
    stage.progress(() -> "200 OK, then 7 octets and no end");

    assertThat(log.close())
        .singleElement()
        .extracting(Stage::result, Stage::detail)
        .containsExactly(Stage.Result.TIMEOUT, "200 OK, then 7 octets and no end");
  }

  @Test
  void anAnswerThatIsNotVerifiedInTimeIsNoTimeoutOfTheNetwork() {
    log.begin(Stage.Kind.CONTENT, true, "direct", "192.0.2.1");

    assertThat(log.close())
        .singleElement()
        .extracting(Stage::result, Stage::detail)
        .containsExactly(Stage.Result.SKIPPED, "no time was left to verify it");
  }

  @Test
  void detailsAreCut() {
    log.begin(Stage.Kind.HTTP, true, "direct", "").end(Stage.Result.STATUS, "x".repeat(9_000));

    assertThat(log.close().get(0).detail()).isEqualTo("x".repeat(300) + "…");
  }

  @Test
  void afterTheEndNothingIsTaken() {
    StageLog.Running stage = log.begin(Stage.Kind.HTTP, true, "direct", "192.0.2.1");
    log.close();
    stage.end(Stage.Result.OK, "late");
    log.begin(Stage.Kind.HTTP, false, "direct", "192.0.2.2");

    assertThat(log.close()).extracting(Stage::result).containsExactly(Stage.Result.TIMEOUT);
  }
}
