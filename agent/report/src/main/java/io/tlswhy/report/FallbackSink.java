package io.tlswhy.report;

/**
 * Writes to a file that an option names, and where that fails says so once on standard error; what
 * was to be written then goes to a substitute, if there is one.
 */
final class FallbackSink implements LogSink {
  private final String option;
  private final LogSink file;
  private final LogSink substitute;
  private boolean said;

  FallbackSink(String option, LogSink file, LogSink substitute) {
    this.option = option;
    this.file = file;
    this.substitute = substitute;
  }

  @Override
  public void write(String record) {
    try {
      file.write(record);
    } catch (UnwritableException e) {
      if (!said) {
        said = true;
        System.err.println(
            "tlswhy: " + option + ": " + Escape.line(String.valueOf(e.getMessage()), 300));
      }
      substitute.write(record);
    }
  }
}
