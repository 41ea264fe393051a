package io.tlswhy.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RulesTest {
  @ParameterizedTest
  @CsvFileSource(
      resources = "texts.csv",
      delimiter = '¦',
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10000)
  void aTextLeavesTheseCausesOpenInThisOrder(String text, String confidence, String codes) {
    List<Finding> findings = Logs.read(text.replace(" ⏎ ", "\n"));

    assertThat(findings).as(text).isNotEmpty();
    Finding first = findings.get(0);
    List<String> expected = List.of(codes.trim().split(" "));
    assertThat(Logs.codes(first)).as(text).startsWith(expected.toArray(new String[0]));
    assertThat(first.diagnosis().confidence().word()).as(text).isEqualTo(confidence);
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "sentences.csv",
      delimiter = '¦',
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 10000)
  void aTextIsExplainedInThisSentence(String text, String sentence) {
    List<Finding> findings = Logs.read(text.replace(" ⏎ ", "\n"));

    assertThat(findings).as(text).isNotEmpty();
    assertThat(findings.get(0).diagnosis().summary()).as(text).isEqualTo(sentence);
  }

  @Test
  void everyRuleIsWellFormed() {
    TextRules rules = TextRules.load().withWords();
    List<String> names = new ArrayList<>();
    for (Rule rule : rules.rules()) {
      names.add(rule.name());
      assertThat(rule.confidence()).as(rule.name()).isNotEqualTo(Confidence.PROVED);
      assertThat(rule.causes()).as(rule.name()).doesNotHaveDuplicates();
      assertThat(rule.sentence()).as(rule.name()).endsWith(".");
    }
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void theRulesForWordsAreReadOnce() {
    TextRules rules = TextRules.load();

    assertThat(rules.withWords()).isSameAs(rules.withWords());
  }

  @Test
  void everyCauseSaysWhyAndWhatWouldDecide() {
    CauseTexts texts = TextRules.load().causes();
    for (Cause cause : Cause.values()) {
      if (!cause.family().equals("acme")) {
        assertThat(texts.why(cause)).as(cause.code()).endsWith(".");
        assertThat(texts.lookAt(cause)).as(cause.code()).isNotEmpty();
        assertThat(texts.fix(cause).isEmpty()).as(cause.code()).isEqualTo(cause == Cause.UNKNOWN);
      }
    }
  }

  @Test
  void noFixSwitchesACheckOff() {
    CauseTexts texts = TextRules.load().causes();
    for (Cause cause : Cause.values()) {
      assertThat(texts.fix(cause))
          .as(cause.code())
          .doesNotContainIgnoringCase("disable")
          .doesNotContain("trustAll", "=false", "--insecure", "-k ");
    }
  }
}
