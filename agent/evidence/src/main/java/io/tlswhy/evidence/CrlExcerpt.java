package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** What a CRL that was too large to be kept says of one certificate, and who signed it. */
@AutoValue
public abstract class CrlExcerpt {
  CrlExcerpt() {}

  /**
   * An excerpt.
   *
   * @param subject the certificate that it is about
   * @param list the CRL with the entries of all other certificates left out, so that its own
   *     signature does not fit it any more
   * @param verifiedWith the key under which the signature of the whole was right
   * @param unverified why the signature was tried with no key; empty if it was
   */
  public static CrlExcerpt of(
      X509Certificate subject, Der list, Optional<PublicKey> verifiedWith, String unverified) {
    return new AutoValue_CrlExcerpt(subject, list, verifiedWith, unverified);
  }

  /** The certificate that it is about. */
  public abstract X509Certificate subject();

  /**
   * The CRL with the entries of all other certificates left out. Its signature does not fit any
   * more.
   */
  public abstract Der list();

  /** The key under which the signature of the whole was right; empty if it was under none. */
  public abstract Optional<PublicKey> verifiedWith();

  /** Why the signature was tried with no key, as a clause; empty if it was. */
  public abstract String unverified();
}
