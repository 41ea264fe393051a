package io.tlswhy.diagnosis.revocation;

import com.google.auto.value.AutoValue;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** One certificate whose status this JVM wants to know, and where it would ask, in its order. */
@AutoValue
abstract class Need {
  Need() {}

  static Need of(
      int position,
      X509Certificate subject,
      Optional<X509Certificate> issuer,
      List<Pointer> pointers) {
    return new AutoValue_Need(
        position, subject, issuer, Collections.unmodifiableList(new ArrayList<>(pointers)));
  }

  /** Its place on the path, the peer's own certificate being 0. */
  abstract int position();

  abstract X509Certificate subject();

  abstract Optional<X509Certificate> issuer();

  /** Where the JVM asks, in its order; empty if the certificate names nothing that it may use. */
  abstract List<Pointer> pointers();
}
