package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.LookupKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses that a certificate names for its status and its issuer, as far as they are URIs
 * with a host. They are the certificate's text: whoever follows one checks first who vouches for
 * it.
 */
public final class Pointers {
  private static final int LONGEST = 2_000;

  private Pointers() {}

  /** Those of that kind, in order. */
  public static List<URI> of(LookupKind kind, X509Certificate certificate) {
    switch (kind) {
      case OCSP:
        return ocsp(certificate);
      case CRL:
        return crl(certificate);
      default:
        return caIssuers(certificate);
    }
  }

  /** The OCSP responders, in order. */
  public static List<URI> ocsp(X509Certificate certificate) {
    return readable(Extensions.ocspUrls(certificate));
  }

  /** Where CRLs are, in order. */
  public static List<URI> crl(X509Certificate certificate) {
    return readable(Extensions.crlUrls(certificate));
  }

  /** Where the issuer's certificate is, in order. */
  public static List<URI> caIssuers(X509Certificate certificate) {
    return readable(Extensions.issuerUrls(certificate));
  }

  /**
   * The LDAP URLs of CRLs that name no host, in order: a member of a Windows domain knows which
   * directory is meant, the JDK takes it for this machine's.
   */
  public static List<URI> crlOfNoHost(X509Certificate certificate) {
    List<URI> uris = new ArrayList<>();
    for (URI uri : all(Extensions.crlUrls(certificate))) {
      if (uri.getHost() == null && "ldap".equalsIgnoreCase(uri.getScheme())) {
        uris.add(uri);
      }
    }
    return uris;
  }

  private static List<URI> readable(List<String> texts) {
    List<URI> uris = new ArrayList<>();
    for (URI uri : all(texts)) {
      if (uri.getScheme() != null && uri.getHost() != null && !uris.contains(uri)) {
        uris.add(uri);
      }
    }
    return uris;
  }

  private static List<URI> all(List<String> texts) {
    List<URI> uris = new ArrayList<>();
    for (String text : texts) {
      try {
        uris.add(new URI(text.length() > LONGEST ? "" : text.trim()));
      } catch (URISyntaxException malformed) {
        // What is no URI, the JVM does not follow either.
      }
    }
    return uris;
  }
}
