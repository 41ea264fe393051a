package io.tlswhy.cli.attach;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the attach API's exceptions mean, in one place. */
final class AttachFailures {
  private AttachFailures() {}

  /** The sentence for what the attach API threw. */
  static AttachException explained(@Nullable Throwable cause) {
    String said = cause == null || cause.getMessage() == null ? "" : cause.getMessage();
    String lower = said.toLowerCase(Locale.ROOT);
    String kind = cause == null ? "" : cause.getClass().getSimpleName();
    if (lower.contains("no such process") || lower.contains("no such file")) {
      return new AttachException("there is no such JVM on this machine, or it has just ended.");
    }
    if (lower.contains("not permitted")
        || lower.contains("denied")
        || lower.contains("not secure")
        || lower.contains("not owned")) {
      return new AttachException(
          "the JVM belongs to another user; run the command as that user. (" + said + ")");
    }
    if (lower.contains("current vm")) {
      return new AttachException("that is the JVM of this very command.");
    }
    if (lower.contains("dynamic agent loading is not enabled")) {
      return new AttachException(
          "the JVM was started with -XX:-EnableDynamicAgentLoading; start it with -javaagent.");
    }
    if (kind.equals("AttachNotSupportedException") || cause instanceof IOException) {
      return new AttachException(
          "the process does not answer: it is no HotSpot JVM, was started with"
              + " -XX:+DisableAttachMechanism, or runs in a container with another /tmp. ("
              + said
              + ")");
    }
    return new AttachException(said, "the JVM refused the agent: " + kind + ": " + said);
  }
}
