package io.tlswhy.e2e.components;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.lab.Lab;
import io.tlswhy.lab.scenario.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command on the pages about the causes, run one after the other against the lab's world of
 * that cause with the real openssl, keytool, curl and dig: it must show what the page says.
 *
 * <p>{@code page-commands.tsv} says which scenario a page's commands are run in and what each must
 * print. {@code -Dtlswhy.cases=REGEX} takes some pages only, {@code -Dtlswhy.cases.print=true}
 * prints what the commands print.
 */
@Tag("components")
class PageCommandsIT {
  private static final Path PAGES = Path.of("../../src/docs/causes");
  private static final Pattern CHOSEN = Pattern.compile(System.getProperty("tlswhy.cases", ""));
  private static final boolean PRINT = Boolean.getBoolean("tlswhy.cases.print");

  /**
   * What a command must show.
   *
   * @param number of the command on its page, from 1
   * @param shown what its output must hold
   */
  record Expected(String page, String scenario, int number, Pattern shown) {
    static Expected of(String line) {
      String[] fields = line.split("\t", -1);
      return new Expected(
          fields[0],
          fields[1],
          Integer.parseInt(fields[2]),
          Pattern.compile(fields[3], Pattern.MULTILINE));
    }

    String group() {
      return page + " in " + scenario;
    }
  }

  /** The commands of a page that are run in one scenario. */
  record Group(String name, List<Expected> commands) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Expected> expected() {
    try (InputStream in = PageCommandsIT.class.getResourceAsStream("page-commands.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(Expected::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Group> groups() {
    Map<String, List<Expected>> groups = new LinkedHashMap<>();
    for (Expected one : expected()) {
      groups.computeIfAbsent(one.group(), name -> new ArrayList<>()).add(one);
    }
    return groups.entrySet().stream()
        .filter(group -> CHOSEN.matcher(group.getKey()).find())
        .map(group -> new Group(group.getKey(), group.getValue()));
  }

  /** The commands of the part "What to do", without the lines that explain them. */
  private static List<String> commands(String page) throws IOException {
    List<String> commands = new ArrayList<>();
    boolean code = false;
    String text = Files.readString(PAGES.resolve(page + ".md")).split("\n## What else", -1)[0];
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("```")) {
        code = !code;
      } else if (code && !line.startsWith("#")) {
        commands.add(line);
      }
    }
    return commands;
  }

  @Test
  void everyCommandIsRun() throws IOException {
    TreeSet<String> onPages = new TreeSet<>();
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.toList()) {
        String name = page.getFileName().toString().replaceFirst("\\.md$", "");
        for (int i = 1; i <= commands(name).size() && !name.equals("README"); i++) {
          onPages.add(name + " " + i);
        }
      }
    }
    assertThat(expected().stream().map(one -> one.page() + " " + one.number()).distinct())
        .containsExactlyInAnyOrderElementsOf(onPages);
  }

  @ParameterizedTest
  @MethodSource("groups")
  void showWhatThePageSays(Group group, @TempDir Path folder) throws Exception {
    try (Lab lab = new Lab();
        PageWorld world =
            PageWorld.of(
                Catalogue.find(group.commands().get(0).scenario()).orElseThrow(), lab, folder)) {
      for (Expected one : group.commands()) {
        String command = commands(one.page()).get(one.number() - 1);
        if (command.startsWith("dig ")) {
          world.resolve();
        }
        PageWorld.Ended ended = world.run(command);
        if (PRINT) {
          System.out.printf(
              "=== %s %d%n$ %s%n%s[%d]%n",
              group, one.number(), command, ended.printed(), ended.status());
        }
        assertThat(ended.printed()).as(command).containsPattern(one.shown());
      }
    }
  }
}
