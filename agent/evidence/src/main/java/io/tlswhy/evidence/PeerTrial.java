package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What second handshakes with a failed peer showed. */
@AutoValue
public abstract class PeerTrial {
  PeerTrial() {}

  /** A trial with those answers, in the order in which they were asked for. */
  public static PeerTrial of(List<HelloAnswer> answers) {
    return of(answers, "");
  }

  /**
   * The same where the way was not simply that to the address that the first handshake went to.
   *
   * @param way where the second ones went, in words for a sentence
   */
  public static PeerTrial of(List<HelloAnswer> answers, String way) {
    return new AutoValue_PeerTrial(Copies.list(answers), "", way);
  }

  /** A trial that was not made, and why. */
  public static PeerTrial none(String why) {
    return new AutoValue_PeerTrial(Collections.<HelloAnswer>emptyList(), why, "");
  }

  /** The answers; empty if no second handshake was made. */
  public abstract List<HelloAnswer> answers();

  /** Why none was made; empty if some were. */
  public abstract String whyNone();

  /** Where they went; empty if to the very address of the first handshake. */
  public abstract String way();

  /** The answer to the ClientHello that was changed so. */
  public final Optional<HelloAnswer> answer(HelloChange change) {
    for (HelloAnswer answer : answers()) {
      if (answer.change() == change) {
        return Optional.of(answer);
      }
    }
    return Optional.empty();
  }

  /** Whether the peer went on with the ClientHello that was changed so. */
  public final boolean passes(HelloChange change) {
    return answer(change)
        .filter(answer -> answer.result() == HelloAnswer.Result.AGREED)
        .isPresent();
  }
}
