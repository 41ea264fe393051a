package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
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
