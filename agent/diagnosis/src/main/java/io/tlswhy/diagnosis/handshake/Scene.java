package io.tlswhy.diagnosis.handshake;

import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One failed handshake as the rules of this package look at it. */
final class Scene {
  private static final int LONGEST = 120;

  private final HandshakeFailure failure;
  private final JvmFacts jvm;
  private final Origin origin;

  Scene(HandshakeFailure failure, JvmFacts jvm) {
    this.failure = failure;
    this.jvm = jvm;
    this.origin = Origin.of(failure.exception());
  }

  HandshakeFailure failure() {
    return failure;
  }

  Handshake handshake() {
    return failure.handshake();
  }

  JvmFacts jvm() {
    return jvm;
  }

  Origin origin() {
    return origin;
  }

  boolean isClient() {
    return failure.role() == Role.CLIENT;
  }

  /** The alert that came from the peer. */
  Optional<AlertSeen> received() {
    return failure.alert().filter(a -> a.direction() == AlertSeen.Direction.RECEIVED);
  }

  /** Whether the peer sent the alert of that code. */
  boolean isReceived(int code) {
    return received().filter(alert -> alert.code() == code).isPresent();
  }

  /** The code of the alert that this side sent, -1 if none. */
  int sent() {
    return failure
        .alert()
        .filter(a -> a.direction() == AlertSeen.Direction.SENT)
        .map(AlertSeen::code)
        .orElse(-1);
  }

  /** The peer in a sentence: host and port, or what it is. */
  String peer() {
    String name = failure.peer().name();
    if (name.isEmpty()) {
      return isClient() ? "the server" : "the client";
    }
    String cut = cut(name);
    String who = isClient() ? cut : "the client " + cut;
    return isClient() && failure.peer().port() >= 0 ? who + " port " + failure.peer().port() : who;
  }

  /** What both sides' lists have in common, in this side's order. */
  static List<String> common(List<String> ours, List<String> theirs) {
    List<String> both = new ArrayList<>(ours);
    both.retainAll(theirs);
    return both;
  }

  /** A list for a sentence, at most six of it. */
  static String list(List<String> values) {
    return values.size() <= 6
        ? String.join(", ", values)
        : String.join(", ", values.subList(0, 6)) + " and " + (values.size() - 6) + " more";
  }

  static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
