package io.tlswhy.diagnosis.path;

import com.google.auto.value.AutoValue;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The names that a certificate is for. */
@AutoValue
abstract class CertificateNames {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;
  private static final int MOST = 10_000;

  CertificateNames() {}

  /** The names in that certificate. */
  static CertificateNames of(X509Certificate certificate) {
    List<String> dns = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    boolean readable = true;
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names != null) {
        sortOut(names, dns, addresses);
      } else if (extension(certificate).isPresent()) {
        readable = false;
        readLeniently(extension(certificate).get(), dns);
      }
    } catch (CertificateParsingException | DerException malformed) {
      readable = false;
    }
    return new AutoValue_CertificateNames(
        Collections.unmodifiableList(dns),
        Collections.unmodifiableList(addresses),
        extension(certificate).isPresent(),
        readable,
        commonName(certificate));
  }

  private static Optional<DerReader> extension(X509Certificate certificate) {
    return Extensions.value(certificate, Extensions.SUBJECT_ALTERNATIVE_NAME);
  }

  private static void sortOut(Collection<List<?>> names, List<String> dns, List<String> addresses) {
    for (List<?> name : names) {
      Object value = name.get(1);
      if (value instanceof String && dns.size() + addresses.size() < MOST) {
        if (Integer.valueOf(DNS).equals(name.get(0))) {
          dns.add((String) value);
        } else if (Integer.valueOf(ADDRESS).equals(name.get(0))) {
          addresses.add((String) value);
        }
      }
    }
  }

  /** The DNS names of an extension of which the JDK reads none, since one name is malformed. */
  private static void readLeniently(DerReader extension, List<String> dns) throws DerException {
    DerReader names = extension.enter(DerReader.SEQUENCE);
    while (names.hasMore() && dns.size() < MOST) {
      boolean isDns = names.at(DerReader.primitive(DNS));
      DerReader name = names.enter();
      if (isDns) {
        dns.add(name.text());
      }
    }
  }

  private static Optional<String> commonName(X509Certificate certificate) {
    List<String> names =
        NameAttributes.of(certificate.getSubjectX500Principal(), NameAttributes.COMMON_NAME);
    return names.isEmpty() ? Optional.empty() : Optional.of(names.get(names.size() - 1));
  }

  /** The DNS names among the subjectAltNames. */
  abstract List<String> dns();

  /** The IP addresses among the subjectAltNames. */
  abstract List<String> addresses();

  /** Whether there is any subjectAltName, of whatever type. */
  abstract boolean hasAlternativeNames();

  /** Whether the JDK can read the subjectAltNames. */
  abstract boolean readable();

  /** The most specific common name. */
  abstract Optional<String> commonName();

  /** DNS names and addresses together. */
  final List<String> all() {
    List<String> all = new ArrayList<>(dns());
    all.addAll(addresses());
    return all;
  }
}
