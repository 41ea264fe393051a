package io.tlswhy.cli.check;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Validation;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Has the platform's trust manager validate a chain from a file, as in a handshake with a host. */
final class FileCheck {
  private final Trust trust;
  private final Judge judge;

  FileCheck(Trust trust, Judge judge) {
    this.trust = trust;
    this.judge = judge;
  }

  /**
   * Validates.
   *
   * @param host the name that the certificate must carry; empty if any will do
   */
  CheckResult check(String subject, List<X509Certificate> chain, String host, Instant at) {
    Validation.Builder validation =
        Validation.builder(chain, trust.settings())
            .revocation(trust.revocation())
            .expectedName(host)
            .identificationAlgorithm(host.isEmpty() ? "" : "HTTPS");
    try {
      X509Certificate[] sent = chain.toArray(new X509Certificate[0]);
      if (host.isEmpty()) {
        trust.manager().checkServerTrusted(sent, "UNKNOWN");
      } else {
        trust.manager().checkServerTrusted(sent, "UNKNOWN", new NamedEngine(host));
      }
      String accepted =
          "This JVM accepts the chain" + (host.isEmpty() ? "." : " for " + host + ".");
      return judge.passed(subject, accepted, validation.build(), at);
    } catch (CertificateException | RuntimeException thrown) {
      return judge.failed(
          subject,
          HandshakeFailure.builder(HandshakeFailure.Point.VALIDATION, Role.CLIENT, at)
              .peer(host.isEmpty() ? Peer.unknown() : Peer.of(host, -1, ""))
              .exception(thrown)
              .validation(validation.rejection(thrown).build())
              .build());
    }
  }
}
