package io.tlswhy.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @TempDir Path folder;

  @Test
  void withoutAnyOptionTheDefaultsHold() {
    Options options = arguments("");

    assertThat(options.complaints()).isEmpty();
    assertThat(options.enabled()).isTrue();
    assertThat(options.values())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("enabled", "true"),
                Map.entry("exception", "on"),
                Map.entry("log", "auto"),
                Map.entry("json", "off"),
                Map.entry("dir", "off"),
                Map.entry("probe", "endpoints"),
                Map.entry("allow", ""),
                Map.entry("timeout", "5000"),
                Map.entry("wait", "0"),
                Map.entry("slow", "2000"),
                Map.entry("repeat", "600000"),
                Map.entry("mute", ""),
                Map.entry("watch", "off"),
                Map.entry("jfr", "on"),
                Map.entry("jmx", "on"),
                Map.entry("otlp", "off"),
                Map.entry("config", "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enabled   | false | false",
        "enabled   | OFF | false",
        "enabled   | on | true",
        "exception | code | code",
        "exception | Off | off",
        "log       | stderr | stderr",
        "log       | off | off",
        "json      | stderr | stderr",
        "json      | off | off",
        "dir       | off | off",
        "probe     | all | all",
        "timeout   | 500ms | 500",
        "timeout   | 3s | 3000",
        "wait      | 0s | 0",
        "slow      | 1m | 60000",
        "repeat    | 24h | 86400000",
        "mute      | chain.expired , *.partner.example | chain.expired,*.partner.example",
        "watch     | on | on",
        "jfr       | false | off",
        "jmx       | off | off",
        "otlp      | https://collector.example:4318/v1 | https://collector.example:4318/v1",
        "otlp      | off | off",
        "allow     | 10.0.0.0/8,127.0.0.1:8080 | 10.0.0.0/8,127.0.0.1/32:8080",
      })
  void goodValuesAreNormalised(String key, String value, String normal) {
    Options options = properties("tlswhy." + key, value);

    assertThat(options.complaints()).isEmpty();
    assertThat(options.values()).containsEntry(key, normal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enabled=maybe    | accepted are on and off (or true and false) | enabled=true",
        "exception=yes    | accepted are on, code and off | exception=on",
        "probe=everything | accepted are off, endpoints and all | probe=endpoints",
        "timeout=5        | accepted is a duration such as 500ms, 5s, 10m or 1h, from 1ms to 168h"
            + " | timeout=5s",
        "timeout=0s       | accepted is a duration such as 500ms, 5s, 10m or 1h, from 1ms to 168h"
            + " | timeout=5s",
        "wait=-1s         | accepted is a duration such as 500ms, 5s, 10m or 1h, from 0s to 168h"
            + " | wait=0s",
        "repeat=999999999h | accepted is a duration such as 500ms, 5s, 10m or 1h, from 0s to 168h"
            + " | repeat=10m",
        "slow=            | accepted is a duration such as 500ms, 5s, 10m or 1h, from 1ms to 168h"
            + " | slow=2s",
        "log=syslog       | accepted are auto, stderr, file:PATH and off | log=auto",
        "log=file:        | accepted are auto, stderr, file:PATH and off | log=auto",
        "json=            | accepted are a file's path, stderr and off | json=off",
        "mute=a b         | accepted are codes and host names with commas between them, such as"
            + " chain.expired,partner.example | mute=none",
        "otlp=collector   | accepted are a URL such as http://collector:4318 or"
            + " https://collector:4318, and off | otlp=off",
        "otlp=ftp://a     | accepted are a URL such as http://collector:4318 or"
            + " https://collector:4318, and off | otlp=off",
      })
  void aWrongValueIsOneLineAndTheDefaultHolds(String given, String accepted, String holds) {
    Options options = arguments(given);

    assertThat(options.complaints())
        .containsExactly(given + ": " + accepted + "; " + holds + " holds.");
    assertThat(options.values()).isEqualTo(arguments("").values());
  }

  @Test
  void anUnknownKeyNamesTheNearest() {
    assertThat(arguments("prob=all").complaints())
        .containsExactly(
            "prob=all: unknown option, did you mean probe? Options are enabled, exception, log,"
                + " json, dir, probe, allow, timeout, wait, slow, repeat, mute, watch, jfr, jmx,"
                + " otlp, config.");
  }

  @Test
  void aComplaintIsOneLineWhateverTheValueHolds() {
    assertThat(arguments("probe=all\n\u001b[31m").complaints())
        .containsExactly(
            "probe=all\\u000a\\u001b[31m: accepted are off, endpoints and all; probe=endpoints"
                + " holds.");
  }

  @Test
  void anUnknownKeyThatIsNearToNoneNamesAllOnly() {
    assertThat(properties("tlswhy.verbosity", "9").complaints())
        .containsExactly(
            "-Dtlswhy.verbosity=9: unknown option. Options are enabled, exception, log,"
                + " json, dir, probe, allow, timeout, wait, slow, repeat, mute, watch, jfr, jmx,"
                + " otlp, config.");
  }

  @Test
  void anUnknownVariableIsSpelledAsItIs() {
    Options options = Options.read(null, new Properties(), Map.of("TLSWHY_PROBES", "off"));

    assertThat(options.complaints()).hasSize(1);
    assertThat(options.complaints().get(0))
        .startsWith("TLSWHY_PROBES=off: unknown option, did you mean probe?");
  }

  @Test
  void argumentsGoBeforePropertiesBeforeVariablesBeforeTheFile() throws IOException {
    Path file = folder.resolve("tlswhy.properties");
    Files.writeString(file, "probe=off\ntimeout=1s\nslow=1s\nrepeat=1s\n");
    Properties system = new Properties();
    system.setProperty("tlswhy.probe", "all");
    system.setProperty("tlswhy.timeout", "3s");
    system.setProperty("tlswhy.config", file.toString());
    Map<String, String> environment = Map.of("TLSWHY_SLOW", "2500ms", "TLSWHY_TIMEOUT", "2s");

    Options options = Options.read("probe=endpoints", system, environment);

    assertThat(options.complaints()).isEmpty();
    assertThat(options.values())
        .containsEntry("probe", "endpoints")
        .containsEntry("timeout", "3000")
        .containsEntry("slow", "2500")
        .containsEntry("repeat", "1000");
  }

  @Test
  void aCommaWithinAnArgumentIsWrittenWithABackslash() {
    Options options = arguments("allow=10.0.0.0/8\\,127.0.0.0/8, exception = code ,");

    assertThat(options.complaints()).isEmpty();
    assertThat(options.values())
        .containsEntry("allow", "10.0.0.0/8,127.0.0.0/8")
        .containsEntry("exception", "code");
  }

  @Test
  void otherBackslashesStay() {
    Options options = arguments("json=" + folder + "/a\\b.json");

    assertThat(options.values()).containsEntry("json", folder + "/a\\b.json");
  }

  @Test
  void aPartWithoutAnEqualsSignIsToldAndIgnored() {
    assertThat(arguments("allow=10.0.0.0/8,127.0.0.0/8").complaints())
        .containsExactly(
            "127.0.0.0/8: not of the form key=value (a comma within a value is written \\,);"
                + " ignored.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json=%s", "log=file:%s"})
  void aFileThatCannotBeWrittenIsOneLine(String option) {
    String given = String.format(option, folder.resolve("absent/file"));

    assertThat(arguments(given).complaints())
        .singleElement()
        .asString()
        .startsWith(given + ": no file can be written there; ");
  }

  @Test
  void aFolderIsNoFile() {
    assertThat(arguments("json=" + folder).complaints())
        .containsExactly(
            "json=" + folder + ": that is a folder; accepted is a file's path; json=off holds.");
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(arguments("dir=" + file).complaints())
        .containsExactly(
            "dir="
                + file
                + ": that is no folder; accepted are a folder's path and off; dir=off holds.");
  }

  @Test
  void aFolderThatCannotBeMadeIsOneLine() {
    Path absent = folder.resolve("absent/incidents");

    assertThat(arguments("dir=" + absent).complaints())
        .containsExactly("dir=" + absent + ": no folder can be written there; dir=off holds.");
  }

  @Test
  void pathsAreNotCreatedByBeingChecked() {
    Options options =
        arguments("json=" + folder.resolve("a.json") + ",dir=" + folder.resolve("incidents"));

    assertThat(options.complaints()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anAbsentFileOfOptionsIsOneLine() {
    Path absent = folder.resolve("absent.properties");

    assertThat(arguments("config=" + absent + ",probe=off").complaints())
        .containsExactly(
            "config="
                + absent
                + ": not a readable properties file ("
                + absent
                + " (No such file or directory)); the options in it are not used.");
  }

  @Test
  void aFileWithAMalformedEscapeIsOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.properties"), "probe=\\u00zz\n");

    assertThat(arguments("config=" + file).complaints())
        .containsExactly(
            "config="
                + file
                + ": not a readable properties file (Malformed \\uxxxx encoding.); the options in"
                + " it are not used.");
  }

  @Test
  void aWrongValueInTheFileNamesTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("t.properties"), "exception=loud\n");

    assertThat(arguments("config=" + file).complaints())
        .containsExactly(
            file + ": exception=loud: accepted are on, code and off; exception=on holds.");
  }

  @Test
  void theFileCanSwitchTheAgentOff() throws IOException {
    Path file = Files.writeString(folder.resolve("t.properties"), "enabled=false\n");

    assertThat(arguments("config=" + file).enabled()).isFalse();
  }

  @Test
  void aLongValueIsCutWhereItIsShown() {
    String complaint = arguments("probe=" + "x".repeat(5000)).complaints().get(0);

    assertThat(complaint)
        .isEqualTo(
            "probe="
                + "x".repeat(200)
                + "…: accepted are off, endpoints and all; probe=endpoints holds.");
  }

  private static Options arguments(String arguments) {
    return Options.read(arguments, new Properties(), Map.of());
  }

  private static Options properties(String name, String value) {
    Properties system = new Properties();
    system.setProperty(name, value);
    return Options.read(null, system, Map.of());
  }
}
