package io.tlswhy.probe;

import io.tlswhy.diagnosis.revocation.ContentCheck;
import io.tlswhy.diagnosis.revocation.ContentVerdict;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.Stage;
import java.time.Instant;
import java.util.Optional;

/** The stage in which an answer is read as what it should be, and verified. */
final class ContentStage {
  private ContentStage() {}

  /**
   * Keeps the answer before it is verified, which may take longer than there is time.
   *
   * @param body the answer; empty if there is more of it than is kept
   * @param octets how many octets came
   * @param way the way that brought it, as a trial names ways
   * @return whether it settles the question
   */
  static boolean judge(
      TrialContext trial, Route route, String way, Optional<byte[]> body, long octets) {
    StageLog.Running stage =
        trial.stages().begin(Stage.Kind.CONTENT, route.asJvm(), route.via(), route.address());
    Answer answer = Answer.of(body.map(Der::of), octets, Stage.Result.SKIPPED, route.asJvm(), way);
    trial.answers().add(answer);
    if (!body.isPresent()) {
      stage.end(
          Stage.Result.SKIPPED,
          "not verified, since " + octets + " octets are more than the agent keeps");
      return answer.settles();
    }
    EndpointQuestion question = trial.question();
    ContentVerdict verdict =
        ContentCheck.of(
            question.kind(), body.get(), question.subject(), question.issuer(), Instant.now());
    Answer judged = answer.worth(verdict.result());
    trial.answers().replace(answer, judged);
    stage.end(verdict.result(), verdict.detail());
    return judged.settles();
  }
}
