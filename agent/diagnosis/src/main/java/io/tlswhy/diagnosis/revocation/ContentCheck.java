package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads what an endpoint answered as what it should be, and verifies it in full.
 *
 * <p>Uses Bouncy Castle: never to be called on an application's thread.
 */
public final class ContentCheck {
  private ContentCheck() {}

  /** Checks an answer for which nobody but the issuer can have signed. */
  public static ContentVerdict of(
      LookupKind kind,
      byte[] octets,
      X509Certificate subject,
      Optional<X509Certificate> issuer,
      Instant at) {
    return of(kind, octets, subject, issuer, Collections.<X509Certificate>emptyList(), at);
  }

  /** Checks an answer to a question, as the other method does. */
  public static ContentVerdict of(EndpointQuestion question, byte[] octets, Instant at) {
    return of(
        question.kind(), octets, question.subject(), question.issuer(), question.crlIssuers(), at);
  }

  /**
   * Checks an answer. Any octets are taken; nothing is thrown.
   *
   * @param kind what was asked for
   * @param octets the body of the answer
   * @param subject the certificate whose status or issuer was asked for
   * @param issuer that certificate's issuer; without it no signature can be verified
   * @param crlIssuers who else may sign its CRL, each verified up to a trust anchor
   * @param at the time at which the answer must hold
   */
  public static ContentVerdict of(
      LookupKind kind,
      byte[] octets,
      X509Certificate subject,
      Optional<X509Certificate> issuer,
      List<X509Certificate> crlIssuers,
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
        return CrlVerification.of(octets, subject, issuer, crlIssuers, at);
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
      EndpointTrial trial,
      X509Certificate subject,
      Optional<X509Certificate> issuer,
      List<X509Certificate> crlIssuers,
      Instant at) {
    return trial.answer().isPresent()
        ? trial
            .answer()
            .map(der -> of(trial.kind(), der.toByteArray(), subject, issuer, crlIssuers, at))
        : trial
            .excerpt()
            .map(excerpt -> CrlVerification.of(excerpt, subject, issuer, crlIssuers, at));
  }
}
