package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.path.DirectComparison;
import io.tlswhy.diagnosis.path.NameCheck;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.evidence.PeerTrial;
import io.tlswhy.evidence.Validation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Where the first handshake alone can't tell: decides which second ones would, and what they prove.
 *
 * <p>Proof is the counterfactual: the same offer fails once more, and with one thing changed the
 * server goes on.
 */
public final class SecondHandshake {
  private static final String GROUPS_PROPERTY = "jdk.tls.namedGroups";

  /** JSSE's own groups; x25519 and x448 came with 13. */
  private static final List<String> GROUPS =
      Collections.unmodifiableList(
          Arrays.asList(
              "secp256r1",
              "secp384r1",
              "secp521r1",
              "ffdhe2048",
              "ffdhe3072",
              "ffdhe4096",
              "ffdhe6144",
              "ffdhe8192"));

  private final JvmFacts jvm;

  /** For failures in that JVM. */
  public SecondHandshake(JvmFacts jvm) {
    this.jvm = jvm;
  }

  /** The second handshakes that would tell more than this diagnosis; empty if none would. */
  public Optional<PeerQuestion> question(HandshakeFailure failure, Diagnosis first) {
    Scene scene = new Scene(failure, jvm);
    List<HelloChange> changes = changes(scene, Symptom.of(scene, first));
    return changes.isEmpty()
        ? Optional.<PeerQuestion>empty()
        : Optional.of(PeerQuestion.of(peer(failure), offered(scene), changes));
  }

  /** The diagnosis with what second handshakes showed. */
  public Diagnosis with(HandshakeFailure failure, Diagnosis first, PeerTrial trial) {
    Optional<HelloAnswer> direct = trial.answer(HelloChange.DIRECT);
    if (direct.isPresent()) {
      return DirectComparison.with(failure, first, direct.get());
    }
    Scene scene = new Scene(failure, jvm);
    return new SecondHandshakeReading(scene, Symptom.of(scene, first), trial).refined(first);
  }

  /** How the first handshake failed, as far as it decides what to try. */
  enum Symptom {
    /** A second handshake would tell nothing. */
    SETTLED,
    /** The peer, or this side, refused before any certificate. */
    REFUSED,
    /** The connection broke or stayed silent before any answer. */
    BROKEN,
    /** What answered was no TLS. */
    PLAINTEXT,
    /** The certificate is for another name, and the name that is wanted was not asked for. */
    OTHER_NAME,
    /** The chain leads to nothing that is trusted; if it came through a proxy, that may be why. */
    UNTRUSTED;

    static Symptom of(Scene scene, Diagnosis first) {
      if (!scene.isClient()) {
        return SETTLED;
      }
      boolean unanswered =
          !scene.handshake().peerAnswered() && !scene.failure().validation().isPresent();
      switch (first.cause()) {
        case NAME_MISMATCH:
        case NAME_NO_SAN:
          return isOtherName(scene) ? OTHER_NAME : SETTLED;
        case CHAIN_INCOMPLETE:
        case CHAIN_SELF_SIGNED:
        case CHAIN_UNTRUSTED_ROOT:
          return DirectComparison.isOpen(scene.failure(), first) ? UNTRUSTED : SETTLED;
        case PROTOCOL_PLAINTEXT:
          return PLAINTEXT;
        case NETWORK_RESET:
        case NETWORK_EOF:
        case NETWORK_TIMEOUT:
          return unanswered ? BROKEN : SETTLED;
        case PROTOCOL_VERSION:
          return scene.received().isPresent() || scene.sent() == Alerts.PROTOCOL_VERSION
              ? REFUSED
              : SETTLED;
        case PROTOCOL_CIPHER:
        case PROTOCOL_PARAMETERS:
        case PROTOCOL_ALPN:
        case NAME_SNI:
        case PEER_MISCONFIGURED:
          return scene.received().isPresent() && unanswered ? REFUSED : SETTLED;
        case UNKNOWN:
          return scene.failure().exception().isPresent() && unanswered ? REFUSED : SETTLED;
        default:
          return SETTLED;
      }
    }

    private static boolean isOtherName(Scene scene) {
      String wanted = scene.failure().validation().map(Validation::expectedName).orElse("");
      return isName(wanted) && !scene.handshake().serverNames().contains(wanted);
    }
  }

  private static List<HelloChange> changes(Scene scene, Symptom symptom) {
    List<HelloChange> changes = new ArrayList<>();
    Handshake offered = scene.handshake();
    switch (symptom) {
      case PLAINTEXT:
        return Collections.singletonList(HelloChange.PLAINTEXT);
      case UNTRUSTED:
        return Collections.singletonList(HelloChange.DIRECT);
      case OTHER_NAME:
        return Arrays.asList(HelloChange.NONE, HelloChange.EXPECTED_NAME);
      case REFUSED:
        changes.add(HelloChange.NONE);
        changes.add(HelloChange.EVERY_CIPHER_SUITE);
        changes.add(HelloChange.EVERY_GROUP);
        addNames(changes, scene);
        changes.addAll(versions());
        changes.add(HelloChange.TLS_1_2_AND_EVERYTHING);
        if (!offered.applicationProtocols().isEmpty()) {
          changes.add(HelloChange.WITHOUT_PROTOCOLS);
        }
        if (scene.isReceived(Alerts.NO_APPLICATION_PROTOCOL)) {
          changes.add(HelloChange.HTTP_PROTOCOLS);
        }
        return changes;
      case BROKEN:
        changes.add(HelloChange.NONE);
        changes.add(HelloChange.SMALL);
        addNames(changes, scene);
        changes.addAll(versions());
        changes.add(HelloChange.PLAINTEXT);
        return changes;
      default:
        return changes;
    }
  }

  private static List<HelloChange> versions() {
    return Arrays.asList(
        HelloChange.TLS_1_2, HelloChange.TLS_1_3, HelloChange.TLS_1_1, HelloChange.TLS_1_0);
  }

  private static void addNames(List<HelloChange> changes, Scene scene) {
    List<String> sent = scene.handshake().serverNames();
    String host = scene.failure().peer().host();
    if (!sent.isEmpty()) {
      changes.add(HelloChange.WITHOUT_NAME);
    }
    if (isName(host) && !sent.contains(host)) {
      changes.add(HelloChange.EXPECTED_NAME);
    }
  }

  private static boolean isName(String host) {
    return !host.isEmpty() && !NameCheck.isAddress(host);
  }

  private static Peer peer(HandshakeFailure failure) {
    String wanted = failure.validation().map(Validation::expectedName).orElse("");
    Peer peer = failure.peer();
    return wanted.isEmpty() ? peer : peer.named(wanted);
  }

  /** What this JVM offered; its groups are not kept in the evidence, but its settings are known. */
  private Handshake offered(Scene scene) {
    return scene.handshake().toBuilder().namedGroups(groups()).build();
  }

  private List<String> groups() {
    String set = jvm.systemProperties().get(GROUPS_PROPERTY);
    List<String> groups = new ArrayList<>();
    if (set != null) {
      for (String group : set.replace("\"", "").split(",", -1)) {
        groups.add(group.trim());
      }
      return groups;
    }
    if (jvm.feature() >= 13) {
      groups.add("x25519");
      groups.add("x448");
    }
    groups.addAll(GROUPS);
    return groups;
  }
}
