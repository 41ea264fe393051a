package io.tlswhy.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages about the causes and the scenarios that show them stay together. */
class CausePagesTest {
  private static final Path PAGES = Path.of("../../src/docs/causes");
  private static final Pattern COMMAND = Pattern.compile("lab\\.jar ([a-z0-9./-]+)");

  /** The codes that have a page: all of the catalogue but those of certificate issuance. */
  static Stream<String> codes() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      return pages
          .map(page -> page.getFileName().toString().replaceFirst("\\.md$", ""))
          .filter(code -> !code.equals("README"))
          .sorted()
          .toList()
          .stream();
    }
  }

  static Stream<Scenario> scenarios() {
    return Catalogue.all().stream().filter(scenario -> scenario.code().isPresent());
  }

  private static List<String> named(String code) {
    List<String> names = new ArrayList<>();
    try {
      Matcher command = COMMAND.matcher(Files.readString(PAGES.resolve(code + ".md")));
      while (command.find()) {
        names.add(command.group(1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyCauseHasAScenarioThatEndsInIt(String code) {
    assertThat(scenarios().map(scenario -> scenario.code().orElseThrow())).contains(code);
    assertThat(named(code)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyPageNamesScenariosThatExist(String code) {
    assertThat(named(code))
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(Catalogue.find(name)).as(name).isPresent());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyScenarioIsOnThePageOfItsCause(Scenario scenario) {
    assertThat(named(scenario.code().orElseThrow())).contains(scenario.name());
  }
}
