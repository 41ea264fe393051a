package io.tlswhy.diagnosis.handshake;

import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.JvmFacts;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What this family says: what is wrong, and what to do about it. */
final class HandshakeSentences {
  private HandshakeSentences() {}

  // client-auth, server-auth

  static String clientCertificateMissing(Scene scene) {
    String why =
        scene.handshake().keyManagerClass().isEmpty()
            ? "this JVM has no key for this connection"
            : "none of this JVM's keys fits what the server accepts"
                + accepted(scene.handshake().acceptableIssuers().size());
    return "The server "
        + scene.peer()
        + " asks for a client certificate and this JVM sent none: "
        + why
        + ".";
  }

  private static String accepted(int issuers) {
    return issuers == 0 ? "" : " (certificates of " + issuers + " issuers)";
  }

  static String clientCertificateMissingFix(Scene scene) {
    return scene.handshake().keyManagerClass().isEmpty()
        ? "Give the client a key store with its certificate and key, by its own TLS settings or with"
            + " -Djavax.net.ssl.keyStore=FILE, -Djavax.net.ssl.keyStoreType and"
            + " -Djavax.net.ssl.keyStorePassword (restart needed)."
        : "Put into the client's key store a certificate, with its chain, of an issuer that the"
            + " server's operator names.";
  }

  static String clientSentNone(Scene scene) {
    return "This server requires a client certificate, and " + scene.peer() + " sent none.";
  }

  static String clientSentNoneFix() {
    return "The client's operator must configure a certificate of an issuer that this server trusts.";
  }

  static String ownCertificateRejected(Scene scene, AlertSeen alert, List<String> faults) {
    X509Certificate own = scene.handshake().localCertificates().get(0);
    String known =
        faults.isEmpty() ? "from here nothing wrong with it shows" : String.join("; ", faults);
    return start(scene)
        + " rejected our certificate "
        + Scene.cut(own.getSubjectX500Principal().getName())
        + " ("
        + meaning(alert)
        + "): "
        + known
        + ".";
  }

  /** The peer at the start of a sentence. */
  static String start(Scene scene) {
    String peer = scene.peer();
    if (peer.startsWith("the ")) {
      return "The " + peer.substring("the ".length());
    }
    return "The server " + peer;
  }

  static String unseenCertificateRejected(Scene scene, AlertSeen alert) {
    return start(scene) + " rejected the certificate that this JVM sent (" + meaning(alert) + ").";
  }

  static String ownCertificateRejectedFix(Scene scene, List<String> faults) {
    if (faults.isEmpty()) {
      return scene.isClient()
          ? "Ask the operator of "
              + scene.peer()
              + " why, naming the certificate's serial number "
              + serial(scene)
              + ": its log says it; its own revocation look-ups may have failed."
          : "Ask the client's operator whether it trusts "
              + Scene.cut(
                  scene.handshake().localCertificates().get(0).getIssuerX500Principal().getName())
              + " and can look up whether serial number "
              + serial(scene)
              + " is revoked.";
    }
    return "Replace the certificate in this side's key store by one that is in date, for this use and"
        + " of an accepted issuer, together with its chain.";
  }

  private static String serial(Scene scene) {
    return scene.handshake().localCertificates().get(0).getSerialNumber().toString(16);
  }

  /** What a peer means by an alert about our certificate. */
  static String meaning(AlertSeen alert) {
    switch (alert.code()) {
      case Alerts.CERTIFICATE_EXPIRED:
        return "it says: expired";
      case Alerts.CERTIFICATE_REVOKED:
        return "it says: revoked";
      case Alerts.UNKNOWN_CA:
        return "it says: unknown issuer";
      case Alerts.UNSUPPORTED_CERTIFICATE:
        return "it says: not of a kind that it supports";
      case Alerts.ACCESS_DENIED:
        return "it says: valid, but not allowed in";
      case Alerts.BAD_CERTIFICATE_STATUS_RESPONSE:
        return "it says: the stapled status is not acceptable";
      default:
        return "its alert: " + alert.name();
    }
  }

  static String noServerKey(Scene scene) {
    return "This server has no key that fits what "
        + scene.peer()
        + " offers: versions and ciphers would agree, but no certificate could be chosen.";
  }

  static String noServerKeyFix() {
    return "Give this server's key store a key and certificate of a type that clients accept (EC or"
        + " RSA), and check its alias and password.";
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
        + " ciphers are set (Java "
        + jvm.version()
        + " disables TLSv1 and TLSv1.1).";
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
        + (jvm.feature() >= 21 ? " (Java " + jvm.version() + " disables TLS_RSA_ suites)" : "")
        + ".";
  }

  static String handshakeFailure(Scene scene) {
    return "The server "
        + scene.peer()
        + " refused what this JVM offers with the alert handshake_failure, before any certificate"
        + " was sent: most often there is no cipher suite, version or group in common.";
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
        + ": its first octets are no TLS record.";
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
    return start(scene) + " sent more certificates than this JVM accepts, which is " + limit + ".";
  }

  static String chainTooLongFix(Scene scene, String property) {
    return "Have the operator of "
        + scene.peer()
        + " send only its certificate and the intermediates, without duplicates; or start this JVM"
        + " with -D"
        + property
        + "=20 (restart needed).";
  }

  // network

  static String timedOut(Scene scene, Duration waited) {
    return start(scene)
        + " accepted the connection and then sent "
        + (scene.handshake().peerAnswered() ? "no further" : "no")
        + " TLS message"
        + (waited.isZero() ? "" : " for " + seconds(waited))
        + ".";
  }

  private static String seconds(Duration span) {
    return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
  }

  static String timedOutFix(Scene scene) {
    return "Find out whether "
        + scene.peer()
        + " is overloaded or a firewall drops what follows the connect; if it is only slow, let the"
        + " application wait longer.";
  }

  static String broken(Scene scene, boolean reset) {
    return start(scene)
        + (reset ? " reset" : " closed")
        + " the connection "
        + (scene.handshake().peerAnswered()
            ? "in the middle of the handshake."
            : "before it sent any TLS message.");
  }

  static String brokenFix(Scene scene) {
    return "Look in the log of "
        + scene.peer()
        + ", of its load balancer and of firewalls between for the same second.";
  }

  static String clientHungUp(Scene scene) {
    return start(scene) + " broke the connection off during the handshake.";
  }

  static String refused(Scene scene) {
    return "The connection to " + scene.peer() + " was refused, or could not be made.";
  }

  static String nameUnresolved(Scene scene) {
    return "The name "
        + Scene.cut(scene.failure().peer().name())
        + " does not resolve on this host.";
  }

  static String reachFix(Scene scene) {
    return "Check that a service listens there, and that TCP from this host to "
        + scene.peer()
        + " is allowed.";
  }

  static String resolveFix() {
    return "Correct the name, or make it resolvable for this host.";
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
    return "Correct the path, type and password of the trust store, and put the needed roots into it.";
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
        + ", and what was seen of it does not say why.";
  }

  static String undecided(Scene scene) {
    return "This JVM refused the certificate of "
        + scene.peer()
        + "; why is being found out, and follows in the log.";
  }
}
