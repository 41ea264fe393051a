package io.tlswhy.cli;

import picocli.CommandLine.Option;

/** How an answer is written; the same for each command. */
public final class OutputOptions {
  @Option(names = "--json", description = "One JSON document on standard output.")
  private boolean json;

  @Option(names = "--no-color", description = "No colours, on a terminal either.")
  private boolean noColor;

  /** Whether JSON is asked for. */
  public boolean json() {
    return json;
  }

  /** Where to write. */
  public Console console() {
    return Console.ofProcess(!noColor && !json);
  }
}
