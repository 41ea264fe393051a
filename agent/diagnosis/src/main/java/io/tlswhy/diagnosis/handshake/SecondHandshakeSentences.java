package io.tlswhy.diagnosis.handshake;

import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.HelloAnswer;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.PeerTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is said of second handshakes: what they proved, and what to do about it. */
final class SecondHandshakeSentences {
  private static final String DISABLED = "jdk.tls.disabledAlgorithms";

  private SecondHandshakeSentences() {}

  // What they prove.

  static String otherVersion(Scene scene, List<String> versions) {
    return HandshakeSentences.start(scene)
        + " speaks "
        + Scene.list(versions)
        + ", and none of the TLS versions that this JVM offers"
        + ours(scene.handshake().protocols())
        + ": a second handshake that offered "
        + versions.get(0)
        + " was answered.";
  }

  static String otherCipher(Scene scene, String chosen) {
    return HandshakeSentences.start(scene)
        + " accepts none of the cipher suites that this JVM offers; offered others, it chose "
        + chosen
        + disabledBy(scene, chosen)
        + ".";
  }

  static String otherCipherFix(Scene scene, String chosen) {
    String operator =
        "Have the operator of "
            + scene.peer()
            + " enable a current suite such as TLS_AES_128_GCM_SHA256 or"
            + " TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
    return disablingEntry(scene, chosen).isPresent()
        ? operator + "."
        : operator
            + "; or enable "
            + chosen
            + " where this side's cipher suites are set (the client's own list, or"
            + " jdk.tls.client.cipherSuites).";
  }

  static String otherGroup(Scene scene, String chosen) {
    return HandshakeSentences.start(scene)
        + " accepts none of the groups for the key exchange that this JVM offers; offered others, it"
        + " went on"
        + (chosen.isEmpty() ? "" : " with " + chosen)
        + ".";
  }

  static String otherGroupFix(Scene scene, String chosen) {
    return "Have the operator of "
        + scene.peer()
        + " enable x25519 or secp256r1"
        + (chosen.isEmpty()
            ? "; or compare -Djdk.tls.namedGroups of this JVM with what the server accepts."
            : "; or, if this Java has it, add "
                + chosen
                + " to -Djdk.tls.namedGroups (restart needed).");
  }

  static String otherProtocols(Scene scene, Optional<HelloAnswer> withHttp) {
    List<String> ours = scene.handshake().applicationProtocols();
    String start =
        HandshakeSentences.start(scene)
            + (ours.isEmpty()
                ? " wants an application protocol (ALPN), and this side offers none"
                : " accepts none of the application protocols (ALPN) that this side offers"
                    + ours(ours));
    if (!withHttp.isPresent()) {
      return start + "; without any it goes on.";
    }
    String chosen = withHttp.get().applicationProtocol();
    return start
        + "; offered h2 and http/1.1 it goes on"
        + (chosen.isEmpty() ? "" : ", with " + Scene.cut(chosen))
        + ".";
  }

  static String otherProtocolsFix(Scene scene) {
    return "Let this client offer an application protocol that "
        + scene.peer()
        + " speaks, such as h2 or http/1.1 (SSLParameters.setApplicationProtocols, or the HTTP"
        + " client's own setting), or have its operator accept this one.";
  }

  static String otherName(Scene scene, boolean expected) {
    List<String> sent = scene.handshake().serverNames();
    String refused =
        sent.isEmpty()
            ? " wants a server name (SNI), and this JVM sent none"
            : " does not know the server name (SNI) " + Scene.list(sent) + " that this JVM sent";
    return HandshakeSentences.start(scene)
        + refused
        + (expected
            ? "; asked for " + Scene.cut(scene.failure().peer().host()) + " it goes on."
            : "; without a name it goes on.");
  }

  static String otherNameFix(Scene scene) {
    return HandshakeSentences.unknownNameFix(scene);
  }

  static String defaultCertificate(Scene scene, String wanted) {
    List<String> sent = scene.handshake().serverNames();
    return HandshakeSentences.start(scene)
        + " sent its default certificate, since this JVM "
        + (sent.isEmpty() ? "sent no server name (SNI)" : "asked for " + Scene.list(sent))
        + "; asked for "
        + Scene.cut(wanted)
        + " it sends one that is for that name.";
  }

  static String defaultCertificateFix(Scene scene, String wanted) {
    if (!scene.handshake().serverNames().isEmpty()) {
      return "Let the client ask for "
          + Scene.cut(wanted)
          + ": the server name that it sets itself (SSLParameters.setServerNames) is another.";
    }
    if (wanted.contains("_") || wanted.indexOf('.') < 0) {
      return "Call the server by a full name without an underscore: Java sends no server name for "
          + Scene.cut(wanted)
          + ".";
    }
    return "Let the client send the server name: make its socket or engine with the host name and not"
        + " with an address, and leave out -Djsse.enableSNIExtension=false.";
  }

  static String middlebox(Scene scene, PeerTrial trial, List<HelloChange> passing) {
    List<String> with = new ArrayList<>();
    for (HelloChange change : passing) {
      with.add(
          change == HelloChange.SMALL
              ? "a smaller one ("
                  + octets(trial, change)
                  + " octets instead of "
                  + octets(trial, HelloChange.NONE)
                  + ")"
              : change == HelloChange.WITHOUT_NAME
                  ? "one without the server name " + Scene.list(scene.handshake().serverNames())
                  : "one that offers " + trial.answer(change).get().protocol() + " alone");
    }
    return "Something on the way to "
        + scene.peer()
        + ", or the server itself, does not let this JVM's ClientHello pass, but another: "
        + String.join(", or ", with)
        + ".";
  }

  private static int octets(PeerTrial trial, HelloChange change) {
    return trial.answer(change).map(HelloAnswer::octets).orElse(0);
  }

  static String middleboxFix(Scene scene, List<HelloChange> passing) {
    String operator =
        "Have whoever runs the firewalls and proxies between this host and "
            + scene.peer()
            + " let its TLS pass uninspected";
    if (passing.contains(HelloChange.WITHOUT_NAME)) {
      return operator
          + ", and look for a rule about the name "
          + Scene.list(scene.handshake().serverNames())
          + ".";
    }
    return passing.contains(HelloChange.TLS_1_2)
        ? operator
            + "; until then -Djdk.tls.client.protocols=TLSv1.2 gets through (restart needed)."
        : operator + ".";
  }

  static String speaks(Scene scene, String spoken) {
    return "What answers at "
        + scene.peer()
        + " does not speak TLS: it speaks "
        + Scene.cut(spoken)
        + ".";
  }

  static String speaksFix(Scene scene, String spoken) {
    if (spoken.contains("TLS begins")) {
      return "Let the client begin in the clear and switch to TLS within the protocol (STARTTLS, or"
          + " the driver's own TLS setting), or use the service's port that speaks TLS from the"
          + " start.";
    }
    return "Check host and port: use the port at which the service speaks TLS, or have the operator of "
        + scene.peer()
        + " switch TLS on there.";
  }

  static String refusesAll(Scene scene) {
    return HandshakeSentences.start(scene)
        + " answers every ClientHello with the alert handshake_failure, whatever version, cipher"
        + " suites, groups and server name it offers: it has no certificate and key that it could"
        + " use, or lets nobody in from here.";
  }

  static String noDifference() {
    return "Second handshakes with each TLS version alone, and without or with another server name,"
        + " ended the same way: neither is what is in the way.";
  }

  // What was tried.

  /**
   * A line for each second handshake that went on, and for what others are compared with; the rest
   * stands among the counterfactuals. Or why there was none.
   */
  static List<String> tried(PeerTrial trial) {
    List<String> lines = new ArrayList<>();
    if (!trial.whyNone().isEmpty()) {
      lines.add("No second handshake was made: " + trial.whyNone() + ".");
    }
    if (!trial.way().isEmpty()) {
      lines.add("The second handshakes went " + trial.way() + ".");
    }
    for (HelloAnswer answer : trial.answers()) {
      if (isTelling(answer)) {
        lines.add("Second handshake, " + what(answer) + ": " + outcome(answer) + ".");
      }
    }
    return lines;
  }

  private static boolean isTelling(HelloAnswer answer) {
    switch (answer.result()) {
      case SKIPPED:
        return false;
      case ALERT:
      case CLOSED:
      case RESET:
      case SILENT:
      case NOT_CONNECTED:
        return answer.change() == HelloChange.NONE;
      default:
        return true;
    }
  }

  private static String what(HelloAnswer answer) {
    switch (answer.change()) {
      case NONE:
        return "the same offer";
      case TLS_1_2_AND_EVERYTHING:
        return "TLSv1.2 alone with every cipher suite and group";
      case EVERY_CIPHER_SUITE:
        return "every cipher suite";
      case EVERY_GROUP:
        return "every group";
      case WITHOUT_NAME:
        return "without a server name";
      case EXPECTED_NAME:
        return "with the right server name";
      case WITHOUT_PROTOCOLS:
        return "without ALPN";
      case HTTP_PROTOCOLS:
        return "ALPN h2 and http/1.1";
      case SMALL:
        return "small (" + answer.octets() + " octets)";
      case PLAINTEXT:
        return "in the clear instead";
      default:
        return version(answer.change()) + " alone";
    }
  }

  private static String version(HelloChange change) {
    switch (change) {
      case TLS_1_3:
        return "TLSv1.3";
      case TLS_1_2:
        return "TLSv1.2";
      case TLS_1_1:
        return "TLSv1.1";
      default:
        return "TLSv1";
    }
  }

  private static String outcome(HelloAnswer answer) {
    switch (answer.result()) {
      case AGREED:
        return "goes on with "
            + answer.protocol()
            + ", "
            + answer.cipherSuite()
            + (answer.namedGroup().isEmpty() ? "" : ", " + answer.namedGroup());
      case NOT_OFFERED:
        return "chose "
            + answer.protocol()
            + ", "
            + answer.cipherSuite()
            + ", which was not offered";
      case ALERT:
        return "alert " + answer.alert().map(AlertSeen::name).orElse("");
      case NOT_TLS:
        return answer.spoken().isEmpty()
            ? "no TLS, but \"" + answer.detail() + "\""
            : "speaks " + answer.spoken() + ", \"" + answer.detail() + "\"";
      case NOT_CONNECTED:
        return "no connection, " + answer.detail();
      default:
        return answer.result().name().toLowerCase(Locale.ROOT)
            + " after "
            + answer.took().toMillis()
            + " ms";
    }
  }

  /** What a counterfactual ran with. */
  static String with(HelloAnswer answer) {
    return "a second handshake, " + what(answer);
  }

  // Why this JVM does not offer a suite.

  private static String disabledBy(Scene scene, String suite) {
    return disablingEntry(scene, suite)
        .map(entry -> ", which " + DISABLED + " of this JVM forbids (" + entry + ")")
        .orElse("");
  }

  /** The entry of the property that rules a suite out by one of its parts, or by a pattern. */
  private static Optional<String> disablingEntry(Scene scene, String suite) {
    Map<String, String> properties = scene.jvm().securityProperties();
    String parts = "_" + suite + "_";
    for (String entry : properties.getOrDefault(DISABLED, "").split(",", -1)) {
      String name = entry.trim();
      boolean pattern = name.endsWith("*");
      boolean hit =
          pattern
              ? suite.startsWith(name.substring(0, name.length() - 1))
              : !name.isEmpty() && parts.contains("_" + name + "_");
      if (hit) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static String ours(List<String> values) {
    return values.isEmpty() ? "" : " (" + Scene.list(values) + ")";
  }
}
