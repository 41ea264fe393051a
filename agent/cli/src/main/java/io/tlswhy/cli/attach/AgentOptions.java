package io.tlswhy.cli.attach;

import java.util.List;

/** The options of an attached agent as the one text that the JVM hands to it. */
final class AgentOptions {
  private AgentOptions() {}

  /** Joins {@code key=value} pairs; a comma within a value is escaped as the agent expects it. */
  static String joined(List<String> pairs) throws AttachException {
    StringBuilder joined = new StringBuilder();
    for (String pair : pairs) {
      if (pair.indexOf('=') < 1) {
        throw new AttachException("an option is key=value, not " + pair + ".");
      }
      joined.append(joined.length() == 0 ? "" : ",").append(pair.replace(",", "\\,"));
    }
    return joined.toString();
  }
}
