package io.tlswhy.probe;

import io.tlswhy.diagnosis.revocation.ContentCheck;
import io.tlswhy.diagnosis.revocation.ContentVerdict;
import io.tlswhy.diagnosis.revocation.PassingCrl;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.Stage;
import java.time.Instant;

/** The stage in which an answer is read as what it should be, and verified. */
final class ContentStage {
  private final TrialContext trial;
  private final Route route;
  private final String way;

  /**
   * A stage of that trial.
   *
   * @param way the way that brought the answer, as a trial names ways
   */
  ContentStage(TrialContext trial, Route route, String way) {
    this.trial = trial;
    this.route = route;
    this.way = way;
  }

  /**
   * Keeps the answer before it is verified, which may take longer than there is time.
   *
   * @return whether it settles the question
   */
  boolean judge(byte[] body) {
    StageLog.Running stage = begin();
    Answer answer = Answer.of(Der.of(body), route.asJvm(), way);
    trial.answers().add(answer);
    ContentVerdict verdict = ContentCheck.of(trial.question(), body, Instant.now());
    Answer judged = answer.worth(verdict.result());
    trial.answers().replace(answer, judged);
    stage.end(verdict.result(), verdict.detail());
    return judged.settles();
  }

  /**
   * Takes what was read of an answer while it passed.
   *
   * @param octets how many octets it had
   * @return whether it settles the question
   */
  boolean judge(PassingCrl list, long octets) {
    StageLog.Running stage = begin();
    ContentVerdict verdict =
        list.verdict(Instant.now())
            .orElseGet(
                () -> ContentVerdict.notVerified(octets + " octets are more than the agent keeps"));
    Answer answer = Answer.of(list.excerpt(), octets, route.asJvm(), way).worth(verdict.result());
    trial.answers().add(answer);
    stage.end(verdict.result(), verdict.detail());
    return answer.settles();
  }

  private StageLog.Running begin() {
    return trial.stages().begin(Stage.Kind.CONTENT, route.asJvm(), route.via(), route.address());
  }
}
