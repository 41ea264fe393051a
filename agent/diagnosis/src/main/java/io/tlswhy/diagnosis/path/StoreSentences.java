package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.TrustStoreOrigin;
import io.tlswhy.evidence.Validation;

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
        "No certificate is trusted here at all: "
            + store(validation.trust())
            + " holds no trust anchor.",
        "Point to the trust store that was meant, or add the root certificates that this"
            + " application needs to the one in use.",
        TrustSentences.truststore("anchors"));
  }

  static Diagnosis.Builder fallback(Validation validation, Diagnosis deadEnd) {
    String asked = validation.trust().origin().askedFor().map(Words::shortened).orElse("a file");
    return TrustSentences.of(
        Cause.TRUSTSTORE_UNREADABLE,
        Confidence.LIKELY,
        "javax.net.ssl.trustStore names "
            + asked
            + ", which is not there or cannot be read, so Java silently uses "
            + store(validation.trust())
            + ": "
            + deadEnd.summary(),
        "Correct the path or the permissions of " + asked + " and restart this JVM.",
        Fix.of(Fix.Kind.PROPERTY, "javax.net.ssl.trustStore", asked, true));
  }

  static Diagnosis.Builder changed(Validation validation, Diagnosis deadEnd) {
    return TrustSentences.of(
        Cause.TRUSTSTORE_CHANGED,
        Confidence.LIKELY,
        "The file of "
            + store(validation.trust())
            + " was changed after this JVM started and may not have been read again: "
            + deadEnd.summary(),
        "Restart this JVM so that it reads the trust store as it is now.",
        Fix.of(Fix.Kind.TRUSTSTORE, "restart", "", true));
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
