package io.tlswhy.diagnosis.handshake;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.HandshakeFailure;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLProtocolException;

/** The peer's certificate message failed before or after any trust manager looked at it. */
final class PeerCertificateRule implements Rule {
  private static final String BOTH_SIDES = "jdk.tls.maxCertificateChainLength";

  @Override
  public Optional<Diagnosis> apply(Scene scene) {
    HandshakeFailure failure = scene.failure();
    Origin origin = scene.origin();
    if (origin.isFoundBy("CertificateVerify")
        || origin.isFoundBy("ECDHServerKeyExchange")
        || origin.isFoundBy("DHServerKeyExchange")) {
      return proof(scene);
    }
    if (!origin.isFoundBy("CertificateMessage") || failure.validation().isPresent()) {
      return Optional.empty();
    }
    if (origin.has(CertificateException.class)) {
      return Verdict.likely(failure, Cause.CERT_MALFORMED, HandshakeSentences.malformed(scene))
          .fix(HandshakeSentences.malformedFix(scene))
          .found();
    }
    if (origin.is(SSLProtocolException.class)) {
      return chainTooLong(scene);
    }
    return scene.isClient() ? Optional.empty() : onServer(scene);
  }

  private static Optional<Diagnosis> onServer(Scene scene) {
    if (producedByUs(scene)) {
      return NegotiationRule.noServerKey(scene);
    }
    return Verdict.proved(
            scene.failure(), Cause.CLIENT_AUTH_MISSING, AuthSentences.clientSentNone(scene))
        .fix(AuthSentences.clientSentNoneFix())
        .found();
  }

  private static boolean producedByUs(Scene scene) {
    return scene
        .origin()
        .passedThrough("sun.security.ssl.CertificateMessage", "onProduceCertificate");
  }

  private static Optional<Diagnosis> chainTooLong(Scene scene) {
    String side =
        scene.isClient()
            ? "jdk.tls.client.maxInboundCertificateChainLength"
            : "jdk.tls.server.maxInboundCertificateChainLength";
    boolean perSide = scene.jvm().feature() >= 25;
    int byDefault = perSide && !scene.isClient() ? 8 : 10;
    Map<String, String> properties = scene.jvm().systemProperties();
    String set = properties.get(BOTH_SIDES);
    int limit = set != null ? number(set, byDefault) : byDefault;
    if (set == null && perSide && properties.get(side) != null) {
      limit = number(properties.get(side), byDefault);
    }
    return Verdict.proved(
            scene.failure(), Cause.CHAIN_TOO_LONG, HandshakeSentences.chainTooLong(scene, limit))
        .fix(HandshakeSentences.chainTooLongFix(scene, perSide ? side : BOTH_SIDES))
        .found();
  }

  private static int number(String text, int otherwise) {
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** The peer's proof that it has the certificate's key, or the parameters that it signed. */
  private static Optional<Diagnosis> proof(Scene scene) {
    if (scene.sent() == Alerts.INSUFFICIENT_SECURITY) {
      return Verdict.proved(
              scene.failure(), Cause.PROTOCOL_PARAMETERS, HandshakeSentences.weakParameters(scene))
          .fix(HandshakeSentences.weakParametersFix(scene))
          .found();
    }
    if (scene.sent() == Alerts.ILLEGAL_PARAMETER) {
      return Optional.empty();
    }
    return Verdict.likely(
            scene.failure(), Cause.PEER_MISCONFIGURED, HandshakeSentences.wrongKey(scene))
        .fix(HandshakeSentences.wrongKeyFix(scene))
        .orElse(
            Cause.PROTOCOL_UNEXPECTED,
            "A device in between that changes the handshake looks the same.",
            "the same handshake from another network")
        .found();
  }
}
