package io.tlswhy.diagnosis.handshake;

import static io.tlswhy.evidence.HelloChange.EVERY_CIPHER_SUITE;
import static io.tlswhy.evidence.HelloChange.EVERY_GROUP;
import static io.tlswhy.evidence.HelloChange.EXPECTED_NAME;
import static io.tlswhy.evidence.HelloChange.HTTP_PROTOCOLS;
import static io.tlswhy.evidence.HelloChange.NONE;
import static io.tlswhy.evidence.HelloChange.PLAINTEXT;
import static io.tlswhy.evidence.HelloChange.SMALL;
import static io.tlswhy.evidence.HelloChange.TLS_1_2_AND_EVERYTHING;
import static io.tlswhy.evidence.HelloChange.WITHOUT_NAME;
import static io.tlswhy.evidence.HelloChange.WITHOUT_PROTOCOLS;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.diagnosis.path.NameCheck;
import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloAnswer.Result;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.PeerTrial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads out of second handshakes what the peer did not like in the first one. */
final class SecondHandshakeReading {
  private static final List<HelloChange> VERSIONS =
      Collections.unmodifiableList(
          Arrays.asList(
              HelloChange.TLS_1_3, HelloChange.TLS_1_2, HelloChange.TLS_1_1, HelloChange.TLS_1_0));

  private final Scene scene;
  private final SecondHandshake.Symptom symptom;
  private final PeerTrial trial;

  SecondHandshakeReading(Scene scene, SecondHandshake.Symptom symptom, PeerTrial trial) {
    this.scene = scene;
    this.symptom = symptom;
    this.trial = trial;
  }

  /** The first diagnosis, or a better one; with what was tried in either case. */
  Diagnosis refined(Diagnosis first) {
    List<String> evidence = new ArrayList<>(first.evidence());
    evidence.addAll(SecondHandshakeSentences.tried(trial));
    Diagnosis.Builder known =
        first.toBuilder().evidence(evidence).counterfactuals(counterfactuals(first));
    Optional<HelloAnswer> spoken = trial.answer(PLAINTEXT).filter(a -> !a.spoken().isEmpty());
    if (spoken.isPresent() && !trial.passes(NONE)) {
      return plaintext(known, spoken.get());
    }
    Optional<HelloAnswer> control = trial.answer(NONE);
    if (!control.isPresent()) {
      return known.build();
    }
    if (symptom == SecondHandshake.Symptom.OTHER_NAME) {
      return ofCertificate(known);
    }
    if (control.get().result() == Result.AGREED) {
      return known.build();
    }
    return isSame(control.get()) ? compared(known, first) : known.build();
  }

  /** Whether the same offer failed as it did in the first handshake. */
  private boolean isSame(HelloAnswer control) {
    switch (control.result()) {
      case ALERT:
      case NOT_OFFERED:
        return symptom == SecondHandshake.Symptom.REFUSED;
      case CLOSED:
      case RESET:
      case SILENT:
        return symptom == SecondHandshake.Symptom.BROKEN;
      default:
        return false;
    }
  }

  private Diagnosis compared(Diagnosis.Builder known, Diagnosis first) {
    boolean refused = symptom == SecondHandshake.Symptom.REFUSED;
    if (trial.passes(EXPECTED_NAME) || (refused && trial.passes(WITHOUT_NAME))) {
      return proved(
          known,
          Cause.NAME_SNI,
          SecondHandshakeSentences.otherName(scene, trial.passes(EXPECTED_NAME)),
          SecondHandshakeSentences.otherNameFix(scene));
    }
    if (trial.passes(WITHOUT_PROTOCOLS) || trial.passes(HTTP_PROTOCOLS)) {
      return proved(
          known,
          Cause.PROTOCOL_ALPN,
          SecondHandshakeSentences.otherProtocols(
              scene, trial.answer(HTTP_PROTOCOLS).filter(a -> trial.passes(a.change()))),
          SecondHandshakeSentences.otherProtocolsFix(scene));
    }
    if (trial.passes(EVERY_CIPHER_SUITE)) {
      return otherCipher(known, trial.answer(EVERY_CIPHER_SUITE).get().cipherSuite());
    }
    if (trial.passes(EVERY_GROUP)) {
      return otherGroup(known, trial.answer(EVERY_GROUP).get().namedGroup());
    }
    List<String> foreign = versions(false);
    List<String> own = versions(true);
    if (own.isEmpty() && foreign.isEmpty() && trial.passes(TLS_1_2_AND_EVERYTHING)) {
      HelloAnswer answer = trial.answer(TLS_1_2_AND_EVERYTHING).get();
      return scene.handshake().cipherSuites().contains(answer.cipherSuite())
          ? otherGroup(known, answer.namedGroup())
          : otherCipher(known, answer.cipherSuite());
    }
    if (own.isEmpty() && !foreign.isEmpty()) {
      return proved(
          known,
          Cause.PROTOCOL_VERSION,
          SecondHandshakeSentences.otherVersion(scene, foreign),
          HandshakeSentences.versionFix(scene));
    }
    List<HelloChange> passing = passing(own);
    if (!passing.isEmpty()) {
      return proved(
          known,
          Cause.NETWORK_MIDDLEBOX,
          SecondHandshakeSentences.middlebox(scene, trial, passing),
          SecondHandshakeSentences.middleboxFix(scene, passing));
    }
    return allTheSame(known, first);
  }

  private Diagnosis otherCipher(Diagnosis.Builder known, String chosen) {
    return proved(
        known,
        Cause.PROTOCOL_CIPHER,
        SecondHandshakeSentences.otherCipher(scene, chosen),
        SecondHandshakeSentences.otherCipherFix(scene, chosen));
  }

  private Diagnosis otherGroup(Diagnosis.Builder known, String chosen) {
    return proved(
        known,
        Cause.PROTOCOL_PARAMETERS,
        SecondHandshakeSentences.otherGroup(scene, chosen),
        SecondHandshakeSentences.otherGroupFix(scene, chosen));
  }

  /** The versions with which alone the peer goes on: those of this JVM, or the others. */
  private List<String> versions(boolean own) {
    List<String> versions = new ArrayList<>();
    for (HelloChange version : VERSIONS) {
      if (trial.passes(version)) {
        String name = trial.answer(version).get().protocol();
        if (scene.handshake().protocols().contains(name) == own) {
          versions.add(name);
        }
      }
    }
    return versions;
  }

  /** What of the hello's shape matters: without its name, with one version alone, smaller. */
  private List<HelloChange> passing(List<String> own) {
    List<HelloChange> passing = new ArrayList<>();
    if (trial.passes(WITHOUT_NAME)) {
      passing.add(WITHOUT_NAME);
    }
    for (HelloChange version : VERSIONS) {
      if (trial.passes(version) && own.contains(trial.answer(version).get().protocol())) {
        passing.add(version);
      }
    }
    // It is of TLS 1.2 itself, so that it says nothing new where that version passes.
    if (trial.passes(SMALL) && !trial.passes(HelloChange.TLS_1_2)) {
      passing.add(SMALL);
    }
    return passing;
  }

  /** The certificate is the default one of a server that was not asked for the right name. */
  private Diagnosis ofCertificate(Diagnosis.Builder known) {
    String wanted =
        scene.failure().validation().map(validation -> validation.expectedName()).orElse("");
    boolean right =
        trial
            .answer(EXPECTED_NAME)
            .filter(answer -> !answer.certificates().isEmpty())
            .filter(answer -> NameCheck.covers(answer.certificates().get(0), wanted))
            .isPresent();
    return right
        ? proved(
            known,
            Cause.NAME_SNI,
            SecondHandshakeSentences.defaultCertificate(scene, wanted),
            SecondHandshakeSentences.defaultCertificateFix(scene, wanted))
        : known.build();
  }

  private Diagnosis plaintext(Diagnosis.Builder known, HelloAnswer answer) {
    return proved(
        known,
        Cause.PROTOCOL_PLAINTEXT,
        SecondHandshakeSentences.speaks(scene, answer.spoken()),
        SecondHandshakeSentences.speaksFix(scene, answer.spoken()));
  }

  /** Nothing that was changed made a difference: that is no proof, but it rules causes out. */
  private Diagnosis allTheSame(Diagnosis.Builder known, Diagnosis first) {
    if (!trialIsComplete()) {
      return known.build();
    }
    List<String> ruledOut = new ArrayList<>(first.ruledOut());
    ruledOut.add(SecondHandshakeSentences.noDifference());
    known.ruledOut(ruledOut);
    if (!scene.isReceived(Alerts.HANDSHAKE_FAILURE)) {
      return known.build();
    }
    return known
        .cause(Cause.PEER_MISCONFIGURED)
        .confidence(Confidence.LIKELY)
        .summary(SecondHandshakeSentences.refusesAll(scene))
        .fix(HandshakeSentences.peerGaveUpFix(scene))
        .fixes(Collections.<Fix>emptyList())
        .alternatives(Collections.<Alternative>emptyList())
        .build();
  }

  private boolean trialIsComplete() {
    for (HelloAnswer answer : trial.answers()) {
      if (answer.result() == Result.SKIPPED || answer.result() == Result.NOT_CONNECTED) {
        return false;
      }
    }
    return true;
  }

  private static Diagnosis proved(
      Diagnosis.Builder known, Cause cause, String summary, String fix) {
    return known
        .cause(cause)
        .confidence(Confidence.PROVED)
        .summary(summary)
        .fix(fix)
        .fixes(Collections.<Fix>emptyList())
        .alternatives(Collections.<Alternative>emptyList())
        .build();
  }

  private List<Counterfactual> counterfactuals(Diagnosis first) {
    List<Counterfactual> runs = new ArrayList<>(first.counterfactuals());
    for (HelloAnswer answer : trial.answers()) {
      boolean compared =
          answer.change() != NONE
              && answer.change() != PLAINTEXT
              && answer.result() != Result.SKIPPED
              && answer.result() != Result.NOT_CONNECTED;
      if (compared && symptom != SecondHandshake.Symptom.OTHER_NAME) {
        runs.add(
            Counterfactual.of(
                SecondHandshakeSentences.with(answer), answer.result() == Result.AGREED));
      }
    }
    return runs;
  }
}
