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
 * endpoints answered. They are of the last record that had all of it; what was told since with less
 * ({@code updated.txt}), and that it is over ({@code resolved.txt}), stand beside.
 *
 * <p>The folders are named by time and id, never by anything that came from the network; beyond a
 * hundred the oldest is removed.
 */
final class IncidentFolder implements IncidentListener {
  private static final int MAX_FOLDERS = 100;
  private static final long MAX_ANSWER_OCTETS = 1_000_000;
  private static final String NAMES = "[0-9]*T[0-9]*Z-[0-9a-f]*";
  private static final String RESOLVED = "resolved.txt";
  private static final String UPDATED = "updated.txt";
  private static final String FILES =
      "{report.html,report.txt,updated.txt,resolved.txt,incident.json,chain.pem,endpoint-*.der}";
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
    boolean fresh = !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    if (event.kind() == IncidentEvent.Kind.RESOLVED) {
      // What was found while it lasted is worth more than that it is over.
      if (!fresh) {
        put(folder, RESOLVED, LogText.of(event) + "\n");
      }
      return;
    }
    PrivateFiles.folder(folder);
    Files.deleteIfExists(folder.resolve(RESOLVED));
    if (!fresh && saysLess(event)) {
      put(folder, UPDATED, LogText.of(event) + "\n");
      return;
    }
    removeFiles(folder);
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

  /**
   * Whether a record lacks what the one before it had: that the application gave up is told with
   * what is remembered only, and a JVM that ends does not wait for what is being found out.
   */
  private static boolean saysLess(IncidentEvent event) {
    return event.brief() || event.diagnosis().interim();
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
    removeFiles(folder);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      if (left.iterator().hasNext()) {
        return;
      }
    }
    Files.delete(folder);
  }

  /** Only what was put there: a new record has fewer files than an old one at times. */
  private static void removeFiles(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FILES)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
