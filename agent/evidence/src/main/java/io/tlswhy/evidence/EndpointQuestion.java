package io.tlswhy.evidence;

import com.google.auto.value.AutoValue;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** An endpoint that is worth trying, and on whose word: what a probe needs to know of it. */
@AutoValue
public abstract class EndpointQuestion {
  EndpointQuestion() {}

  /**
   * A question.
   *
   * @param kind what the endpoint is for
   * @param url where it is, as the certificate names it
   * @param subject the certificate whose status or issuer is wanted
   * @param issuer that certificate's issuer, if known; without it no OCSP request can be made
   * @param anchored whether every signature from {@code subject} up to a trust anchor was verified;
   *     if not, the URL is an unknown peer's text
   * @param role which side this JVM is
   */
  public static EndpointQuestion of(
      LookupKind kind,
      URI url,
      X509Certificate subject,
      Optional<X509Certificate> issuer,
      boolean anchored,
      Role role) {
    return new AutoValue_EndpointQuestion(
        kind, url, subject, issuer, Collections.<X509Certificate>emptyList(), anchored, role);
  }

  /**
   * The same question where others than the issuer may sign the certificate's CRL.
   *
   * @param crlIssuers the certificates of those whom it names as CRL issuers, each verified up to a
   *     trust anchor
   */
  public EndpointQuestion withCrlIssuers(List<X509Certificate> crlIssuers) {
    return new AutoValue_EndpointQuestion(
        kind(), url(), subject(), issuer(), Copies.list(crlIssuers), anchored(), role());
  }

  /** What the endpoint is for. */
  public abstract LookupKind kind();

  /** Where it is. */
  public abstract URI url();

  /** The certificate whose status or issuer is wanted. */
  public abstract X509Certificate subject();

  /** That certificate's issuer, if known. */
  public abstract Optional<X509Certificate> issuer();

  /** Who beside that issuer may sign its CRL, as far as known. */
  public abstract List<X509Certificate> crlIssuers();

  /** Whether a trust anchor vouches for the URL. */
  public abstract boolean anchored();

  /** Which side this JVM is. */
  public abstract Role role();
}
