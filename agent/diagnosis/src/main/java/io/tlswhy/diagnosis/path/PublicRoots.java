package io.tlswhy.diagnosis.path;

import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** The public roots that current trust stores hold, from {@code public-roots.tsv}. */
final class PublicRoots {
  private final Map<String, List<PublicRoot>> bySubject = new HashMap<>();
  private final Map<String, PublicRoot> byFingerprint = new HashMap<>();

  private PublicRoots() {}

  /** The roots of the data file. */
  static PublicRoots load() {
    List<PublicRoot> roots = new ArrayList<>();
    for (String[] record : DataFile.records("public-roots.tsv")) {
      roots.add(
          PublicRoot.of(
              record[0], record[1], record[2], record[3], record[4], record[5], record[6]));
    }
    return of(roots);
  }

  static PublicRoots of(List<PublicRoot> roots) {
    PublicRoots made = new PublicRoots();
    for (PublicRoot root : roots) {
      made.add(root);
    }
    return made;
  }

  private void add(PublicRoot root) {
    bySubject.computeIfAbsent(root.subject(), ignored -> new ArrayList<>(1)).add(root);
    byFingerprint.put(root.fingerprint(), root);
  }

  /** All of them. */
  List<PublicRoot> all() {
    return new ArrayList<>(byFingerprint.values());
  }

  /** The root with that SHA-256 fingerprint, in capital hexadecimal digits. */
  Optional<PublicRoot> withFingerprint(String fingerprint) {
    return Optional.ofNullable(byFingerprint.get(fingerprint));
  }

  /** The root that a certificate names as its issuer, by name and, where it names one, key. */
  Optional<PublicRoot> issuerOf(X509Certificate certificate) {
    return find(
        certificate.getIssuerX500Principal(), Extensions.authorityKey(certificate).keyIdentifier());
  }

  /**
   * The root whose name and key a certificate has: the root itself, or a cross-signed form of it.
   */
  Optional<PublicRoot> like(X509Certificate certificate) {
    return find(certificate.getSubjectX500Principal(), Extensions.subjectKey(certificate));
  }

  private Optional<PublicRoot> find(X500Principal subject, Optional<ByteBuffer> key) {
    String name = subject.getName(X500Principal.CANONICAL);
    for (PublicRoot root : bySubject.getOrDefault(name, Collections.emptyList())) {
      if (!key.isPresent()
          || root.keyIdentifier().isEmpty()
          || Words.hex(key.get().array()).equals(root.keyIdentifier())) {
        return Optional.of(root);
      }
    }
    return Optional.empty();
  }
}
