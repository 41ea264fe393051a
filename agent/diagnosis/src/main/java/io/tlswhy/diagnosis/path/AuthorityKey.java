package io.tlswhy.diagnosis.path;

import com.google.auto.value.AutoValue;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** What a certificate says of the key that signed it (RFC 5280 section 4.2.1.1). */
@AutoValue
abstract class AuthorityKey {
  AuthorityKey() {}

  static AuthorityKey of(
      Optional<ByteBuffer> keyIdentifier, Optional<X500Principal> issuersIssuer) {
    return new AutoValue_AuthorityKey(keyIdentifier, issuersIssuer);
  }

  /** The identifier of the key. */
  abstract Optional<ByteBuffer> keyIdentifier();

  /** Who issued the issuer's certificate: the issuer itself if that is a root. */
  abstract Optional<X500Principal> issuersIssuer();
}
