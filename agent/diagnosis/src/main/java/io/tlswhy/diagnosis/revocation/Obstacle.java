package io.tlswhy.diagnosis.revocation;

import com.google.auto.value.AutoValue;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What stands between this JVM and one certificate's revocation status, at one endpoint. */
@AutoValue
abstract class Obstacle {
  Obstacle() {}

  static Builder builder(Cause cause, Need need, Pointer pointer, String happened) {
    return new AutoValue_Obstacle.Builder()
        .cause(cause)
        .need(need)
        .pointer(pointer)
        .happened(happened)
        .deadAddresses(Collections.emptyList())
        .liveAddresses(Collections.emptyList())
        .certain(false)
        .confirmed(false);
  }

  abstract Cause cause();

  abstract Need need();

  abstract Pointer pointer();

  /** What happened, as a clause without a full stop. */
  abstract String happened();

  /** The JVM's own look-up that met it. */
  abstract Optional<Lookup> attempt();

  /** What trying the endpoint showed. */
  abstract Optional<EndpointTrial> trial();

  /** The stage at which the proxy through which this JVM goes failed, if it was the proxy. */
  abstract Optional<Stage> proxyStage();

  /** The proxy through which this JVM goes. */
  abstract Optional<String> proxy();

  /** The addresses that did not take a connection. */
  abstract List<String> deadAddresses();

  /** The addresses that did. */
  abstract List<String> liveAddresses();

  /** A way that works where the JVM's own does not. */
  abstract Optional<String> workingWay();

  /** Whether nothing else fits what was seen. */
  abstract boolean certain();

  /** Whether it was met both by the JVM itself and by the trial. */
  abstract boolean confirmed();

  /** The answer's verdict, where an answer came. */
  abstract Optional<ContentVerdict> verdict();

  /** How long the endpoint needed for an answer that came too late. */
  abstract Optional<Duration> answerTook();

  /** How many octets the answer has that is larger than this JVM takes. */
  abstract Optional<Long> octets();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    Builder() {}

    abstract Builder cause(Cause cause);

    abstract Builder need(Need need);

    abstract Builder pointer(Pointer pointer);

    abstract Builder happened(String happened);

    abstract Builder attempt(Optional<Lookup> attempt);

    abstract Builder trial(EndpointTrial trial);

    abstract Builder proxyStage(Stage stage);

    abstract Builder proxy(Optional<String> proxy);

    abstract Builder deadAddresses(List<String> addresses);

    abstract Builder liveAddresses(List<String> addresses);

    abstract Builder workingWay(Optional<String> workingWay);

    abstract Builder certain(boolean certain);

    abstract Builder confirmed(boolean confirmed);

    abstract Builder verdict(Optional<ContentVerdict> verdict);

    abstract Builder answerTook(Duration answerTook);

    abstract Builder octets(long octets);

    abstract List<String> deadAddresses();

    abstract List<String> liveAddresses();

    abstract Obstacle autoBuild();

    final Obstacle build() {
      return deadAddresses(Collections.unmodifiableList(new ArrayList<>(deadAddresses())))
          .liveAddresses(Collections.unmodifiableList(new ArrayList<>(liveAddresses())))
          .autoBuild();
    }
  }
}
