package io.tlswhy.report;

import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Validation;
import io.tlswhy.incident.IncidentEvent;
import io.tlswhy.incident.IncidentListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One folder for each incident: the report to read, the same for a machine, the chain, and what the
 * endpoints answered.
 *
 * <p>The folders are named by time and id, never by anything that came from the network; beyond a
 * hundred the oldest is removed.
 */
final class IncidentFolder implements IncidentListener {
  private static final int MAX_FOLDERS = 100;
  private static final long MAX_ANSWER_OCTETS = 1_000_000;
  private static final String NAMES = "[0-9]*T[0-9]*Z-[0-9a-f]*";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path top;
  private boolean said;

  IncidentFolder(Path top) {
    this.top = top;
  }

  @Override
  public void onEvent(IncidentEvent event) {
    try {
      write(event);
    } catch (IOException e) {
      if (!said) {
        said = true;
        System.err.println(
            "tlswhy: dir: "
                + Escape.line(String.valueOf(new UnwritableException(top, e).getMessage()), 300));
      }
    }
  }

  private void write(IncidentEvent event) throws IOException {
    if (!Files.isDirectory(top)) {
      PrivateFiles.folder(top);
    }
    Path folder = top.resolve(TIME.format(event.first()) + "-" + event.id());
    if (event.kind() == IncidentEvent.Kind.RESOLVED) {
      // What was found while it lasted is worth more than that it is over.
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        put(folder, "resolved.txt", LogText.of(event) + "\n");
      }
      return;
    }
    boolean fresh = !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    PrivateFiles.folder(folder);
    put(folder, "report.html", HtmlPage.of(event));
    put(folder, "report.txt", LogText.of(event) + "\n");
    put(folder, "incident.json", IncidentJson.page(event));
    List<X509Certificate> chain =
        event.failure().validation().map(Validation::chain).orElseGet(Collections::emptyList);
    if (!chain.isEmpty()) {
      put(folder, "chain.pem", CertificateText.pem(chain));
    }
    answers(folder, event.diagnosis().endpoints());
    if (fresh) {
      removeOldest();
    }
  }

  private static void answers(Path folder, List<EndpointTrial> trials) throws IOException {
    int number = 0;
    for (EndpointTrial trial : trials) {
      number++;
      if (trial.answer().isPresent() && trial.answer().get().length() <= MAX_ANSWER_OCTETS) {
        PrivateFiles.replace(
            folder.resolve(
                "endpoint-" + number + "-" + EvidenceJson.camelCase(trial.kind()) + ".der"),
            trial.answer().get().toByteArray());
      }
    }
  }

  private static void put(Path folder, String name, String content) throws IOException {
    PrivateFiles.replace(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }

  private void removeOldest() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(top, NAMES)) {
      for (Path child : children) {
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          folders.add(child);
        }
      }
    }
    Collections.sort(folders);
    for (Path oldest : folders.subList(0, Math.max(0, folders.size() - MAX_FOLDERS))) {
      remove(oldest);
    }
  }

  /** Only what was put there: a folder that somebody else put something into stays. */
  private static void remove(Path folder) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            folder,
            "{report.html,report.txt,resolved.txt,incident.json,chain.pem,endpoint-*.der}")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      if (left.iterator().hasNext()) {
        return;
      }
    }
    Files.delete(folder);
  }
}
