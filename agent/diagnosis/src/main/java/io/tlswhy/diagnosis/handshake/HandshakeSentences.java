package io.tlswhy.diagnosis.handshake;

import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.JvmFacts;
import java.util.Arrays;
import java.util.List;

/** What this family says: what is wrong, and what to do about it. */
final class HandshakeSentences {
  private HandshakeSentences() {}

  /** The peer at the start of a sentence. */
  static String start(Scene scene) {
    String peer = scene.peer();
    if (peer.startsWith("the ")) {
      return "The " + peer.substring("the ".length());
    }
    return "The server " + peer;
  }

  // protocol

  static String noCommonVersion(Scene scene, boolean sayPeer) {
    String ours =
        scene.handshake().protocols().isEmpty()
            ? ""
            : " (this side: "
                + Scene.list(scene.handshake().protocols())
                + peers(scene, sayPeer)
                + ")";
    return "This JVM and " + scene.peer() + " have no TLS version in common" + ours + ".";
  }

  private static String peers(Scene scene, boolean sayPeer) {
    return sayPeer && !scene.handshake().peerProtocols().isEmpty()
        ? "; peer: " + Scene.list(scene.handshake().peerProtocols())
        : "";
  }

  static String versionFix(Scene scene) {
    return scene.isClient()
        ? "Have the operator of "
            + scene.peer()
            + " enable TLS 1.2 or 1.3; on this side look at jdk.tls.client.protocols,"
            + " jdk.tls.disabledAlgorithms and the client's own list of versions."
        : "Have the client's operator enable TLS 1.2 or 1.3; on this side look at"
            + " jdk.tls.server.protocols, jdk.tls.disabledAlgorithms and the server's own list of"
            + " versions.";
  }

  static String nothingEnabled(Scene scene) {
    return "This JVM has no TLS version and cipher suite left to offer to "
        + scene.peer()
        + ": each one enabled for the connection is disabled by jdk.tls.disabledAlgorithms, or has"
        + " no fitting partner.";
  }

  static String nothingEnabledFix(JvmFacts jvm) {
    return "Enable TLSv1.2 or TLSv1.3 with a current cipher suite where this connection's versions and"
        + " ciphers are set"
        + (disables(jvm, "TLSv1.1")
            ? " (Java " + jvm.version() + " disables TLSv1 and TLSv1.1)"
            : "")
        + ".";
  }

  /** Whether this very JVM disables it, whatever its release did when it was new. */
  private static boolean disables(JvmFacts jvm, String entry) {
    return Arrays.asList(
            jvm.securityProperties()
                .getOrDefault("jdk.tls.disabledAlgorithms", "")
                .split("\\s*,\\s*"))
        .contains(entry);
  }

  static String noCommonCipher(Scene scene) {
    List<String> theirs = scene.handshake().peerCipherSuites();
    return "This JVM and "
        + scene.peer()
        + " have no cipher suite in common"
        + (theirs.isEmpty() ? "" : " (the peer offers " + Scene.list(theirs) + ")")
        + ".";
  }

  static String cipherFix(JvmFacts jvm) {
    return "Enable on the peer a current suite such as TLS_AES_128_GCM_SHA256 or"
        + " TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
        + (disables(jvm, "TLS_RSA_*")
            ? " (Java " + jvm.version() + " disables those that start with TLS_RSA_)"
            : "")
        + ".";
  }

  static String handshakeFailure(Scene scene) {
    return "The server "
        + scene.peer()
        + " refused what this JVM offers (alert handshake_failure) before any certificate was sent:"
        + " most often the two have no cipher suite, version or group in common.";
  }

  static String handshakeFailureAfterAnswer(Scene scene) {
    return "The server "
        + scene.peer()
        + " answered what this JVM offers and then gave up with the alert handshake_failure: version"
        + " and cipher suite were agreed by then, so that what came after them is the matter.";
  }

  static String weakParameters(Scene scene) {
    return "The key exchange that "
        + scene.peer()
        + " chose is too weak for this JVM's jdk.tls.disabledAlgorithms.";
  }

  static String parametersRefused(Scene scene, AlertSeen alert) {
    return start(scene)
        + " refused this side's parameters (groups, signature schemes or extensions) with the alert "
        + alert.name()
        + ".";
  }

  static String weakParametersFix(Scene scene) {
    return "Have the operator of "
        + scene.peer()
        + " use an ECDHE group such as x25519 or secp256r1, or Diffie-Hellman of at least 2048 bits.";
  }

  static String parametersFix(Scene scene) {
    return "Compare jdk.tls.namedGroups and jdk.tls.client.SignatureSchemes of this JVM with what the"
        + " operator of "
        + scene.peer()
        + " accepts.";
  }

  static String noApplicationProtocol(Scene scene) {
    List<String> ours = scene.handshake().applicationProtocols();
    return "This side and "
        + scene.peer()
        + " have no application protocol (ALPN) in common"
        + (ours.isEmpty() ? "" : " (this side: " + Scene.list(ours) + ")")
        + ".";
  }

  static String noApplicationProtocolFix() {
    return "Make both sides speak one, such as http/1.1 beside h2.";
  }

  static String plaintext(Scene scene) {
    return (scene.isClient()
            ? "What answers at " + scene.peer() + " does not speak TLS"
            : start(scene) + " does not speak TLS on this TLS port")
        + ": what came first is no TLS.";
  }

  static String plaintextFix(Scene scene) {
    return scene.isClient()
        ? "Check host and port: it may be a plain HTTP port, a proxy, or a service that wants STARTTLS"
            + " first."
        : "";
  }

  static String unknownName(Scene scene) {
    List<String> names = scene.handshake().serverNames();
    return "The server "
        + scene.peer()
        + (names.isEmpty()
            ? " needs a server name (SNI), and this JVM sent none."
            : " does not know the server name " + Scene.list(names) + " that this JVM sent.");
  }

  static String unknownNameFix(Scene scene) {
    String host = scene.failure().peer().host();
    return host.contains("_")
        ? "Call the server by a name without an underscore: Java sends no server name for "
            + Scene.cut(host)
            + "."
        : "Call the server by the name that it is configured for, or have its operator add this one.";
  }

  static String nameNotServed(Scene scene) {
    return "This server has no entry for the name "
        + Scene.list(scene.handshake().serverNames())
        + " that "
        + scene.peer()
        + " asked for.";
  }

  static String garbled(Scene scene, String what) {
    return "What came from " + scene.peer() + " could not be taken as TLS: " + what + ".";
  }

  static String hiddenAlert(Scene scene) {
    return start(scene)
        + " gave up and said so in an unencrypted alert, which this JVM cannot read at that point of"
        + " TLS 1.3: the reason is in the peer's own log.";
  }

  static String notUnderstood(Scene scene, AlertSeen alert) {
    return start(scene)
        + " could not take what this side sent as TLS, and said so with the alert "
        + alert.name()
        + ".";
  }

  static String garbledFix(Scene scene) {
    return "Look in the peer's log for the same second; if there is a device in between that inspects"
        + " TLS, have it let "
        + scene.peer()
        + " pass.";
  }

  static String peerGaveUp(Scene scene, AlertSeen alert) {
    return start(scene)
        + " gave up with the alert "
        + alert.name()
        + ", which says that the fault is on its side.";
  }

  static String peerGaveUpFix(Scene scene) {
    return "Ask the operator of " + scene.peer() + " what its log says at that time.";
  }

  static String wrongKey(Scene scene) {
    return start(scene)
        + " could not prove that it has the key of the certificate that it sent: its certificate and"
        + " key do not belong together, or something in between changed the handshake.";
  }

  static String wrongKeyFix(Scene scene) {
    return "Have the operator of "
        + scene.peer()
        + " install the key and the certificate that match.";
  }

  static String chainTooLong(Scene scene, int limit) {
    return start(scene)
        + " sent a chain of more than "
        + limit
        + " certificates, which is the most that this JVM accepts.";
  }

  static String chainTooLongFix(Scene scene, String property) {
    return "Have the operator of "
        + scene.peer()
        + " send only its certificate and the intermediates, without duplicates; or start this JVM"
        + " with -D"
        + property
        + "=20 (restart needed).";
  }

  // jvm

  static String trustStoreUnreadable(JvmFacts jvm, String reason) {
    return "This JVM's default TLS context cannot be made, since its trust store"
        + file(jvm, "javax.net.ssl.trustStore")
        + " cannot be read ("
        + reason
        + ").";
  }

  static String keyStoreUnreadable(JvmFacts jvm, String reason) {
    return "This JVM's default TLS context cannot be made, since its key store"
        + file(jvm, "javax.net.ssl.keyStore")
        + " cannot be read ("
        + reason
        + ").";
  }

  private static String file(JvmFacts jvm, String property) {
    String value = jvm.systemProperties().get(property);
    return value == null ? "" : " " + Scene.cut(value);
  }

  static String storeFix(String prefix) {
    return "Correct -D"
        + prefix
        + ", -D"
        + prefix
        + "Type and -D"
        + prefix
        + "Password (restart needed): the file must exist, be readable for this user, and fit type and"
        + " password.";
  }

  static String trustManagerFailed(Scene scene, String reason) {
    return "The application's own trust manager failed while it looked at the certificate of "
        + scene.peer()
        + " ("
        + reason
        + ").";
  }

  static String trustManagerFix() {
    return "Mend the application's trust manager, or use the platform's with a trust store that holds"
        + " the right root.";
  }

  static String verifierRefused(Scene scene) {
    return "The application's own HostnameVerifier refused the certificate of "
        + scene.peer()
        + ".";
  }

  static String verifierFix() {
    return "Compare the name that is called with the subjectAltNames of the certificate, and look at"
        + " the rule of the application's verifier.";
  }

  static String noAnchors() {
    return "This connection's trust store holds no trusted certificate at all.";
  }

  static String noAnchorsFix() {
    return "Correct the path, type and password of the trust store, or put into it the root certificates"
        + " that the application needs, as their certification authorities publish them.";
  }

  static String malformed(Scene scene) {
    return start(scene) + " sent a certificate that cannot be read.";
  }

  static String malformedFix(Scene scene) {
    return "Have the operator of " + scene.peer() + " install the certificate anew.";
  }

  static String rejected(Scene scene) {
    return "This JVM rejected the certificate of "
        + scene.peer()
        + ", and what was seen of it does not say why.";
  }

  static String unknown(Scene scene) {
    return "The TLS handshake with "
        + scene.peer()
        + " failed on Java "
        + scene.jvm().version()
        + (scene.origin().hasFrames()
            ? ", and what was seen of it does not say why."
            : ", and this JVM keeps no stack traces, which would show where.");
  }

  static String unknownFix(Scene scene) {
    return scene.origin().hasFrames()
        ? ""
        : "Start this JVM without -XX:-StackTraceInThrowable (restart needed) and let it fail again.";
  }

  static String undecided(Scene scene) {
    return "This JVM refused the certificate of "
        + scene.peer()
        + "; why is being found out, and follows in the log.";
  }
}
