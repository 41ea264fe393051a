package io.tlswhy.diagnosis.handshake;

import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

class HandshakeDiagnosisTest {
  private static final JvmFacts JVM =
      JvmFacts.of(
          17,
          "17.0.15",
          "Test",
          "host",
          1,
          Map.of("javax.net.ssl.trustStore", "/etc/app/trust.p12"),
          Map.of(),
          Map.of());

  private final Authority root = Authority.root("Root");

  private static HandshakeFailure.Builder at(Point point, Role role) {
    return HandshakeFailure.builder(point, role, NOW)
        .peer(
            role == Role.CLIENT
                ? Peer.of("partner.test", 443, "")
                : Peer.of("", 40000, "198.51.100.9"));
  }

  private static Diagnosis alert(Role role, int code, String name, Handshake.Builder handshake) {
    return new HandshakeDiagnosis(JVM)
        .of(
            at(Point.ALERT_RECEIVED, role)
                .alert(AlertSeen.of(AlertSeen.Direction.RECEIVED, code, name))
                .handshake(handshake.build())
                .build());
  }

  private static Diagnosis thrown(Point point, Throwable thrown, Handshake.Builder handshake) {
    return new HandshakeDiagnosis(JVM)
        .of(at(point, Role.CLIENT).exception(thrown).handshake(handshake.build()).build());
  }

  private static void assertDiagnosis(
      Diagnosis diagnosis, Cause cause, Confidence confidence, String summary) {
    assertThat(diagnosis.summary()).isEqualTo(summary);
    assertThat(diagnosis.cause()).isEqualTo(cause);
    assertThat(diagnosis.confidence()).isEqualTo(confidence);
  }

  private static Handshake.Builder asked() {
    return Handshake.builder().certificateRequested(true).peerAnswered(true);
  }

  @Test
  void clientCertificateThatWasNotSent() {
    assertDiagnosis(
        alert(Role.CLIENT, 116, "certificate_required", asked()),
        Cause.CLIENT_AUTH_MISSING,
        Confidence.PROVED,
        "The server partner.test port 443 asks for a client certificate and this JVM sent none: this"
            + " JVM has no key for this connection.");
    assertDiagnosis(
        alert(
            Role.CLIENT,
            42,
            "bad_certificate",
            Handshake.builder().negotiated(true).keyManagerClass("SunX509KeyManagerImpl")),
        Cause.CLIENT_AUTH_MISSING,
        Confidence.LIKELY,
        "The server partner.test port 443 asks for a client certificate and this JVM sent none: none"
            + " of this JVM's keys fits what the server accepts.");
  }

  @Test
  void clientCertificateThatWasRejected() {
    X509Certificate expired =
        root.issue(
            CertificateSpec.server("orders.test")
                .valid(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1))));
    Authority other = Authority.root("Other");

    assertDiagnosis(
        alert(
            Role.CLIENT,
            45,
            "certificate_expired",
            asked()
                .localCertificates(List.of(expired))
                .acceptableIssuers(List.of(other.certificate().getSubjectX500Principal()))),
        Cause.CLIENT_AUTH_REJECTED,
        Confidence.PROVED,
        "The server partner.test port 443 rejected our certificate CN=orders.test (it says: expired):"
            + " it expired at 2026-11-19T12:00:00Z; it lacks the extended key usage clientAuth, which"
            + " public CAs stopped issuing in 2026; its issuer CN=Root is not CN=Other, the only one"
            + " that the peer asks for; it was sent without the certificate of its issuer CN=Root,"
            + " which the other side must then have itself.");
    assertDiagnosis(
        alert(
            Role.CLIENT,
            43,
            "unsupported_certificate",
            asked()
                .localCertificates(
                    List.of(
                        root.issue(CertificateSpec.server("orders.test")), root.certificate()))),
        Cause.CLIENT_AUTH_REJECTED,
        Confidence.LIKELY,
        "The server partner.test port 443 rejected our certificate CN=orders.test (it says: not of a"
            + " kind that it supports): it lacks the extended key usage clientAuth, which public CAs"
            + " stopped issuing in 2026.");
    assertDiagnosis(
        alert(
            Role.CLIENT,
            48,
            "unknown_ca",
            asked()
                .localCertificates(
                    List.of(root.issue(CertificateSpec.client("orders")), root.certificate()))
                .acceptableIssuers(
                    List.of(
                        other.certificate().getSubjectX500Principal(),
                        Authority.root("Third").certificate().getSubjectX500Principal(),
                        Authority.root("Fourth").certificate().getSubjectX500Principal()))),
        Cause.CLIENT_AUTH_REJECTED,
        Confidence.LIKELY,
        "The server partner.test port 443 rejected our certificate CN=orders (it says: unknown"
            + " issuer): its issuer CN=Root is not among the 3 that the peer asks for.");
    assertDiagnosis(
        alert(Role.CLIENT, 46, "certificate_unknown", Handshake.builder().negotiated(true)),
        Cause.CLIENT_AUTH_REJECTED,
        Confidence.LIKELY,
        "The server partner.test port 443 rejected the certificate that this JVM sent (its alert:"
            + " certificate_unknown).");
  }

  @Test
  void serverCertificateThatAClientRejected() {
    X509Certificate own = root.issue(CertificateSpec.server("shop.test"));

    Diagnosis diagnosis =
        alert(
            Role.SERVER,
            48,
            "unknown_ca",
            Handshake.builder()
                .localCertificates(List.of(own, root.certificate()))
                .serverNames(List.of("www.shop.test")));

    assertDiagnosis(
        diagnosis,
        Cause.SERVER_AUTH_REJECTED,
        Confidence.LIKELY,
        "The client 198.51.100.9 rejected our certificate CN=shop.test (it says: unknown issuer): it"
            + " is not for the name www.shop.test that the client asked for.");
    assertThat(diagnosis.fixes()).hasSize(1);
  }

  @Test
  void serverCertificateThatShowsWhatAClientMinds() {
    X509Certificate expired =
        root.issue(
            CertificateSpec.server("shop.test")
                .valid(NOW.minus(Duration.ofDays(90)), NOW.minus(Duration.ofDays(2))));
    assertDiagnosis(
        alert(
            Role.SERVER,
            45,
            "certificate_expired",
            Handshake.builder().localCertificates(List.of(expired, root.certificate()))),
        Cause.SERVER_AUTH_REJECTED,
        Confidence.PROVED,
        "The client 198.51.100.9 rejected our certificate CN=shop.test (it says: expired): it expired"
            + " at 2026-11-18T12:00:00Z.");
    Diagnosis alone =
        alert(
            Role.SERVER,
            46,
            "certificate_unknown",
            Handshake.builder()
                .localCertificates(List.of(root.issue(CertificateSpec.server("shop.test")))));
    assertDiagnosis(
        alone,
        Cause.SERVER_AUTH_REJECTED,
        Confidence.LIKELY,
        "The client 198.51.100.9 rejected our certificate CN=shop.test (its alert:"
            + " certificate_unknown): it was sent without the certificate of its issuer CN=Root, which"
            + " the other side must then have itself.");
    assertThat(alone.fix())
        .isEqualTo(
            "If CN=Root is an intermediate, put its certificate into this side's key store behind our"
                + " own; if it is a root, have the client's operator trust it.");
    assertDiagnosis(
        alert(
            Role.SERVER,
            48,
            "unknown_ca",
            Handshake.builder()
                .localCertificates(
                    List.of(root.issue(CertificateSpec.server("shop.test")), root.certificate()))),
        Cause.SERVER_AUTH_REJECTED,
        Confidence.LIKELY,
        "The client 198.51.100.9 rejected our certificate CN=shop.test (it says: unknown issuer): it"
            + " does not trust CN=Root, to which the certificates that we sent lead.");
  }

  @Test
  void clientCertificateThatFitsNoIssuerTheServerNames() {
    Handshake.Builder handshake =
        asked()
            .keyManagerClass("SunX509KeyManagerImpl")
            .acceptableIssuers(
                List.of(
                    new X500Principal("CN=Partner Clients 1"),
                    new X500Principal("CN=Partner Clients 2"),
                    new X500Principal("CN=Partner Clients 3"),
                    new X500Principal("CN=Partner Clients 4")));

    assertDiagnosis(
        alert(Role.CLIENT, 116, "certificate_required", handshake),
        Cause.CLIENT_AUTH_MISSING,
        Confidence.PROVED,
        "The server partner.test port 443 asks for a client certificate and this JVM sent none: none"
            + " of this JVM's keys fits what the server accepts (certificates issued by CN=Partner"
            + " Clients 1 or CN=Partner Clients 2 or CN=Partner Clients 3 or 1 more).");
  }

  @Test
  void whatTheClientsKeyStoreHoldsInsteadIsNamed() {
    Handshake.Builder handshake =
        asked()
            .keyManagerClass("SunX509KeyManagerImpl")
            .acceptableIssuers(List.of(new X500Principal("CN=Partner Clients")));
    X509Certificate held = root.issue(CertificateSpec.client("orders"));

    assertThat(
            alert(
                    Role.CLIENT,
                    116,
                    "certificate_required",
                    handshake.otherOwnCertificates(List.of(held, root.certificate())))
                .summary())
        .isEqualTo(
            "The server partner.test port 443 asks for a client certificate and this JVM sent none:"
                + " none of this JVM's keys fits what the server accepts (certificates issued by"
                + " CN=Partner Clients), but it has CN=orders, issued by CN=Root, and 1 more.");
    assertThat(alert(Role.CLIENT, 116, "certificate_required", handshake.keyless(true)).summary())
        .isEqualTo(
            "The server partner.test port 443 asks for a client certificate and this JVM sent none:"
                + " this JVM holds no key, since no key store is set or the one that is set has none.");
  }

  @Test
  void serverWithoutAKey() {
    Diagnosis diagnosis =
        new HandshakeDiagnosis(JVM)
            .of(
                at(Point.LOCAL, Role.SERVER)
                    .alert(AlertSeen.of(AlertSeen.Direction.SENT, 40, "handshake_failure"))
                    .exception(noCipher())
                    .handshake(Handshake.builder().keyless(true).build())
                    .build());

    assertDiagnosis(
        diagnosis,
        Cause.SERVER_AUTH_KEY,
        Confidence.PROVED,
        "This server's key store holds no key: its key manager has nothing to send to any client.");
    assertThat(diagnosis.fixes())
        .containsExactly(
            Fix.of(Fix.Kind.OTHER, "keyStore", "a key entry with its certificate", true));
  }

  private static SSLHandshakeException noCipher() {
    SSLHandshakeException none = new SSLHandshakeException("unread");
    none.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(
              "sun.security.ssl.ServerHello$T12ServerHelloProducer", "produce", "", 1)
        });
    return none;
  }

  @Test
  void nothingToChangeHereGivesNoFixForMachines() {
    X509Certificate own = root.issue(CertificateSpec.server("shop.test"));

    Diagnosis diagnosis =
        alert(
            Role.SERVER,
            46,
            "certificate_unknown",
            Handshake.builder().localCertificates(List.of(own, root.certificate())));

    assertThat(diagnosis.fixes()).isEmpty();
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Ask the client's operator whether it trusts CN=Root and can look up whether serial"
                + " number "
                + own.getSerialNumber().toString(16)
                + " is revoked.");
  }

  @Test
  void alertsThatNameTheirReason() {
    assertThat(alert(Role.CLIENT, 70, "protocol_version", Handshake.builder()).cause())
        .isEqualTo(Cause.PROTOCOL_VERSION);
    assertThat(alert(Role.CLIENT, 71, "insufficient_security", Handshake.builder()).cause())
        .isEqualTo(Cause.PROTOCOL_PARAMETERS);
    assertThat(alert(Role.CLIENT, 120, "no_application_protocol", Handshake.builder()).cause())
        .isEqualTo(Cause.PROTOCOL_ALPN);
    assertThat(alert(Role.CLIENT, 20, "bad_record_mac", Handshake.builder()).cause())
        .isEqualTo(Cause.PROTOCOL_UNEXPECTED);
    assertDiagnosis(
        alert(Role.CLIENT, 80, "internal_error", Handshake.builder()),
        Cause.PEER_MISCONFIGURED,
        Confidence.LIKELY,
        "The server partner.test port 443 gave up with the alert internal_error, which says that the"
            + " fault is on its side.");
    assertDiagnosis(
        alert(Role.CLIENT, 112, "unrecognized_name", Handshake.builder()),
        Cause.NAME_SNI,
        Confidence.LIKELY,
        "The server partner.test port 443 needs a server name (SNI), and this JVM sent none.");
  }

  @Test
  void handshakeFailureLeavesSeveralCausesOpen() {
    Diagnosis diagnosis = alert(Role.CLIENT, 40, "handshake_failure", Handshake.builder());

    assertThat(diagnosis.cause()).isEqualTo(Cause.PROTOCOL_CIPHER);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(diagnosis.alternatives())
        .containsExactly(
            possibly(
                Cause.PROTOCOL_VERSION,
                "Some servers answer so to a version that they do not speak.",
                "a handshake with each version alone"),
            possibly(
                Cause.PROTOCOL_PARAMETERS,
                "The same alert stands for groups and signature schemes.",
                "a handshake with other named groups"),
            possibly(
                Cause.NAME_SNI,
                "Some servers answer so to a server name that they do not know.",
                "a handshake with and without a server name"),
            possibly(
                Cause.CLIENT_AUTH_MISSING,
                "Some servers answer so to a client without a certificate.",
                "the server's log"));
  }

  @Test
  void handshakeFailureAfterServerHelloIsNotAboutTheCipher() {
    Diagnosis diagnosis =
        alert(Role.CLIENT, 40, "handshake_failure", Handshake.builder().peerAnswered(true));

    assertDiagnosis(
        diagnosis,
        Cause.PROTOCOL_PARAMETERS,
        Confidence.POSSIBLE,
        "The server partner.test port 443 answered what this JVM offers and then gave up with the"
            + " alert handshake_failure: version and cipher suite were agreed by then, so that what"
            + " came after them is the matter.");
    assertThat(diagnosis.alternatives())
        .containsExactly(
            possibly(
                Cause.CLIENT_AUTH_MISSING,
                "Some servers answer so to a client without a certificate.",
                "the server's log"),
            possibly(
                Cause.PEER_MISCONFIGURED,
                "Some servers answer so when they fail by themselves.",
                "the server's log"));
  }

  private static Alternative possibly(Cause cause, String why, String lookAt) {
    return Alternative.of(cause, Confidence.POSSIBLE, why, lookAt);
  }

  @Test
  void resetBeforeAnyAnswerLeavesTwoCausesOpen() {
    assertThat(thrown(Point.LOCAL, new SocketException(), Handshake.builder()).alternatives())
        .containsExactly(
            possibly(
                Cause.NETWORK_MIDDLEBOX,
                "A device in between may break off what it does not like in the ClientHello.",
                "a handshake without a server name, with fewer extensions, with TLS 1.2 only"),
            possibly(
                Cause.PROTOCOL_VERSION,
                "Some servers hang up instead of sending an alert.",
                "a handshake with each version alone"));
  }

  @Test
  void alertsThatNothingElseExplains() {
    assertDiagnosis(
        alert(Role.CLIENT, 10, "unexpected_message", Handshake.builder()),
        Cause.PROTOCOL_UNEXPECTED,
        Confidence.LIKELY,
        "The server partner.test port 443 could not take what this side sent as TLS, and said so with"
            + " the alert unexpected_message.");
    assertThat(alert(Role.CLIENT, 116, "certificate_required", asked()).evidence())
        .containsExactly("The peer sent the alert certificate_required (116).");
  }

  @Test
  void connectionThatEndsOrFallsSilent() {
    assertDiagnosis(
        thrown(Point.LOCAL, new SocketException(), Handshake.builder()),
        Cause.NETWORK_RESET,
        Confidence.LIKELY,
        "The server partner.test port 443 reset the connection before it sent any TLS message.");
    assertDiagnosis(
        thrown(
            Point.LOCAL,
            new SSLHandshakeException("unread").initCause(new EOFException()),
            Handshake.builder().peerAnswered(true)),
        Cause.NETWORK_EOF,
        Confidence.LIKELY,
        "The server partner.test port 443 closed the connection in the middle of the handshake.");
    assertDiagnosis(
        thrown(Point.TIMEOUT, new SocketTimeoutException(), Handshake.builder()),
        Cause.NETWORK_TIMEOUT,
        Confidence.LIKELY,
        "The server partner.test port 443 accepted the connection and then sent no TLS message.");
    assertDiagnosis(
        thrown(Point.LOCAL, new ConnectException(), Handshake.builder()),
        Cause.NETWORK_REFUSED,
        Confidence.PROVED,
        "The connection to partner.test port 443 was refused: nothing listens there, or a firewall"
            + " rejects it.");
    assertDiagnosis(
        thrown(Point.CONNECT, new NoRouteToHostException(), Handshake.builder()),
        Cause.NETWORK_REFUSED,
        Confidence.PROVED,
        "There is no route from this host to partner.test port 443.");
    assertDiagnosis(
        thrown(Point.CONNECT, new UnknownHostException(), Handshake.builder()),
        Cause.NETWORK_DNS,
        Confidence.PROVED,
        "The name partner.test does not resolve on this host.");
  }

  @Test
  void systemThatGaveUpOnAConnectionIsNoRefusal() {
    String summary =
        "The connection to partner.test port 443 did not come about in time: nothing answers the"
            + " connection request.";

    assertDiagnosis(
        thrown(
            Point.CONNECT,
            new ConnectException("Connection timed out (Connection timed out)"),
            Handshake.builder()),
        Cause.NETWORK_TIMEOUT,
        Confidence.LIKELY,
        summary);
    assertDiagnosis(
        thrown(
            Point.CONNECT,
            new ConnectException("Connection refused | tlswhy[x] is not known; timed out"),
            Handshake.builder()),
        Cause.NETWORK_REFUSED,
        Confidence.PROVED,
        "The connection to partner.test port 443 was refused: nothing listens there, or a firewall"
            + " rejects it.");
  }

  @Test
  void connectionThatDoesNotComeAboutIsToldFromOneThatIsSilent() {
    SocketTimeoutException late = new SocketTimeoutException();
    late.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("java.net.Socket", "connect", "", 1)});

    assertDiagnosis(
        thrown(Point.CONNECT, late, Handshake.builder()),
        Cause.NETWORK_TIMEOUT,
        Confidence.PROVED,
        "The connection to partner.test port 443 did not come about in time: nothing answers the"
            + " connection request.");
  }

  @Test
  void connectionThatDoesNotComeAboutIsToldWithHowLongWasWaitedAndByWhoseLimit() {
    SocketTimeoutException late = new SocketTimeoutException();
    late.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("java.net.Socket", "connect", "", 1)});

    assertDiagnosis(
        waited(late, 5_003, 5_000),
        Cause.NETWORK_TIMEOUT,
        Confidence.PROVED,
        "The connection to partner.test port 443 did not come about within 5.0 s, the time-out that the"
            + " application set for it: nothing answers the connection request.");
    assertDiagnosis(
        waited(new ConnectException("Connection timed out"), 127_300, 0),
        Cause.NETWORK_TIMEOUT,
        Confidence.PROVED,
        "The connection to partner.test port 443 did not come about in 127.3 s, when the operating"
            + " system gave up (the application set no time-out for it): nothing answers the"
            + " connection request.");
    assertDiagnosis(
        waited(new ConnectException("Connection refused"), 127_300, 0),
        Cause.NETWORK_REFUSED,
        Confidence.PROVED,
        "The connection to partner.test port 443 was refused: nothing listens there, or a firewall"
            + " rejects it.");
  }

  private static Diagnosis waited(Exception exception, long millis, long limitMillis) {
    return new HandshakeDiagnosis(JVM)
        .of(
            at(Point.CONNECT, Role.CLIENT)
                .exception(exception)
                .elapsed(Duration.ofMillis(millis))
                .limit(Duration.ofMillis(limitMillis))
                .build());
  }

  @Test
  void proxyThatOpensNoTunnel() {
    IOException refused = new IOException("HTTP/1.1 403 Forbidden");
    refused.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(
              "sun.net.www.protocol.http.HttpURLConnection", "doTunneling0", "", 1)
        });
    JvmFacts behindProxy =
        JvmFacts.of(
            17,
            "17.0.15",
            "Test",
            "host",
            1,
            Map.of("https.proxyHost", "proxy.corp", "https.proxyPort", "3128"),
            Map.of(),
            Map.of());

    assertDiagnosis(
        thrown(Point.CONNECT, refused, Handshake.builder()),
        Cause.NETWORK_PROXY,
        Confidence.PROVED,
        "The proxy did not open the connection to partner.test port 443 (HTTP/1.1 403 Forbidden).");
    Diagnosis named =
        new HandshakeDiagnosis(behindProxy)
            .of(
                at(Point.CONNECT, Role.CLIENT)
                    .diagnostic("HTTP/1.1 407 Proxy Authentication Required")
                    .exception(refused)
                    .build());
    assertThat(named.summary())
        .isEqualTo(
            "The proxy proxy.corp:3128 (https.proxyHost) did not open the connection to partner.test"
                + " port 443 (HTTP/1.1 407 Proxy Authentication Required).");
    assertThat(named.fix())
        .isEqualTo(
            "Have the proxy's operator allow CONNECT to partner.test port 443; if it wants"
                + " authentication, give this JVM credentials for a scheme other than Basic, which"
                + " Java does not use for tunnels by default; or, if the host is reached directly,"
                + " name it in -Dhttp.nonProxyHosts (restart needed).");
  }

  @Test
  void resetAfterACertificateRequestIsMostLikelyTheLostAlert() {
    Diagnosis diagnosis = thrown(Point.LOCAL, new SocketException(), asked());

    assertThat(diagnosis.cause()).isEqualTo(Cause.CLIENT_AUTH_MISSING);
    assertThat(diagnosis.alternatives())
        .containsExactly(
            possibly(
                Cause.NETWORK_RESET,
                "The server hung up after it had asked for a client certificate; its alert may be"
                    + " lost.",
                "the server's log"));
  }

  @Test
  void recordsThatDoNotFit() {
    assertDiagnosis(
        thrown(
            Point.LOCAL,
            new SSLException("unread", new AEADBadTagException()),
            Handshake.builder().peerAnswered(true)),
        Cause.PROTOCOL_UNEXPECTED,
        Confidence.LIKELY,
        "What came from partner.test port 443 could not be taken as TLS: a record was changed on its"
            + " way.");
    assertDiagnosis(
        thrown(
            Point.LOCAL,
            new SSLHandshakeException("unread").initCause(new BadPaddingException()),
            Handshake.builder().peerAnswered(true)),
        Cause.PROTOCOL_UNEXPECTED,
        Confidence.LIKELY,
        "The server partner.test port 443 gave up and said so in an unencrypted alert, which this JVM"
            + " cannot read at that point of TLS 1.3: the reason is in the peer's own log.");
  }

  private static Diagnosis gaveUp(int code, String name) {
    return new HandshakeDiagnosis(JVM)
        .of(
            at(Point.LOCAL, Role.CLIENT)
                .exception(new SSLException("unread"))
                .alert(AlertSeen.of(AlertSeen.Direction.SENT, code, name))
                .handshake(Handshake.builder().peerAnswered(true).build())
                .build());
  }

  @Test
  void messagesThatDoNotFit() {
    assertDiagnosis(
        gaveUp(51, "decrypt_error"),
        Cause.PROTOCOL_UNEXPECTED,
        Confidence.LIKELY,
        "What came from partner.test port 443 could not be taken as TLS: its last message does not"
            + " fit what was said before.");
    assertDiagnosis(
        gaveUp(10, "unexpected_message"),
        Cause.PROTOCOL_UNEXPECTED,
        Confidence.LIKELY,
        "What came from partner.test port 443 could not be taken as TLS: a message is not what the"
            + " protocol allows there.");
  }

  @Test
  void defaultContextThatCannotBeMade() {
    KeyStoreException unreadable = new KeyStoreException("wrong type");
    unreadable.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(
              "sun.security.ssl.SSLContextImpl$DefaultManagersHolder", "getTrustManagers", "", 1)
        });

    assertDiagnosis(
        thrown(Point.DEFAULT_CONTEXT, unreadable, Handshake.builder()),
        Cause.TRUSTSTORE_UNREADABLE,
        Confidence.LIKELY,
        "This JVM's default TLS context cannot be made, since its trust store /etc/app/trust.p12"
            + " cannot be read (java.security.KeyStoreException: wrong type).");
  }

  @Test
  void algorithmThatIsMissing() {
    assertThat(
            thrown(
                    Point.LOCAL,
                    new SSLException("unread", new NoSuchAlgorithmException("EC")),
                    Handshake.builder())
                .cause())
        .isEqualTo(Cause.JVM_CONFIG);
  }

  @Test
  void whatDoesNotShowItsCauseIsUnknown() {
    assertDiagnosis(
        thrown(Point.LOCAL, new SSLException("unread"), Handshake.builder()),
        Cause.UNKNOWN,
        Confidence.POSSIBLE,
        "The TLS handshake with partner.test port 443 failed on Java 17.0.15, and what was seen of it"
            + " does not say why.");
  }

  @Test
  void withoutStackTracesNothingShowsWhere() {
    SSLException bare = new SSLException("unread");
    bare.setStackTrace(new StackTraceElement[0]);

    Diagnosis diagnosis = thrown(Point.LOCAL, bare, Handshake.builder());

    assertDiagnosis(
        diagnosis,
        Cause.UNKNOWN,
        Confidence.POSSIBLE,
        "The TLS handshake with partner.test port 443 failed on Java 17.0.15, and this JVM keeps no"
            + " stack traces, which would show where.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Start this JVM without -XX:-StackTraceInThrowable (restart needed) and let it fail again.");
  }
}
