package io.tlswhy.evidence;

/** What a certificate's pointer was followed for. */
public enum LookupKind {
  /** An OCSP request (RFC 6960). */
  OCSP,
  /** A CRL download (RFC 5280 section 4.2.1.13). */
  CRL,
  /** An issuer's certificate (RFC 5280 section 4.2.2.1, caIssuers). */
  CA_ISSUERS
}
