package io.tlswhy.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a page of the documentation into what a template shows: headings, paragraphs, lists, tables
 * and code, each with its words. Links become their text, since a report stands alone.
 *
 * <p>It knows the Markdown that the pages about causes are written in, and no more.
 */
final class PageBlocks {
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\([^)]+\\)");
  private static final Pattern RULE = Pattern.compile("\\|[-|: ]+\\|");

  private final List<Object> blocks = new ArrayList<>();
  private final List<Object> items = new ArrayList<>();
  private final List<Object> rows = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private boolean item;

  private PageBlocks() {}

  /** The blocks of that page; each is a map with one member, named by what it is. */
  static List<Object> of(String page) {
    PageBlocks blocks = new PageBlocks();
    StringBuilder code = new StringBuilder();
    boolean inCode = false;
    for (String line : page.split("\n", -1)) {
      if (line.startsWith("```")) {
        blocks.end();
        if (inCode) {
          blocks.add("pageCode", code.toString());
          code.setLength(0);
        }
        inCode = !inCode;
      } else if (inCode) {
        code.append(code.length() == 0 ? "" : "\n").append(line);
      } else {
        blocks.line(line);
      }
    }
    blocks.end();
    return blocks.blocks;
  }

  private void line(String line) {
    if (line.startsWith("## ")) {
      end();
      add("pageHeading", line.substring("## ".length()));
    } else if (line.startsWith("|")) {
      endWords();
      row(line);
    } else if (line.startsWith("- ")) {
      endWords();
      item = true;
      words.append(line.substring("- ".length()));
    } else if (line.trim().isEmpty()) {
      end();
    } else {
      words.append(words.length() == 0 ? "" : " ").append(line.trim());
    }
  }

  private void row(String line) {
    if (RULE.matcher(line).matches()) {
      return;
    }
    List<Object> cells = new ArrayList<>();
    for (String cell : line.substring(1, line.lastIndexOf('|')).split("\\|", -1)) {
      cells.add(member("pageSpans", spans(cell.trim())));
    }
    rows.add(member("pageCells", cells));
  }

  private void endWords() {
    if (words.length() > 0) {
      List<Object> spans = spans(words.toString());
      if (item) {
        items.add(member("pageSpans", spans));
      } else {
        add("pageWords", spans);
      }
      words.setLength(0);
    }
    item = false;
  }

  private void end() {
    endWords();
    if (!items.isEmpty()) {
      add("pageItems", new ArrayList<>(items));
      items.clear();
    }
    if (!rows.isEmpty()) {
      add("pageRows", new ArrayList<>(rows));
      rows.clear();
    }
  }

  /** Words and code in turns, as backticks divide them. */
  private static List<Object> spans(String text) {
    Matcher link = LINK.matcher(text);
    String[] parts = link.replaceAll("$1").split("`", -1);
    List<Object> spans = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].isEmpty()) {
        spans.add(member(i % 2 == 0 ? "pageText" : "pageMono", parts[i]));
      }
    }
    return spans;
  }

  private void add(String kind, Object content) {
    blocks.add(member(kind, content));
  }

  private static Map<String, Object> member(String name, Object content) {
    return Collections.singletonMap(name, content);
  }
}
