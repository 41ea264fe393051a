package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.StoreFile;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.TrustStoreOrigin;
import io.tlswhy.evidence.Validation;
import java.util.Collections;
import java.util.Optional;

/** The sentences for what is trusted here: the store, and the application's own judges. */
final class StoreSentences {
  private StoreSentences() {}

  /** The trust store in force, as sentences call it. */
  static String store(TrustSettings trust) {
    TrustStoreOrigin origin = trust.origin();
    String path = origin.path().isEmpty() ? "" : " " + Words.shortened(origin.path());
    switch (origin.source()) {
      case DEFAULT:
      case FALLBACK:
        return "Java's own trust store" + path;
      case PROPERTY:
        return "the trust store" + path + " (javax.net.ssl.trustStore)";
      default:
        return "the trust store" + path + " that the application chose";
    }
  }

  static Diagnosis.Builder empty(Validation validation) {
    return TrustSentences.of(
        Cause.TRUSTSTORE_EMPTY,
        Confidence.PROVED,
        "No certificate is trusted here at all: " + store(validation.trust()) + " is empty.",
        "Point to the trust store that was meant, or put into this one the root certificates that the"
            + " application needs, as their certification authorities publish them.",
        TrustSentences.truststore("anchors"));
  }

  /**
   * That Java took its own store in silence.
   *
   * @param asked the file that was asked for, if it was looked at since
   */
  static Diagnosis.Builder fallback(String peer, Validation validation, Optional<StoreFile> asked) {
    String path = askedFor(validation, asked);
    boolean thereNow = asked.filter(file -> file.state() == StoreFile.State.READ).isPresent();
    return TrustSentences.of(
        Cause.TRUSTSTORE_UNREADABLE,
        Confidence.LIKELY,
        untrustedSince(peer, path)
            + asked.map(StoreSentences::state).orElse("which is not there or cannot be read")
            + ", so that this JVM silently uses "
            + store(validation.trust())
            + ".",
        thereNow
            ? "Restart this JVM, so that it reads " + path + "."
            : "Correct the path or the permissions of " + path + " and restart this JVM.",
        Fix.of(Fix.Kind.PROPERTY, "javax.net.ssl.trustStore", path, true));
  }

  /** That the store that must have been meant stands beside the one that is not there. */
  static Diagnosis.Builder besides(String peer, Validation validation, StoreFile beside) {
    String path = Words.shortened(beside.path());
    return TrustSentences.of(
        Cause.TRUSTSTORE_UNREADABLE,
        Confidence.PROVED,
        untrustedSince(peer, askedFor(validation, Optional.empty()))
            + "which does not exist, so that this JVM silently uses "
            + store(validation.trust())
            + "; "
            + path
            + " in the same folder is there, and with it the chain passes.",
        "Set -Djavax.net.ssl.trustStore="
            + path
            + " if that is the store that was meant, and"
            + " restart this JVM.",
        Fix.of(Fix.Kind.PROPERTY, "javax.net.ssl.trustStore", path, true));
  }

  private static String untrustedSince(String peer, String asked) {
    return "The chain of "
        + peer
        + " is not trusted here, since javax.net.ssl.trustStore names "
        + asked
        + ", ";
  }

  /** The file that was asked for: absolute, where it is known from which folder Java looked. */
  private static String askedFor(Validation validation, Optional<StoreFile> asked) {
    return asked
        .map(StoreFile::path)
        .map(Words::shortened)
        .orElseGet(
            () -> validation.trust().origin().askedFor().map(Words::shortened).orElse("a file"));
  }

  private static String state(StoreFile asked) {
    switch (asked.state()) {
      case MISSING:
        return "which does not exist";
      case NO_FILE:
        return "which is not a file";
      case FORBIDDEN:
        return "which this process may not read";
      case READ:
        return "which could not be read when Java did, and can be now";
      default:
        return "which is not there or cannot be read";
    }
  }

  static Diagnosis.Builder changed(String peer, Validation validation) {
    return TrustSentences.of(
        Cause.TRUSTSTORE_CHANGED,
        Confidence.LIKELY,
        "The chain of "
            + peer
            + " is not trusted here, and the file of "
            + store(validation.trust())
            + " was changed after this JVM started and may not have been read again.",
        "Restart this JVM so that it reads the trust store as it is now.",
        Fix.of(Fix.Kind.TRUSTSTORE, "restart", "", true));
  }

  /** That what the file holds now would let the chain pass. */
  static String mendedSince(String peer, Validation validation, StoreFile now) {
    return "The file of "
        + store(validation.trust())
        + now.changed().map(when -> " was changed on " + Words.time(when)).orElse(" was changed")
        + ", after this JVM read it, and with what it holds now the chain of "
        + peer
        + " passes; this JVM still uses the older content.";
  }

  /** That what the file holds now would not help either. */
  static String changedInVain(StoreFile now) {
    return "That the trust store's file was changed after this JVM read it is not the matter: with"
        + " what "
        + Words.shortened(now.path())
        + " holds now the chain does not pass either.";
  }

  /** What was put in for the trust store in use. */
  static String asItIsNow(StoreFile file) {
    return "the trust store " + Words.shortened(file.path()) + " as it is on disk now";
  }

  static Diagnosis.Builder custom(String peer, Validation validation, boolean accepted) {
    return TrustSentences.of(
        Cause.TRUSTSTORE_CUSTOM,
        accepted ? Confidence.LIKELY : Confidence.POSSIBLE,
        "The application's own trust manager "
            + Words.shortened(validation.trust().managerClass())
            + " refused the certificate "
            + Words.certificate(validation.chain().get(0))
            + " of "
            + peer
            + (accepted ? ", which the rules of certificates allow." : "."),
        "Ask the application's authors what "
            + Words.shortened(validation.trust().managerClass())
            + " accepts (pinned keys, a list of its own).",
        Fix.of(Fix.Kind.OTHER, "trustManager", validation.trust().managerClass(), false));
  }

  /** That the platform's own trust manager would have accepted the chain. */
  static Diagnosis.Builder customAgainst(String peer, Validation validation, StoreFile platform) {
    String manager = Words.shortened(validation.trust().managerClass());
    return custom(peer, validation, true)
        .confidence(Confidence.PROVED)
        .summary(
            "The application's own trust manager "
                + manager
                + " refused the certificate "
                + Words.certificate(validation.chain().get(0))
                + " of "
                + peer
                + ", which Java's own trust manager accepts by "
                + Words.shortened(platform.path())
                + ".")
        .counterfactuals(
            Collections.singletonList(
                Counterfactual.of(
                    "Java's own trust manager over " + Words.shortened(platform.path()), true)));
  }

  static Diagnosis.Builder ownCheck(String peer, Validation validation, String check) {
    String name = Words.shortened(check);
    return TrustSentences.of(
        Cause.TRUSTSTORE_CUSTOM,
        Confidence.PROVED,
        "A check that the application added to the platform's own, "
            + name
            + ", refused the certificate "
            + Words.certificate(validation.chain().get(0))
            + " of "
            + peer
            + ", which the platform's rules allow.",
        "Ask the application's authors what "
            + name
            + " demands of a certificate, and the operator of "
            + peer
            + " for one that meets it.",
        Fix.of(Fix.Kind.OTHER, "check", check, false));
  }

  static Diagnosis.Builder verifier(Examination examination, String wanted) {
    return TrustSentences.of(
        Cause.NAME_MISMATCH,
        Confidence.POSSIBLE,
        "The application's own HostnameVerifier refused "
            + Words.shortened(wanted)
            + ", although the certificate "
            + Words.certificate(examination.path().leaf())
            + " is for that name.",
        "Ask the application's authors which names its HostnameVerifier accepts.",
        Fix.of(Fix.Kind.OTHER, "HostnameVerifier", "", false));
  }
}
