package io.tlswhy.diagnosis.path;

import com.google.auto.value.AutoValue;
import java.security.PublicKey;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * One order of certificates that leads from the peer's own towards a trust anchor, each followed by
 * one whose subject is its issuer.
 */
@AutoValue
public abstract class CertificationPath {
  CertificationPath() {}

  /**
   * A path.
   *
   * @param certificates the peer's own certificate first, the anchor's not among them
   * @param anchor what issued the last of them, empty if that is not trusted here
   * @param brokenSignatures the positions of certificates that the next one's (or the anchor's) key
   *     does not verify
   */
  static CertificationPath of(
      List<X509Certificate> certificates,
      Optional<TrustAnchor> anchor,
      List<Integer> brokenSignatures) {
    return new AutoValue_CertificationPath(
        Collections.unmodifiableList(new ArrayList<>(certificates)),
        anchor,
        Collections.unmodifiableList(new ArrayList<>(brokenSignatures)));
  }

  /** The certificates in order, the peer's own first, without the anchor's. */
  public abstract List<X509Certificate> certificates();

  /** The trust anchor that issued the last certificate, if there is one. */
  public abstract Optional<TrustAnchor> anchor();

  /** Positions of certificates whose signature the next certificate's key does not verify. */
  public abstract List<Integer> brokenSignatures();

  /** Whether the path ends in a trust anchor and every signature on it verifies. */
  public final boolean anchored() {
    return anchor().isPresent() && brokenSignatures().isEmpty();
  }

  /** The peer's own certificate. */
  public final X509Certificate leaf() {
    return certificates().get(0);
  }

  /** The certificate that issued nothing on this path but is the nearest to the anchor. */
  public final X509Certificate last() {
    return certificates().get(certificates().size() - 1);
  }

  /** The certificate that issued the one at that position; empty where it is not at hand. */
  public final Optional<X509Certificate> issuerOf(int position) {
    return position + 1 < certificates().size()
        ? Optional.of(certificates().get(position + 1))
        : anchor().flatMap(found -> Optional.ofNullable(found.getTrustedCert()));
  }

  /** The key that signed the certificate at that position; empty where it is not at hand. */
  public final Optional<PublicKey> issuerKeyOf(int position) {
    if (position + 1 < certificates().size()) {
      return Optional.of(certificates().get(position + 1).getPublicKey());
    }
    return anchor().map(CertificationPath::keyOf);
  }

  /** The name of a trust anchor. */
  public static X500Principal nameOf(TrustAnchor anchor) {
    X509Certificate certificate = anchor.getTrustedCert();
    return certificate == null ? anchor.getCA() : certificate.getSubjectX500Principal();
  }

  /** The key of a trust anchor. */
  public static PublicKey keyOf(TrustAnchor anchor) {
    X509Certificate certificate = anchor.getTrustedCert();
    return certificate == null ? anchor.getCAPublicKey() : certificate.getPublicKey();
  }
}
