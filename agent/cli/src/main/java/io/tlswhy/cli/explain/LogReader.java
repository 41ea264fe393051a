package io.tlswhy.cli.explain;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads logs, packed or not, one after the other, and finds the failures in them. */
public final class LogReader {
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final TextRules rules;
  private final LogScanner scanner;
  private final Findings findings;

  /** A reader by the rules of this product. */
  public LogReader() {
    this(TextRules.load());
  }

  private LogReader(TextRules rules) {
    this(rules, new LogScanner(rules.automaton()));
  }

  /** A reader by those rules with that scanner, which may have read before. */
  LogReader(TextRules rules, LogScanner scanner) {
    this.rules = rules;
    this.scanner = scanner;
    this.findings = new Findings(rules);
  }

  /**
   * Reads a log to its end.
   *
   * @param name what the log is called in the findings
   */
  public void read(String name, InputStream in) throws IOException {
    findings.readFrom(name);
    Excerpt text = new Excerpt(rules, findings);
    long lines = Long.MAX_VALUE;
    try {
      lines = scanner.scan(unpacked(in), text);
    } finally {
      // What stands before the place where a packed log breaks off counts as well.
      text.end(lines);
    }
  }

  /** What was found so far. */
  List<Finding> findings() {
    return findings.sorted();
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    BufferedInputStream start = new BufferedInputStream(in, 64 * 1024);
    start.mark(2);
    boolean packed = start.read() == GZIP_FIRST && start.read() == GZIP_SECOND;
    start.reset();
    return packed ? new GZIPInputStream(start, 64 * 1024) : start;
  }
}
