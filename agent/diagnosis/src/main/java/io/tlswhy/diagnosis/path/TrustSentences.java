package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.Detour;
import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.StoreFile;
import io.tlswhy.evidence.Validation;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The sentences for chains that lead to nothing that is trusted here, and for trust stores. */
final class TrustSentences {
  private TrustSentences() {}

  static String start(String peer) {
    return peer.equals(PathDiagnosis.NAMELESS) ? "The peer" : peer;
  }

  static Diagnosis.Builder malformed(String peer, int count) {
    return of(
        Cause.CERT_MALFORMED,
        Confidence.PROVED,
        "Java cannot read "
            + Words.counted(count, "certificate")
            + " that "
            + peer
            + " sent: the encoding is not what the standard says.",
        "Ask whoever issued the certificate for one that is encoded correctly.",
        Fix.of(Fix.Kind.CA, "encoding", "", false));
  }

  static Diagnosis.Builder selfSigned(String peer, Validation validation, X509Certificate leaf) {
    return of(
        Cause.CHAIN_SELF_SIGNED,
        Confidence.PROVED,
        start(peer)
            + " sent the self-signed certificate "
            + Words.certificate(leaf)
            + ", which "
            + StoreSentences.store(validation.trust())
            + " does not hold.",
        "Ask the operator of "
            + peer
            + " for the certificate by a way other than this connection; if its SHA-256"
            + " fingerprint is "
            + Words.fingerprint(leaf)
            + ", add it to the trust store, otherwise somebody is in between.",
        truststore(Words.fingerprint(leaf)));
  }

  static Diagnosis.Builder outdated(
      String peer, Validation validation, X509Certificate last, PublicRoot root) {
    String since =
        root.firstReleases().isEmpty() ? "" : ", which Java ships since " + root.firstReleases();
    return of(
        Cause.TRUSTSTORE_OUTDATED,
        Confidence.LIKELY,
        "The chain of "
            + peer
            + " leads by "
            + Words.name(last.getSubjectX500Principal())
            + " to the public root "
            + root.name()
            + since
            + "; "
            + StoreSentences.store(validation.trust())
            + " lacks it.",
        "Update this Java or its trust store, or add the root "
            + root.name()
            + ", SHA-256 "
            + root.readableFingerprint()
            + ", as its certification authority publishes it.",
        truststore(root.readableFingerprint()));
  }

  static Diagnosis.Builder sameNameOtherKey(
      String peer, Validation validation, X509Certificate last, TrustAnchor anchor) {
    X509Certificate trusted = anchor.getTrustedCert();
    return of(
        Cause.CHAIN_UNTRUSTED_ROOT,
        Confidence.LIKELY,
        "The chain of "
            + peer
            + " leads to a CA named "
            + Words.anchor(anchor)
            + ", but "
            + StoreSentences.store(validation.trust())
            + " holds one of the same name with another key.",
        "Ask whoever runs "
            + Words.anchor(anchor)
            + " whether its key was changed, and for the root that issued "
            + Words.certificate(last)
            + "; the one trusted here has the SHA-256 fingerprint "
            + (trusted == null ? "unknown" : Words.fingerprint(trusted))
            + ".",
        truststore(Words.anchor(anchor)));
  }

  static Diagnosis.Builder untrustedRootSent(
      String peer, Validation validation, X509Certificate root) {
    return of(
        Cause.CHAIN_UNTRUSTED_ROOT,
        Confidence.LIKELY,
        "The chain of "
            + peer
            + " is complete and ends in the root "
            + Words.certificate(root)
            + ", which "
            + StoreSentences.store(validation.trust())
            + " does not hold.",
        "Ask whoever runs this certification authority for its root certificate by a way other"
            + " than this connection; if its SHA-256 fingerprint is "
            + Words.fingerprint(root)
            + ", add it to the trust store, otherwise somebody is in between.",
        truststore(Words.fingerprint(root)));
  }

  /** A dead end whose root another store of this machine holds. */
  static Diagnosis.Builder rootElsewhere(
      Diagnosis deadEnd, String peer, Validation validation, StoreFile file, X509Certificate root) {
    String path = Words.shortened(file.path());
    String name = Words.name(root.getSubjectX500Principal());
    List<String> evidence = new ArrayList<>(deadEnd.evidence());
    evidence.add(
        path
            + " on this machine holds the root "
            + Words.certificate(root)
            + ", SHA-256 "
            + Words.fingerprint(root)
            + "; "
            + StoreSentences.store(validation.trust())
            + " does not.");
    boolean guessed =
        deadEnd.cause() == Cause.CHAIN_UNTRUSTED_ROOT || deadEnd.cause() == Cause.CHAIN_INCOMPLETE;
    if (!guessed) {
      return deadEnd.toBuilder().evidence(evidence);
    }
    List<Alternative> others = new ArrayList<>(deadEnd.alternatives());
    others.removeIf(other -> other.cause() != Cause.CHAIN_INTERCEPTED);
    return deadEnd.toBuilder()
        .cause(Cause.CHAIN_UNTRUSTED_ROOT)
        .confidence(Confidence.PROVED)
        .alternatives(others)
        .summary(
            "The chain of "
                + peer
                + " leads to the root "
                + Words.certificate(root)
                + ", which "
                + path
                + " of this machine holds, but "
                + StoreSentences.store(validation.trust())
                + " does not.")
        .fix(
            "If whoever runs this machine put "
                + name
                + " into "
                + path
                + " on purpose, add it from there to the trust store that this JVM uses; its"
                + " SHA-256 fingerprint is "
                + Words.fingerprint(root)
                + ".")
        .fixes(Collections.singletonList(truststore(Words.fingerprint(root))))
        .evidence(evidence);
  }

  static Diagnosis.Builder incompleteButAt(
      String peer, X509Certificate last, X509Certificate missing, String place) {
    String name = Words.name(missing.getSubjectX500Principal());
    return of(
        Cause.CHAIN_INCOMPLETE,
        Confidence.LIKELY,
        start(peer)
            + " sent "
            + Words.certificate(last)
            + " without the certificate of its issuer "
            + name
            + "; with that one, from "
            + Words.shortened(place)
            + ", the chain is complete.",
        "Let the operator of "
            + peer
            + " send the intermediate certificate "
            + name
            + ", SHA-256 "
            + Words.fingerprint(missing)
            + ", with its own (the full chain file).",
        Fixes.server("chain", Words.fingerprint(missing)));
  }

  static Diagnosis.Builder intercepted(String peer, X509Certificate last, String product) {
    return of(
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

  /** Another issuer and key than before, long before the renewal was due. */
  static Diagnosis.Builder reSigned(String peer, X509Certificate leaf, LastGoodChain before) {
    String issuer = Words.name(leaf.getIssuerX500Principal());
    return of(
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
  static Diagnosis.Builder interceptedByProxy(
      String peer, X509Certificate came, X509Certificate direct, Detour detour, boolean accepted) {
    boolean proved = accepted && detour.surelyThrough();
    String issuer = Words.name(came.getIssuerX500Principal());
    return of(
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
  static Alternative interceptedSince(X509Certificate leaf, String issuerBefore) {
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

  static Diagnosis.Builder of(
      Cause cause, Confidence confidence, String summary, String fix, Fix machine) {
    return Diagnosis.builder(cause, confidence, summary)
        .fix(fix)
        .fixes(Collections.singletonList(machine));
  }

  static Fix truststore(String value) {
    return Fix.of(Fix.Kind.TRUSTSTORE, "add", value, true);
  }
}
