package io.tlswhy.report;

/**
 * Makes text that may have come from the network fit to be shown: no control characters, no marker
 * of ours, no more than so many characters.
 *
 * <p>A certificate's subject can hold an escape sequence for a terminal, a line break that forges a
 * log record, or a diagnosis of its own. Every channel of this package passes such text through
 * here and through nothing else.
 */
final class Escape {
  private static final String MARKER = "tlswhy[";
  private static final String HARMLESS_MARKER = "tlswhy\\[";

  /** Old releases of Log4j 2 look up what stands in such braces (CVE-2021-44228). */
  private static final String LOOKUP = "${";

  private static final String HARMLESS_LOOKUP = "$\\{";
  private static final char ELLIPSIS = '\u2026';

  private Escape() {}

  /** One line of visible characters, cut in the middle where it is longer than {@code max}. */
  static String line(String text, int max) {
    return visible(shorten(text, max))
        .replace(MARKER, HARMLESS_MARKER)
        .replace(LOOKUP, HARMLESS_LOOKUP);
  }

  /**
   * JSON with what is hidden outside ASCII written as JSON's own escapes, so that a terminal shows
   * it as it is. The text must be on one line already, as JSON allows hidden characters only within
   * strings.
   */
  static String json(String json) {
    return visible(json);
  }

  /** The same for JSON on several lines. */
  static String jsonPage(String json) {
    StringBuilder page = new StringBuilder(json.length());
    for (String line : json.split("\n", -1)) {
      page.append(visible(line)).append('\n');
    }
    return page.toString();
  }

  /**
   * Leaves out the middle of a text that is too long: a sentence with an endless name in it keeps
   * its beginning and its end.
   */
  static String shorten(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    if (max < 4) {
      return String.valueOf(ELLIPSIS);
    }
    int head = (max - 1) * 2 / 3;
    int tail = text.length() - (max - 1 - head);
    // Half a character that takes two is none.
    head -= Character.isHighSurrogate(text.charAt(head - 1)) ? 1 : 0;
    tail += Character.isLowSurrogate(text.charAt(tail)) ? 1 : 0;
    return text.substring(0, head) + ELLIPSIS + text.substring(tail);
  }

  /** Replaces what cannot be seen, or changes how the rest is seen, by its number. */
  private static String visible(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair || !isHidden(c)) {
        if (out != null) {
          out.append(c);
        }
        if (pair) {
          i++;
          if (out != null) {
            out.append(text.charAt(i));
          }
        }
        continue;
      }
      if (out == null) {
        out = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      out.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        out.append(Character.forDigit((c >> shift) & 0xf, 16));
      }
    }
    return out == null ? text : out.toString();
  }

  private static boolean isHidden(char c) {
    switch (Character.getType(c)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.SURROGATE:
      case Character.PRIVATE_USE:
      case Character.UNASSIGNED:
        return true;
      default:
        return false;
    }
  }
}
