package io.tlswhy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.incident.IncidentEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentFolderTest {
  private static final String NAME = "20261120T030712Z-7f3a12c09e";

  @TempDir private Path temporary;

  @Test
  void holdsTheReportTheChainAndWhatTheEndpointsAnswered() throws Exception {
    Path top = temporary.resolve("incidents");

    new IncidentFolder(top).onEvent(Samples.opened());

    Path folder = top.resolve(NAME);
    assertThat(names(folder))
        .containsExactly(
            "chain.pem", "endpoint-1-crl.der", "incident.json", "report.html", "report.txt");
    assertThat(Files.readString(folder.resolve("report.txt")))
        .isEqualTo(LogText.of(Samples.opened()) + "\n");
    assertThat(Files.readAllBytes(folder.resolve("endpoint-1-crl.der")))
        .containsExactly(0x30, 0x00);
    try (InputStream pem = Files.newInputStream(folder.resolve("chain.pem"))) {
      List<Certificate> read =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(pem));
      assertThat(read).containsExactly(Samples.LEAF, Samples.ISSUER);
    }
  }

  @Test
  void nobodyElseMayReadIt() throws IOException {
    Path top = temporary.resolve("incidents");

    new IncidentFolder(top).onEvent(Samples.opened());

    assertThat(mode(top)).isEqualTo("rwx------");
    assertThat(mode(top.resolve(NAME))).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(top.resolve(NAME))) {
      assertThat(files).allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
    }
  }

  @Test
  void linkInThePlaceOfAFileIsReplacedAndNotFollowed() throws IOException {
    Path victim = Files.writeString(temporary.resolve("victim"), "untouched");
    Path folder = Files.createDirectories(temporary.resolve("incidents").resolve(NAME));
    Files.createSymbolicLink(folder.resolve("report.txt"), victim);
    Files.createSymbolicLink(folder.resolve("report.html.new"), victim);

    new IncidentFolder(temporary.resolve("incidents")).onEvent(Samples.opened());

    assertThat(victim).hasContent("untouched");
    assertThat(folder.resolve("report.txt")).isRegularFile();
    assertThat(Files.isSymbolicLink(folder.resolve("report.txt"))).isFalse();
  }

  @Test
  void linkInThePlaceOfAFolderIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Path top = Files.createDirectory(temporary.resolve("incidents"));
    Files.createSymbolicLink(top.resolve(NAME), elsewhere);

    new IncidentFolder(top).onEvent(Samples.opened());

    assertThat(names(elsewhere)).isEmpty();
  }

  @Test
  void theOldestFoldersGoBeyondAHundredAndNothingElseDoes() throws IOException {
    Path top = Files.createDirectory(temporary.resolve("incidents"));
    Files.createDirectory(top.resolve("mine"));
    Path kept = Files.createDirectory(top.resolve("20200101T000000Z-0000000000"));
    Files.writeString(kept.resolve("notes.txt"), "somebody's");
    IncidentFolder folder = new IncidentFolder(top);

    for (int i = 0; i < 105; i++) {
      folder.onEvent(
          Samples.event(IncidentEvent.Kind.OPENED, Samples.proxyRequired())
              .first(Samples.AT.plusSeconds(i))
              .build());
    }

    assertThat(names(top)).hasSize(102).contains("mine", "20200101T000000Z-0000000000");
    assertThat(top.resolve(NAME)).doesNotExist();
    assertThat(kept.resolve("notes.txt")).hasContent("somebody's");
  }

  @Test
  void theEndIsAddedToWhatWasFound() throws IOException {
    Path top = temporary.resolve("incidents");
    IncidentFolder folder = new IncidentFolder(top);
    folder.onEvent(Samples.opened());
    IncidentEvent over =
        Samples.event(IncidentEvent.Kind.RESOLVED, Samples.proxyRequired())
            .lasted(Duration.ofMinutes(3))
            .build();

    folder.onEvent(over);

    assertThat(Files.readString(top.resolve(NAME).resolve("resolved.txt")))
        .isEqualTo(LogText.of(over) + "\n");
    assertThat(Files.readString(top.resolve(NAME).resolve("report.txt")))
        .isEqualTo(LogText.of(Samples.opened()) + "\n");
  }

  @Test
  void whatSaysLessStandsBesideTheReport() throws IOException {
    Path top = temporary.resolve("incidents");
    IncidentFolder folder = new IncidentFolder(top);
    folder.onEvent(Samples.opened());
    Diagnosis known =
        Diagnosis.builder(Cause.REVOCATION_PROXY_REQUIRED, Confidence.LIKELY, "The first look.")
            .interim(true)
            .build();
    IncidentEvent less = Samples.event(IncidentEvent.Kind.UPDATED, known).build();

    folder.onEvent(less);

    assertThat(names(top.resolve(NAME)))
        .containsExactly(
            "chain.pem",
            "endpoint-1-crl.der",
            "incident.json",
            "report.html",
            "report.txt",
            "updated.txt");
    assertThat(top.resolve(NAME).resolve("report.txt"))
        .hasContent(LogText.of(Samples.opened()) + "\n");
    assertThat(top.resolve(NAME).resolve("updated.txt")).hasContent(LogText.of(less) + "\n");
    assertThat(top.resolve(NAME).resolve("incident.json"))
        .hasContent(IncidentJson.page(Samples.opened()));
  }

  @Test
  void theFirstRecordIsTheReportHoweverLittleItSays() throws IOException {
    Path top = temporary.resolve("incidents");
    Diagnosis known =
        Diagnosis.builder(Cause.REVOCATION_PROXY_REQUIRED, Confidence.LIKELY, "The first look.")
            .interim(true)
            .build();

    new IncidentFolder(top).onEvent(Samples.event(IncidentEvent.Kind.OPENED, known).build());

    assertThat(names(top.resolve(NAME)))
        .containsExactly("chain.pem", "incident.json", "report.html", "report.txt");
  }

  @Test
  void aFullRecordTakesThePlaceOfAllThatWasThere() throws IOException {
    Path top = temporary.resolve("incidents");
    IncidentFolder folder = new IncidentFolder(top);
    folder.onEvent(Samples.opened());
    folder.onEvent(
        Samples.event(
                IncidentEvent.Kind.UPDATED,
                Samples.proxyRequired().toBuilder().interim(true).build())
            .build());
    folder.onEvent(
        Samples.event(IncidentEvent.Kind.RESOLVED, Samples.proxyRequired())
            .lasted(Duration.ofMinutes(3))
            .build());
    IncidentEvent again =
        Samples.event(
                IncidentEvent.Kind.REPEATED,
                Samples.proxyRequired().toBuilder().endpoints(List.of()).build())
            .count(7)
            .build();

    folder.onEvent(again);

    assertThat(names(top.resolve(NAME)))
        .containsExactly("chain.pem", "incident.json", "report.html", "report.txt");
    assertThat(top.resolve(NAME).resolve("report.txt")).hasContent(LogText.of(again) + "\n");
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
