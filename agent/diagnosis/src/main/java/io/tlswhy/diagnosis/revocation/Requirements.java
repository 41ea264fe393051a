package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.RevocationSettings;
import io.tlswhy.evidence.Stage;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says for each certificate of a path what this JVM's settings require to be known of its status,
 * and whether the endpoints can meet that.
 */
final class Requirements {
  private final Scene scene;
  private final Trials trials;
  private final RevocationSettings settings;

  Requirements(Scene scene, Trials trials) {
    this.scene = scene;
    this.trials = trials;
    this.settings = scene.validation().revocation();
  }

  /** One line a certificate, the peer's own first. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<X509Certificate> path = scene.path().certificates();
    for (int position = 0; position < path.size(); position++) {
      String head = "Status of " + Words.certificate(path.get(position)) + ": ";
      int wanted = position;
      lines.add(
          head
              + scene.needs().stream()
                  .filter(need -> need.position() == wanted)
                  .findFirst()
                  .map(this::line)
                  .orElse(
                      "not asked for: Java asks for the peer's own certificate only (ONLY_END_ENTITY)."));
    }
    return lines;
  }

  private String line(Need need) {
    if (isStapled(need)) {
      return "Java takes the response that the peer stapled.";
    }
    if (need.pointers().isEmpty()) {
      return "required, and the certificate names nothing that this JVM may ask" + otherwise(need);
    }
    List<String> asked = new ArrayList<>();
    boolean responder = false;
    for (Pointer pointer : need.pointers()) {
      // OCSP.getResponderURI takes the first; of CRLs the JDK fetches each
      // (DistributionPointFetcher).
      boolean first = pointer.kind() != LookupKind.OCSP || !responder;
      responder |= pointer.kind() == LookupKind.OCSP;
      asked.add(
          "the "
              + Words.endpoint(pointer)
              + (first ? "" : ", which Java leaves out as it is not the first")
              + " ("
              + outcome(need, pointer)
              + ")");
    }
    return "Java asks "
        + String.join(order(need), asked)
        + (isKnown(need) ? "." : "; none that it asks tells it on its way" + otherwise(need));
  }

  private boolean isStapled(Need need) {
    List<Der> staples = scene.validation().staples();
    return need.position() < staples.size() && staples.get(need.position()).length() > 0;
  }

  private String order(Need need) {
    boolean both = need.pointers().stream().map(Pointer::kind).distinct().count() > 1;
    return both ? ", then if that fails " : " and ";
  }

  private boolean isKnown(Need need) {
    return need.pointers().stream()
        .anyMatch(pointer -> isKnownAsJvm(need, pointer) || wasToldTo(need, pointer));
  }

  /** Whether the JVM itself got an answer that it did not stop at. */
  private boolean wasToldTo(Need need, Pointer pointer) {
    return !scene.rejected().filter(need::equals).isPresent()
        && scene
            .lookup(need, pointer)
            .filter(
                lookup ->
                    lookup.outcome() == Lookup.Outcome.ANSWERED && !lookup.error().isPresent())
            .isPresent();
  }

  private boolean isOk(Need need, Pointer pointer) {
    return trials
        .verdict(need, pointer)
        .filter(verdict -> verdict.result() == Stage.Result.OK)
        .isPresent();
  }

  private boolean isKnownAsJvm(Need need, Pointer pointer) {
    return isOk(need, pointer)
        && trials
            .of(need, pointer)
            .filter(trial -> trial.stages().stream().anyMatch(Requirements::answersJvm))
            .isPresent();
  }

  private static boolean answersJvm(Stage stage) {
    return stage.asJvm() && stage.kind() == Stage.Kind.HTTP && stage.result() == Stage.Result.OK;
  }

  private String outcome(Need need, Pointer pointer) {
    Optional<EndpointTrial> trial = trials.of(need, pointer);
    if (!isKnownAsJvm(need, pointer) && wasToldTo(need, pointer)) {
      return "answered Java itself";
    }
    if (!trial.isPresent()) {
      return "not tried";
    }
    if (isKnownAsJvm(need, pointer)) {
      return "tells it";
    }
    if (isOk(need, pointer)) {
      return "tells it, only "
          + trial.get().workingWay().map(Requirements::way).orElse("otherwise");
    }
    return trials
        .verdict(need, pointer)
        .map(verdict -> Words.cut(verdict.detail(), 120))
        .orElse("no answer");
  }

  private static String way(String way) {
    return way.startsWith("direct") ? way : "through " + way;
  }

  private String otherwise(Need need) {
    if (!settings.softFail()) {
      return ", so the chain is rejected.";
    }
    return isRejectedAllTheSame(need)
        ? ", so the chain is rejected, also with SOFT_FAIL: that is for an answer that is missing,"
            + " not for one that is wrong."
        : ", and the chain is accepted all the same (SOFT_FAIL).";
  }

  /** RevocationChecker lets pass only what it gives the reason UNDETERMINED_REVOCATION_STATUS. */
  private boolean isRejectedAllTheSame(Need need) {
    return scene.rejected().filter(need::equals).isPresent()
        && scene
            .rejection()
            .filter(e -> e.getReason() != BasicReason.UNDETERMINED_REVOCATION_STATUS)
            .isPresent();
  }
}
