package io.tlswhy.diagnosis.revocation;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Recognises a page made for people where an answer made for machines was due. */
final class HtmlPage {
  private static final int LOOKED_AT = 16_384;
  private static final int TITLE_LIMIT = 120;

  private HtmlPage() {}

  /** What the page is, with its title; empty if the octets are no page. */
  static Optional<String> describe(byte[] octets) {
    String text =
        new String(octets, 0, Math.min(octets.length, LOOKED_AT), StandardCharsets.UTF_8).trim();
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1).trim();
    }
    if (!text.startsWith("<")) {
      return Optional.empty();
    }
    String lower = text.toLowerCase(Locale.ROOT);
    int open = lower.indexOf("<title");
    int start = open < 0 ? -1 : lower.indexOf('>', open);
    int end = start < 0 ? -1 : lower.indexOf("</title", start);
    // toLowerCase may change the length of exotic text: the title is then cut, never misread.
    if (end < 0 || end > text.length()) {
      return Optional.of("a web page without a title");
    }
    String title = text.substring(start + 1, end).trim().replaceAll("\\s+", " ");
    if (title.length() > TITLE_LIMIT) {
      title = title.substring(0, TITLE_LIMIT) + "…";
    }
    return Optional.of(
        title.isEmpty() ? "a web page without a title" : "a web page titled \"" + title + "\"");
  }
}
