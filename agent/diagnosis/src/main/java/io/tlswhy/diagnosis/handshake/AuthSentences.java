package io.tlswhy.diagnosis.handshake;

import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.Handshake;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** What is said of the certificate that this side sent, or should have sent. */
final class AuthSentences {
  private static final int MOST_ISSUERS = 3;

  private AuthSentences() {}

  static String clientCertificateMissing(Scene scene) {
    return "The server "
        + scene.peer()
        + " asks for a client certificate and this JVM sent none: "
        + whyNone(scene.handshake())
        + ".";
  }

  private static String whyNone(Handshake handshake) {
    if (handshake.keyManagerClass().isEmpty()) {
      return "this JVM has no key for this connection";
    }
    return handshake.keyless()
        ? "this JVM holds no key, since no key store is set or the one that is set has none"
        : "none of this JVM's keys fits what the server accepts"
            + accepted(handshake.acceptableIssuers())
            + held(handshake.otherOwnCertificates());
  }

  /** What the key store holds instead. */
  private static String held(List<X509Certificate> certificates) {
    if (certificates.isEmpty()) {
      return "";
    }
    X509Certificate first = certificates.get(0);
    int more = certificates.size() - 1;
    return ", but it has "
        + Scene.cut(first.getSubjectX500Principal().getName())
        + ", issued by "
        + Scene.cut(first.getIssuerX500Principal().getName())
        + (more > 0 ? ", and " + more + " more" : "");
  }

  private static String accepted(List<X500Principal> issuers) {
    List<String> names = new ArrayList<>();
    for (X500Principal issuer : issuers.subList(0, Math.min(MOST_ISSUERS, issuers.size()))) {
      names.add(Scene.cut(issuer.getName()));
    }
    int more = issuers.size() - names.size();
    return issuers.isEmpty()
        ? ""
        : " (certificates issued by "
            + String.join(" or ", names)
            + (more > 0 ? " or " + more + " more" : "")
            + ")";
  }

  static String clientCertificateMissingFix(Scene scene) {
    return scene.handshake().keyManagerClass().isEmpty() || scene.handshake().keyless()
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
    String known = faults.isEmpty() ? noFault(scene, alert) : String.join("; ", faults);
    return HandshakeSentences.start(scene)
        + " rejected our certificate "
        + Scene.cut(own.getSubjectX500Principal().getName())
        + " ("
        + meaning(alert)
        + "): "
        + known
        + ".";
  }

  /** Where the certificate itself looks right, an unknown issuer is the other side's to know. */
  private static String noFault(Scene scene, AlertSeen alert) {
    List<X509Certificate> sent = scene.handshake().localCertificates();
    return alert.code() == Alerts.UNKNOWN_CA
        ? "it does not trust "
            + Scene.cut(sent.get(sent.size() - 1).getIssuerX500Principal().getName())
            + ", to which the certificates that we sent lead"
        : "from here nothing wrong with it shows";
  }

  static String unseenCertificateRejected(Scene scene, AlertSeen alert) {
    return HandshakeSentences.start(scene)
        + " rejected the certificate that this JVM sent ("
        + meaning(alert)
        + ").";
  }

  static String ownCertificateRejectedFix(Scene scene, List<String> faults) {
    if (faults.isEmpty()) {
      return scene.isClient()
          ? "Ask the operator of "
              + scene.peer()
              + " what its log says of the certificate with serial number "
              + serial(scene)
              + "; its own revocation look-ups may have failed."
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

  /** Of a certificate whose only fault is that it was sent alone; its issuer may be a root. */
  static String aloneFix(Scene scene) {
    String issuer =
        Scene.cut(scene.handshake().localCertificates().get(0).getIssuerX500Principal().getName());
    return "If "
        + issuer
        + " is an intermediate, put its certificate into this side's key store behind our own; if it is"
        + " a root, have "
        + (scene.isClient() ? "the operator of " + scene.peer() : "the client's operator")
        + " trust it.";
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

  static String keylessServer() {
    return "This server's key store holds no key: its key manager has nothing to send to any client.";
  }

  static String keylessServerFix() {
    return "Put a private key with its certificate and chain into this server's key store, under the"
        + " alias and password that the server is configured with (a certificate alone is not"
        + " enough), and restart it.";
  }
}
