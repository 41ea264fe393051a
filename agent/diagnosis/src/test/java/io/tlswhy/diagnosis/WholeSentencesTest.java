package io.tlswhy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every sentence that this room can say stands whole in a test: each piece of text in the sources
 * is part of one that an assertion compares as a whole, not only looks into.
 *
 * <p>The sources are read, so that a new sentence, or a new branch of one, is seen before anybody
 * thinks of testing it.
 */
class WholeSentencesTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern WORDS =
      Pattern.compile(".*[a-z]{2}.*\\S \\S.*|.*\\S \\S.*[a-z]{2}.*");
  private static final Pattern COMPARES =
      Pattern.compile("isEqualTo|contains(Exactly|ExactlyInAnyOrder)?|assert(?!That)[A-Z]\\w*");
  private static final Pattern ENDS = Pattern.compile(".*[.:]");

  /** What no certificate or list that the JDK lets through can bring about. */
  private static final Set<String> ONLY_OF_OTHER_PARSERS =
      Set.of("its scope (issuing distribution point) cannot be read");

  private static List<String> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> sources = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        sources.add(Files.readString(file));
      }
      return sources;
    }
  }

  /** The texts with words in them, with the class that says each. */
  private static Map<String, String> said(List<String> sources) {
    Map<String, String> said = new TreeMap<>();
    for (String source : sources) {
      JavaTokens tokens = JavaTokens.of(source);
      String name = tokens.at(tokens.next(0, "class") + 1);
      int from = 0;
      while (from < tokens.size()) {
        int exception = nextException(tokens, from);
        for (String text : tokens.literals(from, exception)) {
          if (WORDS.matcher(text).matches()) {
            said.put(text, name);
          }
        }
        from = exception == tokens.size() ? exception : tokens.behindBracket(exception);
      }
    }
    return said;
  }

  /** Where the next exception or pattern is made, whose text no user reads: its bracket. */
  private static int nextException(JavaTokens tokens, int from) {
    for (int i = from; i < tokens.size(); i++) {
      boolean made = tokens.at(i - 1).endsWith("Exception");
      boolean compiled = tokens.at(i - 1).equals("compile");
      if (tokens.at(i).equals("(") && (made || compiled)) {
        return i;
      }
    }
    return tokens.size();
  }

  /** The texts that the tests compare as a whole. */
  private static List<String> compared(List<String> tests) {
    List<String> compared = new ArrayList<>();
    for (String test : tests) {
      JavaTokens tokens = JavaTokens.of(test);
      Map<String, List<String>> named = named(tokens);
      for (int i = 0; i < tokens.size(); i++) {
        if (COMPARES.matcher(tokens.at(i)).matches() && tokens.at(i + 1).equals("(")) {
          boolean looksInto = tokens.at(i).equals("contains");
          int end = tokens.behindBracket(i + 1);
          for (String text : tokens.literals(i + 2, end)) {
            if (!looksInto || tokens.at(i + 3).equals(".") || ENDS.matcher(text).matches()) {
              compared.add(text);
            }
          }
          for (int j = i + 2; j < end; j++) {
            compared.addAll(named.getOrDefault(tokens.at(j), List.of()));
          }
        }
      }
    }
    return compared;
  }

  /** The texts of a test's variables and of its methods that give a text, by their names. */
  private static Map<String, List<String>> named(JavaTokens tokens) {
    Map<String, List<String>> named = new HashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.at(i).equals("String")) {
        String mark = tokens.at(i + 2);
        int end = i;
        if (mark.equals("=")) {
          end = tokens.next(i, ";");
        } else if (mark.equals("(")) {
          end = tokens.behindBracket(tokens.next(i, "{"));
        }
        named
            .computeIfAbsent(tokens.at(i + 1), name -> new ArrayList<>())
            .addAll(tokens.literals(i, end));
      }
    }
    return named;
  }

  private static List<String> missing(List<String> sources, List<String> tests) {
    String compared = String.join("\n", compared(tests));
    List<String> missing = new ArrayList<>();
    said(sources)
        .forEach(
            (text, name) -> {
              if (!compared.contains(text) && !ONLY_OF_OTHER_PARSERS.contains(text)) {
                missing.add(name + ": " + text);
              }
            });
    return missing;
  }

  @Test
  void eachIsComparedAsAWhole() throws IOException {
    assertThat(missing(in(SOURCES), in(TESTS))).isEmpty();
  }

  @Test
  void thisTestSeesWhatItIsFor() {
    List<String> source =
        List.of(
            "class Words { String a() { return \"The host \" + h + \" is\" + \" dead.\"; }"
                + " void b() { throw new IOException(\"not for users\"); } }");

    assertThat(missing(source, List.of())).containsExactly("Words:  is dead.", "Words: The host ");
    assertThat(missing(source, List.of("assertThat(a()).contains(\"The host x is dead\")")))
        .hasSize(2);
    assertThat(
            missing(source, List.of("assertThat(a()).isEqualTo(\"The host x is \" + \"dead.\")")))
        .isEmpty();
    assertThat(
            missing(source, List.of("String so = \" is dead.\"; assertSaid(\"The host x\" + so)")))
        .isEmpty();
  }
}
