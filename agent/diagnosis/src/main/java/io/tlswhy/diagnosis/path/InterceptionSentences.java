package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.Detour;
import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.IssuerChange;
import io.tlswhy.evidence.LastGoodChain;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The sentences for certificates that something on the way has made. */
final class InterceptionSentences {
  private InterceptionSentences() {}

  static Diagnosis.Builder byProduct(String peer, X509Certificate last, String product) {
    return TrustSentences.of(
        Cause.CHAIN_INTERCEPTED,
        Confidence.LIKELY,
        "The certificate that came for "
            + peer
            + " was made on the way by "
            + product
            + ", which inspects TLS: it is issued by "
            + Words.name(last.getIssuerX500Principal())
            + ".",
        "Ask whoever runs the inspection to exempt "
            + peer
            + ", or to hand out its root certificate and fingerprint for this trust store.",
        Fix.of(Fix.Kind.PROXY, "exempt", peer, false));
  }

  /** The same new issuer as other peers', which have nothing to do with this one. */
  static Diagnosis.Builder sharedIssuer(
      String peer, X509Certificate leaf, LastGoodChain before, List<IssuerChange> others) {
    String issuer = Words.name(leaf.getIssuerX500Principal());
    List<String> named = new ArrayList<>();
    Set<String> issuersBefore = new LinkedHashSet<>();
    issuersBefore.add(before.issuer());
    for (IssuerChange other : others) {
      named.add(other.host());
      issuersBefore.add(other.issuerBefore());
    }
    return TrustSentences.of(
        Cause.CHAIN_INTERCEPTED,
        Confidence.LIKELY,
        "The certificate that came for "
            + peer
            + " was most likely made on the way, by something that inspects TLS: it is issued by "
            + issuer
            + ", which is not trusted here, as since a day at most is that of "
            + Words.list(named)
            + ", while before they were accepted from "
            + Words.list(new ArrayList<>(issuersBefore))
            + ".",
        "Ask the network team whether TLS from this host is inspected, and to exempt these peers or"
            + " to hand out the root certificate of "
            + issuer
            + " and its fingerprint for this trust store.",
        Fix.of(Fix.Kind.PROXY, "exempt", peer, false));
  }

  /** Another issuer and key than before, long before the renewal was due. */
  static Diagnosis.Builder reSigned(String peer, X509Certificate leaf, LastGoodChain before) {
    String issuer = Words.name(leaf.getIssuerX500Principal());
    return TrustSentences.of(
        Cause.CHAIN_INTERCEPTED,
        Confidence.LIKELY,
        "The certificate that came for "
            + peer
            + " was most likely made on the way, by something that inspects TLS: it is issued by "
            + issuer
            + ", which is not trusted here, and names no place to ask for revocation, while the"
            + " last one that was accepted, on "
            + Words.time(before.when())
            + ", has another key, is issued by "
            + Words.shortened(before.issuer())
            + " and is valid until "
            + Words.time(before.notAfter())
            + ".",
        "Ask the network team whether TLS to "
            + peer
            + " is inspected, and to exempt it or to hand out the root certificate of "
            + issuer
            + " and its fingerprint for this trust store.",
        Fix.of(Fix.Kind.PROXY, "exempt", peer, false));
  }

  /** Another issuer and key through the proxy than directly. */
  static Diagnosis.Builder byProxy(
      String peer, X509Certificate came, X509Certificate direct, Detour detour, boolean accepted) {
    boolean proved = accepted && detour.surelyThrough();
    String issuer = Words.name(came.getIssuerX500Principal());
    return TrustSentences.of(
        Cause.CHAIN_INTERCEPTED,
        proved ? Confidence.PROVED : Confidence.LIKELY,
        "The certificate that came for "
            + peer
            + " through the proxy "
            + detour.proxy()
            + " was "
            + (proved ? "" : "most likely ")
            + "made on the way: it is issued by "
            + issuer
            + ", while asked directly at "
            + detour.address()
            + " "
            + peer
            + " shows one with another key, issued by "
            + Words.name(direct.getIssuerX500Principal())
            + (accepted ? ", which is trusted here." : ", which is not trusted here either."),
        "Ask whoever runs the proxy "
            + detour.proxy()
            + " to exempt "
            + peer
            + ", or to hand out the root certificate of "
            + issuer
            + " and its fingerprint for this trust store.",
        Fix.of(Fix.Kind.PROXY, "exempt", peer, false));
  }

  /** The harmless explanation of another certificate through the proxy. */
  static Alternative elsewhereFromProxy(Cause cause, String peer, Detour detour) {
    return Alternative.of(
        cause,
        Confidence.POSSIBLE,
        "The name or port that the proxy "
            + detour.proxy()
            + " was asked for may lead it to another server than "
            + detour.address()
            + ".",
        "Compare the addresses that " + peer + " has here and on the proxy's machine.");
  }

  static String sameDirectly(String peer, Detour detour) {
    return "The proxy "
        + detour.proxy()
        + " did not make this certificate: asked directly at "
        + detour.address()
        + ", "
        + peer
        + " shows the same.";
  }

  static String otherDirectly(String peer, Detour detour, X509Certificate direct) {
    return "Asked directly at "
        + detour.address()
        + ", past the proxy "
        + detour.proxy()
        + ", "
        + peer
        + " shows another certificate, issued by "
        + Words.name(direct.getIssuerX500Principal())
        + ", which does not tell whether the proxy made the one that came.";
  }

  static String noDirectAnswer(String peer, Detour detour, HelloAnswer answer) {
    return detour.address().isEmpty()
        ? peer + " was not asked past the proxy " + detour.proxy() + ": " + answer.detail() + "."
        : "Asked directly at "
            + detour.address()
            + ", past the proxy "
            + detour.proxy()
            + ", "
            + peer
            + " showed no certificate.";
  }

  /** The harmless explanation of what looks like interception. */
  static Alternative movedToOtherAuthority(X509Certificate leaf) {
    return Alternative.of(
        Cause.CHAIN_UNTRUSTED_ROOT,
        Confidence.POSSIBLE,
        "The peer may have moved to the authority "
            + Words.name(leaf.getIssuerX500Principal())
            + " on purpose.",
        "Ask the peer's operator for the fingerprint of its certificate, which is now "
            + Words.fingerprint(leaf)
            + ".");
  }

  /** That something on the way may have made the certificate, since it used to be another's. */
  static Alternative since(X509Certificate leaf, String issuerBefore) {
    return Alternative.of(
        Cause.CHAIN_INTERCEPTED,
        Confidence.POSSIBLE,
        "The certificate is issued by "
            + Words.name(leaf.getIssuerX500Principal())
            + "; the last one that was accepted here was issued by "
            + Words.shortened(issuerBefore)
            + ".",
        "Compare it with what another network sees: openssl s_client -connect HOST:PORT -showcerts");
  }
}
