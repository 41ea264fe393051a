package io.tlswhy.cli.explain;

import io.tlswhy.cli.Console;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipException;

/** A log, read and told in both forms. */
public final class ExplainTarget {
  private static final Console NOWHERE =
      new Console(
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
          false);

  private static final TextRules RULES = TextRules.load();
  private static final LogScanner SCANNER = new LogScanner(RULES.automaton());

  private ExplainTarget() {}

  /** Feeds it. */
  public static void fuzzerTestOneInput(byte[] input) {
    LogReader reader = new LogReader(RULES, SCANNER);
    try {
      reader.read("log", new ByteArrayInputStream(input));
      List<Finding> findings = reader.findings();
      ExplainText.print(NOWHERE, findings);
      ExplainJson.document(findings);
    } catch (ZipException | java.io.EOFException brokenArchive) {
      // Told to the user as such.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
