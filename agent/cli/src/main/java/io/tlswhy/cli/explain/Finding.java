package io.tlswhy.cli.explain;

import io.tlswhy.diagnosis.Diagnosis;
import java.util.List;

/** Equal failures in a log: what they show, how often, and from where to where. */
final class Finding {
  private final Diagnosis diagnosis;
  private final String lookAt;
  private final String host;
  private final List<String> exception;
  private final boolean secondary;
  private final String source;
  private final long firstLine;
  private long lastLine;
  private String firstTime = "";
  private String lastTime = "";
  private long count;
  private long lastDebugLine = -1;

  Finding(
      Diagnosis diagnosis,
      String lookAt,
      String host,
      List<String> exception,
      boolean secondary,
      String source,
      long firstLine) {
    this.diagnosis = diagnosis;
    this.lookAt = lookAt;
    this.host = host;
    this.exception = exception;
    this.secondary = secondary;
    this.source = source;
    this.firstLine = firstLine;
  }

  /**
   * Counts one more. A failure that a debug log told just before is told once more by the
   * exception's own trace, and is not counted again for it.
   */
  void count(Block block, int sameWithin) {
    boolean again =
        !block.debug && lastDebugLine >= 0 && block.firstLine - lastDebugLine <= sameWithin;
    if (!again) {
      count++;
    }
    lastDebugLine = block.debug ? block.lastLine : -1;
    lastLine = Math.max(lastLine, block.lastLine);
    if (!block.time.isEmpty()) {
      firstTime = firstTime.isEmpty() ? block.time : firstTime;
      lastTime = block.time;
    }
  }

  Diagnosis diagnosis() {
    return diagnosis;
  }

  /** What would decide whether it is the first cause. */
  String lookAt() {
    return lookAt;
  }

  /** The peer's name as far as the text tells, else empty. */
  String host() {
    return host;
  }

  /** The lines of the text that tell the failure, at most a few. */
  List<String> exception() {
    return exception;
  }

  /** Whether it is usually the consequence of another failure. */
  boolean secondary() {
    return secondary;
  }

  /** The file, or a dash for standard input. */
  String source() {
    return source;
  }

  long firstLine() {
    return firstLine;
  }

  long lastLine() {
    return lastLine;
  }

  /** The first time stamp as the log has it, empty if it has none. */
  String firstTime() {
    return firstTime;
  }

  /** The last time stamp as the log has it, empty if it has none. */
  String lastTime() {
    return lastTime;
  }

  long count() {
    return count;
  }
}
