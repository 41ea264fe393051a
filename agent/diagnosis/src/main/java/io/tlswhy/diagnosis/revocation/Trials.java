package io.tlswhy.diagnosis.revocation;

import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trials of one scene's endpoints, with each answer verified anew for each certificate that it
 * may speak of: several certificates can share one CRL.
 *
 * <p>Uses Bouncy Castle: never to be made on an application's thread.
 */
final class Trials {
  private final Scene scene;
  private final List<EndpointTrial> trials;
  private final Map<String, ContentVerdict> verdicts = new HashMap<>();

  Trials(Scene scene, List<EndpointTrial> trials) {
    this.scene = scene;
    this.trials = trials;
    for (Need need : scene.needs()) {
      for (Pointer pointer : need.pointers()) {
        of(need, pointer)
            .flatMap(
                trial ->
                    ContentCheck.of(
                        trial, need.subject(), need.issuer(), scene.crlIssuers(need), scene.at()))
            .ifPresent(verdict -> verdicts.put(key(need, pointer), verdict));
      }
    }
  }

  List<EndpointTrial> all() {
    return trials;
  }

  /** The trial of a pointer, if it was made. */
  Optional<EndpointTrial> of(Need need, Pointer pointer) {
    Optional<EndpointTrial> shared = Optional.empty();
    for (EndpointTrial trial : trials) {
      if (trial.kind() == pointer.kind() && trial.url().equals(pointer.url())) {
        Optional<X509Certificate> subject = trial.subject();
        if (subject.filter(need.subject()::equals).isPresent()) {
          return Optional.of(trial);
        }
        if (pointer.kind() == LookupKind.CRL || !subject.isPresent()) {
          shared = Optional.of(trial);
        }
      }
    }
    return shared;
  }

  /** What the answer at a pointer is worth for a certificate, if one came. */
  Optional<ContentVerdict> verdict(Need need, Pointer pointer) {
    return Optional.ofNullable(verdicts.get(key(need, pointer)));
  }

  /** The first certificate that an answer proves revoked. */
  Optional<Need> revoked() {
    for (Need need : scene.needs()) {
      if (pointerWith(need, Stage.Result.REVOKED).isPresent()) {
        return Optional.of(need);
      }
    }
    return Optional.empty();
  }

  /** The first pointer of a certificate whose answer has that result. */
  Optional<Pointer> pointerWith(Need need, Stage.Result result) {
    for (Pointer pointer : need.pointers()) {
      if (verdict(need, pointer).filter(v -> v.result() == result).isPresent()) {
        return Optional.of(pointer);
      }
    }
    return Optional.empty();
  }

  /** What was fetched, and on which way, for those certificates that it lets pass. */
  List<String> passing() {
    List<String> ways = new ArrayList<>();
    for (Need need : scene.needs()) {
      pointerWith(need, Stage.Result.OK)
          .ifPresent(
              pointer -> {
                String way =
                    "the "
                        + Words.answer(pointer.kind())
                        + " fetched from "
                        + Words.url(pointer.url())
                        + of(need, pointer)
                            .flatMap(EndpointTrial::workingWay)
                            .map(Trials::byWay)
                            .orElse("");
                if (!ways.contains(way)) {
                  ways.add(way);
                }
              });
    }
    return ways;
  }

  /** Whether every certificate that the JVM asks for is let pass by an answer at hand. */
  boolean coverAll() {
    for (Need need : scene.needs()) {
      if (!pointerWith(need, Stage.Result.OK).isPresent()) {
        return false;
      }
    }
    return true;
  }

  private static String byWay(String way) {
    return way.startsWith("direct")
        ? " " + (way.equals("direct") ? "directly" : way)
        : " through " + way;
  }

  private static String key(Need need, Pointer pointer) {
    return need.position() + " " + pointer.kind() + " " + pointer.url();
  }
}
