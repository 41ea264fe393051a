package io.tlswhy.diagnosis.revocation;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.diagnosis.path.Pointers;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.RevocationSettings;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What is to be said when none of the JVM's look-ups failed, and its check did all the same. */
final class WithoutLookups {
  private static final String NO_ANSWER_FITS =
      "Java got an answer and did not accept it, and does not say why.";

  private static final String NOTHING_SEEN =
      "What Java meets in a directory is not seen from inside of it.";

  private final JvmFacts jvm;
  private final Scene scene;
  private final RevocationSettings settings;

  WithoutLookups(JvmFacts jvm, Scene scene) {
    this.jvm = jvm;
    this.scene = scene;
    this.settings = scene.validation().revocation();
  }

  Optional<Diagnosis> diagnosis() {
    for (Need need : scene.needs()) {
      if (need.pointers().isEmpty() && !scene.rejected().filter(n -> !n.equals(need)).isPresent()) {
        return Optional.of(noPointer(need));
      }
    }
    return scene.rejected().isPresent() && undetermined()
        ? Optional.of(notAccepted(scene.rejected().get()))
        : Optional.empty();
  }

  private boolean undetermined() {
    Optional<CertPathValidatorException> rejection = scene.rejection();
    return rejection
        .filter(
            e ->
                e.getReason() == BasicReason.UNDETERMINED_REVOCATION_STATUS
                    || e.getReason() == BasicReason.UNSPECIFIED)
        .isPresent();
  }

  private Diagnosis noPointer(Need need) {
    X509Certificate subject = need.subject();
    List<String> offered = new ArrayList<>();
    Pointers.ocsp(subject).forEach(url -> offered.add("OCSP " + Words.url(url)));
    Pointers.crl(subject).forEach(url -> offered.add(RevocationSentences.offeredCrl(url)));
    Pointers.crlOfNoHost(subject)
        .forEach(url -> offered.add(RevocationSentences.offeredCrlOfNoHost(url)));
    boolean lists =
        Pointers.crl(subject).stream().anyMatch(Needs::isSpoken)
            && !settings.crlDistributionPoints();
    boolean responders = !Pointers.ocsp(subject).isEmpty() && !settings.ocsp();
    boolean proved = scene.passesWithoutRevocation();
    Diagnosis.Builder diagnosis =
        Diagnosis.builder(
                Cause.REVOCATION_NO_POINTER,
                proved ? Confidence.PROVED : Confidence.LIKELY,
                RevocationSentences.noPointer(need, offered))
            .subject(ObstacleTeller.key(subject))
            .counterfactuals(
                Collections.singletonList(
                    Counterfactual.of("revocation checking left out", proved)));
    if (lists) {
      diagnosis
          .fix(
              "Let Java fetch CRLs: start this JVM with -Dcom.sun.security.enableCRLDP=true (restart"
                  + " needed), with TCP to the host of the CRL allowed.")
          .fixes(
              Collections.singletonList(
                  Fix.of(Fix.Kind.PROPERTY, "com.sun.security.enableCRLDP", "true", true)));
    } else if (responders) {
      diagnosis
          .fix(
              "Let Java ask the responder: set the security property ocsp.enable=true (in"
                  + " java.security of Java "
                  + jvm.feature()
                  + ", restart needed), with TCP to the responder allowed.")
          .fixes(Collections.singletonList(Fix.of(Fix.Kind.PROPERTY, "ocsp.enable", "true", true)));
    } else {
      diagnosis.fix(
          "Give the application the CRL of "
              + Words.name(subject.getIssuerX500Principal())
              + ", or ask its operator for certificates that say where their status is to be had.");
    }
    return diagnosis.build();
  }

  /** JNDI's look-ups begin where nothing of the JDK's revocation code is entered yet. */
  private Diagnosis notSeen(Need need, Pointer directory) {
    return Diagnosis.builder(
            Cause.REVOCATION_BLOCKED,
            Confidence.POSSIBLE,
            RevocationSentences.directoryNotSeen(need, directory))
        .subject(directory.hostPort())
        .interim(true)
        .alternatives(
            Arrays.asList(
                Alternative.of(
                    Cause.REVOCATION_DNS,
                    Confidence.POSSIBLE,
                    NOTHING_SEEN,
                    "whether " + directory.host() + " resolves here"),
                Alternative.of(
                    Cause.REVOCATION_RESPONDER_ERROR,
                    Confidence.POSSIBLE,
                    NOTHING_SEEN,
                    "what the directory answers")))
        .build();
  }

  private Diagnosis notAccepted(Need need) {
    Pointer pointer = need.pointers().get(0);
    if (pointer.isLdap() && scene.lookups(need).isEmpty()) {
      return notSeen(need, pointer);
    }
    return Diagnosis.builder(
            Cause.REVOCATION_RESPONSE_UNTRUSTED,
            Confidence.POSSIBLE,
            "Java cannot tell whether "
                + Words.certificate(need.subject())
                + " is revoked, though its "
                + Words.endpoint(pointer)
                + " answered.")
        .subject(pointer.hostPort())
        .interim(true)
        .alternatives(
            Arrays.asList(
                Alternative.of(
                    Cause.REVOCATION_RESPONSE_STALE,
                    Confidence.POSSIBLE,
                    NO_ANSWER_FITS,
                    "the dates in the answer"),
                Alternative.of(
                    Cause.REVOCATION_INTERCEPTED,
                    Confidence.POSSIBLE,
                    NO_ANSWER_FITS,
                    "whether the answer is a web page"),
                Alternative.of(
                    Cause.REVOCATION_UNKNOWN,
                    Confidence.POSSIBLE,
                    NO_ANSWER_FITS,
                    "the status in the answer")))
        .build();
  }
}
