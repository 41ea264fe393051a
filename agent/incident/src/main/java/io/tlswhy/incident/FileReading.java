package io.tlswhy.incident;

import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.probe.files.FileAnswers;

/** Reads what files of this machine bear on a validation, on a thread of the agent's own. */
@FunctionalInterface
public interface FileReading {
  /** What bears on a validation by these settings. */
  FileAnswers read(TrustSettings trust);

  /** Reads nothing. */
  static FileReading none() {
    return trust -> FileAnswers.none();
  }
}
