package io.tlswhy.report;

/** Somewhere that a record for people can be written to. */
interface LogSink {
  /** Writes one record, which may have several lines. */
  void write(String record);

  /** Standard error, as the application has set it. */
  static LogSink standardError() {
    return record -> System.err.println(record);
  }

  /** Nowhere. */
  static LogSink nothing() {
    return record -> {};
  }
}
