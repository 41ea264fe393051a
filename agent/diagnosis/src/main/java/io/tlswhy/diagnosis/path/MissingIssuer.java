package io.tlswhy.diagnosis.path;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.Validation;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * Tells what the issuer is that nobody here has: an intermediate, which the peer should have sent,
 * or a root, which it need not send.
 */
enum MissingIssuer {
  /** An intermediate, as far as can be told. */
  INTERMEDIATE,
  /** A root, as far as can be told. */
  ROOT,
  /** Nothing tells; intermediates that were left out are the more frequent. */
  EITHER,
  /** Nothing tells but the name, which is a root's. */
  ROOT_BY_NAME;

  private static final Pattern ROOT_NAME =
      Pattern.compile("\\broot(ca)?\\b", Pattern.CASE_INSENSITIVE);

  /**
   * What is missing behind the last certificate of the path.
   *
   * <p>A certificate may say who issued its issuer's certificate; if that is the issuer itself, the
   * issuer is a root. Else a peer that sent intermediates has most likely sent all of them, one
   * that sent others, which do not fit, has sent the wrong ones, and one that was accepted with as
   * many certificates before has not left out any now. Where to fetch an issuer (RFC 5280 section
   * 4.2.2.1) is said for what is not at hand: anchors are. Nothing that the peer could send would
   * help where no CA at all is trusted.
   */
  static MissingIssuer behind(
      CertificationPath path, HandshakeFailure failure, Validation validation) {
    X509Certificate last = path.last();
    X500Principal issuer = last.getIssuerX500Principal();
    Optional<X500Principal> issuersIssuer = Extensions.authorityKey(last).issuersIssuer();
    if (issuersIssuer.isPresent()) {
      return issuersIssuer.get().equals(issuer) ? ROOT : INTERMEDIATE;
    }
    if (path.certificates().size() > 1 || !anyAuthorityTrusted(validation)) {
      return ROOT;
    }
    Optional<LastGoodChain> before =
        failure.lastGood().filter(good -> good.issuer().equals(issuer.getName()));
    if (before.isPresent()) {
      return before.get().length() > validation.chain().size() ? INTERMEDIATE : ROOT;
    }
    boolean othersSent = validation.chain().size() > 1;
    if (othersSent || !Extensions.issuerUrls(last).isEmpty()) {
      return INTERMEDIATE;
    }
    return isRootByName(issuer) ? ROOT_BY_NAME : EITHER;
  }

  private static boolean isRootByName(X500Principal issuer) {
    return NameAttributes.of(issuer, NameAttributes.COMMON_NAME).stream()
        .anyMatch(name -> ROOT_NAME.matcher(name).find());
  }

  private static boolean anyAuthorityTrusted(Validation validation) {
    for (TrustAnchor anchor : validation.trust().anchors()) {
      X509Certificate certificate = anchor.getTrustedCert();
      if (certificate == null
          || certificate.getBasicConstraints() >= 0
          || Examination.selfIssued(certificate)) {
        return true;
      }
    }
    return false;
  }
}
