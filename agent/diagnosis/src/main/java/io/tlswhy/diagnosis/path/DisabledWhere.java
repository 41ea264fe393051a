package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.SecurityFile;
import java.util.List;
import java.util.Optional;

/** Says which file put an entry into the list of disabled algorithms that is in force. */
final class DisabledWhere {
  private DisabledWhere() {}

  /**
   * The sentence; empty where no file was read.
   *
   * @param files in the order in which later ones override earlier ones
   */
  static Optional<String> line(DisabledAlgorithm entry, List<SecurityFile> files) {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    for (int i = files.size() - 1; i >= 0; i--) {
      SecurityFile file = files.get(i);
      if (file.properties().containsKey(entry.property())) {
        return Optional.of(
            DisabledAlgorithm.of(file.properties(), entry.property()).contains(entry)
                ? stands(entry, file)
                : inNoFile(entry));
      }
    }
    return Optional.of(inNoFile(entry));
  }

  private static String stands(DisabledAlgorithm entry, SecurityFile file) {
    String where = called(entry) + " stands in " + Words.shortened(file.path());
    switch (file.author()) {
      case SYSTEM_POLICY:
        return where
            + ", the crypto policy of the operating system"
            + (file.policy().isEmpty() ? "" : " (" + file.policy() + ")")
            + ".";
      case COMMAND_LINE:
        return where + ", which -Djava.security.properties names.";
      default:
        return where + ", as this Java came or was set up.";
    }
  }

  private static String inNoFile(DisabledAlgorithm entry) {
    return called(entry)
        + " stands in none of the files that this Java reads when it starts: the application set"
        + " it itself (Security.setProperty).";
  }

  private static String called(DisabledAlgorithm entry) {
    return "The entry \"" + Words.shortened(entry.entry()) + "\" of " + entry.property();
  }
}
