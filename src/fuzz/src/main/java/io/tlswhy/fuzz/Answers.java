package io.tlswhy.fuzz;

import io.tlswhy.diagnosis.revocation.ContentCheck;
import io.tlswhy.evidence.LookupKind;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What an endpoint answers, read as the agent reads what it fetched. */
final class Answers {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private Answers() {}

  static void feed(LookupKind kind, byte[] input) {
    Octets octets = new Octets(input);
    List<X509Certificate> certificates = octets.certificates(2);
    if (!certificates.isEmpty()) {
      Optional<X509Certificate> issuer =
          certificates.size() > 1 ? Optional.of(certificates.get(1)) : Optional.empty();
      Objects.requireNonNull(
          ContentCheck.of(kind, octets.rest(), certificates.get(0), issuer, NOW).detail());
    }
  }
}
