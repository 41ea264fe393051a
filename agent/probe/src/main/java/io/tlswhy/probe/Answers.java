package io.tlswhy.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The answers that the ways of one trial brought, in the order in which they came. */
final class Answers {
  private final List<Answer> answers = new ArrayList<>();

  synchronized void add(Answer answer) {
    answers.add(answer);
  }

  synchronized void replace(Answer answer, Answer by) {
    answers.set(answers.indexOf(answer), by);
  }

  /** What settles the question before what is only the responder's; the JVM's way before others. */
  synchronized Optional<Answer> best() {
    return answers.stream()
        .min(
            Comparator.comparing((Answer answer) -> !answer.settles())
                .thenComparing(answer -> !answer.isResponders())
                .thenComparing(answer -> !answer.asJvm()));
  }
}
