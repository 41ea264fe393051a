package io.tlswhy.diagnosis.path;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.Detour;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Validation;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether a proxy made the certificate that came through it: by comparison with the one that
 * the peer shows directly.
 */
public final class DirectComparison {
  private final HandshakeFailure failure;
  private final Validation validation;
  private final Diagnosis known;
  private final HelloAnswer answer;
  private final Detour detour;

  private DirectComparison(
      HandshakeFailure failure,
      Validation validation,
      Diagnosis known,
      HelloAnswer answer,
      Detour detour) {
    this.failure = failure;
    this.validation = validation;
    this.known = known;
    this.answer = answer;
    this.detour = detour;
  }

  /** Whether the comparison could tell more: the chain of a named peer leads to nothing trusted. */
  public static boolean isOpen(HandshakeFailure failure, Diagnosis first) {
    boolean named = failure.role() == Role.CLIENT && !name(failure).isEmpty();
    switch (first.cause()) {
      case CHAIN_INCOMPLETE:
        // Where the missing certificate is at hand, the chain that came leads to what is trusted.
        return named && first.confidence() != Confidence.PROVED;
      case CHAIN_SELF_SIGNED:
      case CHAIN_UNTRUSTED_ROOT:
        return named;
      default:
        return false;
    }
  }

  /** The diagnosis with what the peer showed directly. */
  public static Diagnosis with(HandshakeFailure failure, Diagnosis known, HelloAnswer answer) {
    Optional<Validation> validation =
        failure.validation().filter(present -> !present.chain().isEmpty());
    return validation.isPresent() && answer.detour().isPresent() && isOpen(failure, known)
        ? new DirectComparison(failure, validation.get(), known, answer, answer.detour().get())
            .compared()
        : known;
  }

  private static String name(HandshakeFailure failure) {
    String expected = failure.validation().map(Validation::expectedName).orElse("");
    return expected.isEmpty() ? failure.peer().host() : expected;
  }

  private Diagnosis compared() {
    String peer = Words.shortened(name(failure));
    if (answer.certificates().isEmpty()) {
      return withEvidence(InterceptionSentences.noDirectAnswer(peer, detour, answer));
    }
    X509Certificate came = validation.chain().get(0);
    X509Certificate direct = answer.certificates().get(0);
    if (direct.equals(came)) {
      List<String> ruledOut = new ArrayList<>(known.ruledOut());
      ruledOut.add(InterceptionSentences.sameDirectly(peer, detour));
      return known.toBuilder().ruledOut(ruledOut).build();
    }
    boolean accepted = isAccepted(direct);
    // Where the way is assumed, so is the port: then only what is surely the peer's counts.
    boolean comparable = accepted || detour.surelyThrough();
    if (!isOther(came, direct) || !comparable) {
      return withEvidence(InterceptionSentences.otherDirectly(peer, detour, direct));
    }
    return intercepted(peer, came, direct, accepted);
  }

  private Diagnosis intercepted(
      String peer, X509Certificate came, X509Certificate direct, boolean accepted) {
    Diagnosis made = InterceptionSentences.byProxy(peer, came, direct, detour, accepted).build();
    // The runs so far trusted the root of whoever made the certificate, which helps nobody here.
    List<Counterfactual> runs =
        Collections.singletonList(
            Counterfactual.of("the chain that " + peer + " shows directly", accepted));
    return known.toBuilder()
        .cause(Cause.CHAIN_INTERCEPTED)
        .confidence(made.confidence())
        .summary(made.summary())
        .fix(made.fix())
        .fixes(made.fixes())
        .alternatives(
            made.confidence() == Confidence.PROVED
                ? Collections.emptyList()
                : Collections.singletonList(
                    InterceptionSentences.elsewhereFromProxy(known.cause(), peer, detour)))
        .counterfactuals(runs)
        .build();
  }

  private Diagnosis withEvidence(String line) {
    List<String> evidence = new ArrayList<>(known.evidence());
    evidence.add(line);
    return known.toBuilder().evidence(evidence).build();
  }

  private static boolean isOther(X509Certificate came, X509Certificate direct) {
    return !came.getIssuerX500Principal().equals(direct.getIssuerX500Principal())
        && !Arrays.equals(came.getPublicKey().getEncoded(), direct.getPublicKey().getEncoded());
  }

  /** Whether the trust manager's own anchors vouch for what the peer showed, and it is for it. */
  private boolean isAccepted(X509Certificate direct) {
    Instant at = validation.trust().date().orElse(failure.at());
    Validation shown = validation.toBuilder().chain(answer.certificates()).build();
    return NameCheck.covers(direct, name(failure))
        && PathDiagnosis.decisivePath(shown, at, () -> true)
            .filter(path -> PathRun.over(path, validation.trust(), at).run().passes())
            .isPresent();
  }
}
