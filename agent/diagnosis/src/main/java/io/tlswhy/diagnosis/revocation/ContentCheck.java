package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads what an endpoint answered as what it should be, and verifies it in full.
 *
 * <p>Uses Bouncy Castle: never to be called on an application's thread.
 */
public final class ContentCheck {
  private ContentCheck() {}

  /**
   * Checks an answer. Any octets are taken; nothing is thrown.
   *
   * @param kind what was asked for
   * @param octets the body of the answer
   * @param subject the certificate whose status or issuer was asked for
   * @param issuer that certificate's issuer; without it no signature can be verified
   * @param at the time at which the answer must hold
   */
  public static ContentVerdict of(
      LookupKind kind,
      byte[] octets,
      X509Certificate subject,
      Optional<X509Certificate> issuer,
      Instant at) {
    if (octets.length == 0) {
      return ContentVerdict.of(Stage.Result.NOT_THE_RESPONDER, "an empty answer");
    }
    Optional<String> page = HtmlPage.describe(octets);
    if (page.isPresent()) {
      return ContentVerdict.of(Stage.Result.NOT_THE_RESPONDER, page.get());
    }
    switch (kind) {
      case OCSP:
        return OcspVerification.of(octets, subject, issuer, at);
      case CRL:
        return CrlVerification.of(octets, subject, issuer, at);
      case CA_ISSUERS:
        return IssuerVerification.of(octets, subject);
    }
    throw new AssertionError(kind);
  }

  /**
   * Checks what a trial brought, kept whole or not; empty if it brought nothing that is at hand.
   *
   * @param trial what was asked, and what came
   */
  static Optional<ContentVerdict> of(
      EndpointTrial trial, X509Certificate subject, Optional<X509Certificate> issuer, Instant at) {
    return trial.answer().isPresent()
        ? trial.answer().map(der -> of(trial.kind(), der.toByteArray(), subject, issuer, at))
        : trial.excerpt().map(excerpt -> CrlVerification.of(excerpt, subject, issuer, at));
  }
}
