package io.tlswhy.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue and the pages about its causes stay together. */
class CausePagesTest {
  private static final Path PAGES = Path.of("../../src/docs/causes");
  private static final Pattern LINK = Pattern.compile("\\]\\(([a-z0-9.-]+)\\.md\\)");

  /** Certificate issuance is diagnosed nowhere yet, and has no pages. */
  static Set<String> codes() {
    return Stream.of(Cause.values())
        .map(Cause::code)
        .filter(code -> !code.startsWith("acme."))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyCauseHasAPageWithItsSections(String code) throws IOException {
    assertThat(Files.readString(PAGES.resolve(code + ".md")))
        .startsWith("# " + code + "\n")
        .contains(
            "\n## How it is decided\n",
            "\n## What else looks the same\n",
            "\n## What to do\n",
            "\n## How to see it\n")
        .doesNotContain("has no scenario")
        .containsPattern("(?s)## What to do\n.*```\n.*```\n.*## How to see it\n.*lab\\.jar ");
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
  void everyLinkLeadsToAPage() throws IOException {
    Set<String> linked = new TreeSet<>();
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.toList()) {
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
          linked.add(link.group(1));
        }
      }
    }
    assertThat(codes()).containsAll(linked);
  }
}
