package io.tlswhy.report;

/**
 * Sets text in two columns: a short label in the margin, and what it labels beside it, wrapped
 * between words.
 */
final class Paragraphs {
  private static final int MARGIN = 18;
  private static final int WIDTH = 110;

  private final StringBuilder out = new StringBuilder(2048);

  /** A line from the left edge, never wrapped. */
  Paragraphs line(String text) {
    out.append(text).append('\n');
    return this;
  }

  /** An empty line. */
  Paragraphs gap() {
    out.append('\n');
    return this;
  }

  /** Sentences beside a label, wrapped between words. */
  Paragraphs text(String label, String text) {
    margin(label);
    int column = MARGIN;
    boolean first = true;
    for (String word : text.split(" ", -1)) {
      if (!first && column + 1 + word.length() > WIDTH) {
        out.append('\n');
        margin("");
        column = MARGIN;
        first = true;
      }
      if (!first) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += word.length();
      first = false;
    }
    out.append('\n');
    return this;
  }

  /** Text beside a label as it is: a command is to be copied in one piece. */
  Paragraphs verbatim(String label, String text) {
    margin(label);
    out.append(text).append('\n');
    return this;
  }

  private void margin(String label) {
    out.append("  ").append(label);
    int length = 2 + label.length();
    do {
      out.append(' ');
      length++;
    } while (length < MARGIN);
  }

  /** What was set, without the last line's end. */
  String done() {
    int end = out.length();
    while (end > 0 && out.charAt(end - 1) == '\n') {
      end--;
    }
    return out.substring(0, end);
  }
}
