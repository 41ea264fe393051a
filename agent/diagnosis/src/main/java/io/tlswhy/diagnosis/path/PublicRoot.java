package io.tlswhy.diagnosis.path;

import com.google.auto.value.AutoValue;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.TrustAnchor;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** A root certificate that browsers and current JDKs trust, as the data file describes it. */
@AutoValue
abstract class PublicRoot {
  PublicRoot() {}

  static PublicRoot of(
      String fingerprint,
      String keyIdentifier,
      String firstReleases,
      String name,
      String subject,
      String keyAlgorithm,
      String key) {
    return new AutoValue_PublicRoot(
        fingerprint, keyIdentifier, firstReleases, name, subject, keyAlgorithm, key);
  }

  /** SHA-256 of the certificate, 64 capital hexadecimal digits. */
  abstract String fingerprint();

  /** Its subject key identifier in capital hexadecimal digits, empty if it has none. */
  abstract String keyIdentifier();

  /** The first JDK updates that ship it, empty if not recorded. */
  abstract String firstReleases();

  /** What people call it: its common name, or what stands for one. */
  abstract String name();

  /** Its subject in {@link X500Principal#CANONICAL} form. */
  abstract String subject();

  /** Its key's algorithm. */
  abstract String keyAlgorithm();

  /** Its key, X.509 encoded, in Base64. */
  abstract String key();

  /** The fingerprint in the form that keytool shows. */
  final String readableFingerprint() {
    return fingerprint().replaceAll("..(?!$)", "$0:");
  }

  /** The root as a trust anchor, for trying what would be if it were trusted. */
  final Optional<TrustAnchor> anchor() {
    try {
      X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getDecoder().decode(key()));
      return Optional.of(
          new TrustAnchor(
              new X500Principal(subject()),
              KeyFactory.getInstance(keyAlgorithm()).generatePublic(spec),
              null));
    } catch (GeneralSecurityException unsupportedHere) {
      return Optional.empty();
    }
  }
}
