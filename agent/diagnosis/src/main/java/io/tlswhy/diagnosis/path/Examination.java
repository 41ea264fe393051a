package io.tlswhy.diagnosis.path;

import com.google.auto.value.AutoValue;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Validation;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A path with all that bears on whether it is acceptable: what the rules look at. */
@AutoValue
abstract class Examination {
  Examination() {}

  static Examination of(
      CertificationPath path,
      Validation validation,
      JvmFacts jvm,
      Role role,
      String peer,
      Instant at) {
    return new AutoValue_Examination(path, validation, jvm, role, peer, at);
  }

  abstract CertificationPath path();

  abstract Validation validation();

  abstract JvmFacts jvm();

  /** Which side this JVM is; the peer is the other. */
  abstract Role role();

  /** What the peer is called in sentences. */
  abstract String peer();

  /** The time at which the certificates must be valid. */
  abstract Instant at();

  final List<X509Certificate> certificates() {
    return path().certificates();
  }

  final X509Certificate certificate(int position) {
    return path().certificates().get(position);
  }

  /** The certificate of the trust anchor, where it has one. */
  final Optional<X509Certificate> anchorCertificate() {
    return path().anchor().flatMap(anchor -> Optional.ofNullable(anchor.getTrustedCert()));
  }

  /** The trust anchor's name. */
  final String anchorName() {
    return path().anchor().map(Words::anchor).orElse("no trusted root");
  }

  /** The certificate at a position as sentences call it. */
  final String called(int position) {
    if (position >= certificates().size()) {
      return "The trust anchor " + anchorName();
    }
    String kind = position == 0 ? "The certificate " : "The CA certificate ";
    return kind + Words.certificate(certificate(position));
  }

  /** Whether a certificate's subject is its issuer, as of a root or a re-issued CA certificate. */
  static boolean selfIssued(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }
}
