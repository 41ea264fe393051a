package io.tlswhy.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The catalogue and the pages about its causes stay together, and each page has the same five parts
 * in the same order: what it means, what to do, what else looks the same, how it is decided, how to
 * see it.
 */
class CausePagesTest {
  private static final Path PAGES = Path.of("../../src/docs/causes");
  private static final List<String> SECTIONS =
      List.of("What to do", "What else looks the same", "How it is decided", "How to see it");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");

  /** One or more codes, each a link, and behind them what tells them apart from this one. */
  private static final Pattern LOOKALIKE =
      Pattern.compile(
          "- \\[[a-z0-9.-]+\\]\\(.+\\.md\\)(, \\[[a-z0-9.-]+\\]\\(.+\\.md\\))*: .{20,}");

  /** Certificate issuance is diagnosed nowhere yet, and has no pages. */
  static Set<String> codes() {
    return Stream.of(Cause.values())
        .map(Cause::code)
        .filter(code -> !code.startsWith("acme."))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String page(String code) throws IOException {
    return Files.readString(PAGES.resolve(code + ".md"));
  }

  private static String section(String code, String name) throws IOException {
    String rest = page(code).split("\n## " + name + "\n", -1)[1];
    int next = rest.indexOf("\n## ");
    return (next < 0 ? rest : rest.substring(0, next)).trim();
  }

  private static String meaning(String code) throws IOException {
    String page = page(code);
    return page.substring(("# " + code + "\n").length(), page.indexOf("\n## "))
        .trim()
        .replace('\n', ' ');
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyPageHasItsPartsInTheirOrder(String code) throws IOException {
    assertThat(page(code)).startsWith("# " + code + "\n\n").endsWith("\n");
    assertThat(page(code).lines().filter(line -> line.startsWith("## ")))
        .containsExactlyElementsOf(SECTIONS.stream().map(name -> "## " + name).toList());
    assertThat(meaning(code)).hasSizeGreaterThan(20).endsWith(".");
    for (String name : SECTIONS) {
      assertThat(section(code, name)).as(name).hasSizeGreaterThan(20);
    }
  }

  @ParameterizedTest
  @MethodSource("codes")
  void whatToDoHasWordsAndCommands(String code) throws IOException {
    assertThat(section(code, "What to do"))
        .containsPattern("(?s)^[A-Z-].+\n\n```\n.+\n```")
        .doesNotContain("lab.jar");
  }

  @ParameterizedTest
  @MethodSource("codes")
  void whatLooksTheSameIsToldApart(String code) throws IOException {
    String joined = section(code, "What else looks the same").replace("\n  ", " ");
    List<String> others = joined.lines().filter(line -> line.startsWith("- [")).toList();
    assertThat(others).isNotEmpty().allMatch(line -> LOOKALIKE.matcher(line).matches());
    assertThat(joined).doesNotContain("(" + code + ".md)");
  }

  @ParameterizedTest
  @MethodSource("codes")
  void howItIsDecidedSaysHowSureItCanBe(String code) throws IOException {
    assertThat(section(code, "How it is decided")).containsPattern("`(proved|likely|possible)`");
  }

  @ParameterizedTest
  @MethodSource("codes")
  void theLabShowsIt(String code) throws IOException {
    assertThat(section(code, "How to see it"))
        .containsPattern("(?s)```\njava -jar test-app/target/lab\\.jar [^\n]+\n.*```");
  }

  @ParameterizedTest
  @MethodSource("codes")
  void theTableOfContentsSaysTheSame(String code) throws IOException {
    assertThat(page("README"))
        .contains("| [" + code + "](" + code + ".md) | " + meaning(code) + " |\n");
  }

  @Test
  void noPageIsAboutAnythingElse() throws IOException {
    Set<String> known = codes();
    known.add("README");
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString().replaceFirst("\\.md$", "")))
          .containsExactlyInAnyOrderElementsOf(known);
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.toList()) {
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
          assertThat(PAGES.resolve(link.group(1))).as(page.toString()).isRegularFile();
        }
      }
    }
  }
}
