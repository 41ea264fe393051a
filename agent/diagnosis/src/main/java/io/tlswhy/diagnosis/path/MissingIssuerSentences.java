package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.Validation;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;

/** The sentences for chains whose last issuer nobody here has. */
final class MissingIssuerSentences {
  private MissingIssuerSentences() {}

  static Diagnosis.Builder root(String peer, Validation validation, X509Certificate last) {
    String issuer = Words.name(last.getIssuerX500Principal());
    return TrustSentences.of(
        Cause.CHAIN_UNTRUSTED_ROOT,
        Confidence.LIKELY,
        "The chain of "
            + peer
            + " ends at "
            + Words.certificate(last)
            + ", issued by "
            + issuer
            + ", which "
            + StoreSentences.store(validation.trust())
            + " does not hold.",
        "Ask whoever runs "
            + issuer
            + " for its root certificate and its SHA-256 fingerprint, compare them, and add it to"
            + " the trust store.",
        TrustSentences.truststore(issuer));
  }

  static Diagnosis.Builder intermediate(String peer, X509Certificate last) {
    String issuer = Words.name(last.getIssuerX500Principal());
    List<String> urls = Extensions.issuerUrls(last);
    return TrustSentences.of(
        Cause.CHAIN_INCOMPLETE,
        Confidence.LIKELY,
        TrustSentences.start(peer)
            + " sent "
            + Words.certificate(last)
            + " without the certificate of its issuer "
            + issuer
            + ", so no path leads to a trusted root.",
        "Let the operator of "
            + peer
            + " send the intermediate certificate "
            + issuer
            + " with its own (the full chain file)"
            + (urls.isEmpty() ? "" : "; it is at " + Words.shortened(urls.get(0)))
            + ".",
        Fixes.server("chain", issuer));
  }

  /**
   * A lone certificate of an issuer that may be either.
   *
   * @param rootFirst whether a root is the more frequent explanation
   */
  static Diagnosis.Builder either(
      String peer, Validation validation, X509Certificate last, boolean rootFirst) {
    String issuer = Words.name(last.getIssuerX500Principal());
    String store = StoreSentences.store(validation.trust());
    return TrustSentences.of(
            rootFirst ? Cause.CHAIN_UNTRUSTED_ROOT : Cause.CHAIN_INCOMPLETE,
            Confidence.POSSIBLE,
            TrustSentences.start(peer)
                + " sent "
                + Words.certificate(last)
                + " alone, and nobody here has the certificate of its issuer "
                + issuer
                + ": that is "
                + (rootFirst
                    ? "a root that " + store + " does not hold, or an intermediate"
                    : "an intermediate")
                + " that "
                + peer
                + " should have sent"
                + (rootFirst ? "." : ", or a root that " + store + " does not hold."),
            "Ask the operator of "
                + peer
                + " whether "
                + issuer
                + " is an intermediate or a root: an intermediate is to be sent with its own"
                + " certificate (the full chain file); of a root, ask whoever runs it for the"
                + " certificate and its SHA-256 fingerprint, compare them, and add it to the trust"
                + " store.",
            rootFirst ? TrustSentences.truststore(issuer) : Fixes.server("chain", issuer))
        .alternatives(Collections.singletonList(other(peer, issuer, store, rootFirst)));
  }

  private static Alternative other(String peer, String issuer, String store, boolean rootFirst) {
    String lookAt =
        "The certificate of "
            + issuer
            + ", as whoever runs it hands it out: that of a root names "
            + issuer
            + " as its own issuer.";
    return rootFirst
        ? Alternative.of(
            Cause.CHAIN_INCOMPLETE,
            Confidence.POSSIBLE,
            issuer + " may be an intermediate that " + peer + " should have sent.",
            lookAt)
        : Alternative.of(
            Cause.CHAIN_UNTRUSTED_ROOT,
            Confidence.POSSIBLE,
            issuer + " may be a root that " + store + " does not hold.",
            lookAt);
  }
}
