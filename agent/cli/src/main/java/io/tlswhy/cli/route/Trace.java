package io.tlswhy.cli.route;

import com.google.auto.value.AutoValue;
import java.util.List;

/** A command that traces a route. */
@AutoValue
abstract class Trace {
  Trace() {}

  static Trace of(List<String> command, boolean overTcp) {
    return new AutoValue_Trace(command, overTcp);
  }

  /** The program and its arguments. */
  abstract List<String> command();

  /** Whether it sends requests for TCP connections; others send UDP. */
  abstract boolean overTcp();

  /** The command as it is typed. */
  final String text() {
    return String.join(" ", command());
  }
}
