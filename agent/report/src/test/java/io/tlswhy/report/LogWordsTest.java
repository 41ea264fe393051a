package io.tlswhy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.AlertSeen;
import io.tlswhy.evidence.Carrier;
import io.tlswhy.evidence.Ending;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Stage.Result;
import io.tlswhy.evidence.Stall;
import io.tlswhy.evidence.Waiting;
import io.tlswhy.incident.IncidentEvent;
import io.tlswhy.incident.IncidentEvent.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said of an incident's life, of endpoints and of fixes, word for word. */
class LogWordsTest {
  private static final Diagnosis SILENT =
      Diagnosis.builder(Cause.NETWORK_TIMEOUT, Confidence.LIKELY, "Nothing came.").build();

  private static HandshakeFailure.Builder at(Point point, Role role) {
    return HandshakeFailure.builder(point, role, Samples.AT)
        .peer(Peer.of("2001:db8::7", 8443, "2001:db8::7"))
        .elapsed(Duration.ofMillis(3200));
  }

  private static IncidentEvent.Builder event(Kind kind, HandshakeFailure.Builder failure) {
    return IncidentEvent.builder(
        kind, "7f3a12c09e", SILENT, failure.build(), Samples.jvm(Map.of()));
  }

  private static String firstLine(Kind kind, HandshakeFailure.Builder failure) {
    return LogText.of(event(kind, failure).build()).lines().findFirst().orElseThrow();
  }

  private static String over(HandshakeFailure.Builder failure, long count) {
    return LogText.of(
        event(Kind.RESOLVED, failure).count(count).lasted(Duration.ofSeconds(20)).build());
  }

  @Test
  void howItBegins() {
    String said = "Nothing came. (likely, incident 7f3a12c09e)";

    assertThat(firstLine(Kind.OPENED, at(Point.LOCAL, Role.CLIENT)))
        .isEqualTo("tlswhy[network.timeout] " + said);
    assertThat(firstLine(Kind.OPENED, at(Point.WATCHED, Role.CLIENT)))
        .isEqualTo("tlswhy[network.timeout] Not failed yet: " + said);
    assertThat(firstLine(Kind.UPDATED, at(Point.LOCAL, Role.CLIENT)))
        .isEqualTo("tlswhy[network.timeout] Now known better: " + said);
    assertThat(firstLine(Kind.REPEATED, at(Point.LOCAL, Role.CLIENT)))
        .isEqualTo("tlswhy[network.timeout] Still so: " + said);
    assertThat(
            firstLine(
                Kind.UPDATED,
                at(Point.SLOW, Role.CLIENT).carrier(Carrier.SOCKET).ending(Ending.GIVEN_UP)))
        .isEqualTo("tlswhy[network.timeout] The application gave up after 3.2 s: " + said);
    assertThat(
            firstLine(
                Kind.UPDATED,
                at(Point.SLOW, Role.CLIENT).carrier(Carrier.ENGINE).ending(Ending.GIVEN_UP)))
        .isEqualTo(
            "tlswhy[network.timeout] The connection was closed after 3.2 s, by the application or"
                + " the peer: "
                + said);
  }

  @Test
  void howItEnds() {
    String was = " It was: Nothing came. (incident 7f3a12c09e)";

    assertThat(over(at(Point.LOCAL, Role.CLIENT), 1))
        .isEqualTo(
            "tlswhy[network.timeout] Over after 20 s and 1 failure: [2001:db8::7]:8443 works again."
                + was);
    assertThat(over(at(Point.WATCHED, Role.CLIENT).peer(Peer.unknown()), 1))
        .isEqualTo(
            "tlswhy[network.timeout] Over after 20 s, before anything failed: what the next"
                + " handshake with an unknown peer needs is there again."
                + was);
    assertThat(over(at(Point.SLOW, Role.CLIENT), 2))
        .isEqualTo(
            "tlswhy[network.timeout] Over after 20 s and 2 handshakes: the look-up ended." + was);
    assertThat(over(at(Point.SLOW, Role.CLIENT).waiting(Waiting.PEER), 1))
        .isEqualTo(
            "tlswhy[network.timeout] Over after 20 s and 1 handshake: the handshake passed after 3.2"
                + " s."
                + was);
    assertThat(over(at(Point.SLOW, Role.SERVER).ending(Ending.PASSED), 1))
        .isEqualTo(
            "tlswhy[network.timeout] Over after 20 s and 1 handshake: the handshake went on after"
                + " 3.2 s."
                + was);
    assertThat(over(at(Point.SLOW, Role.SERVER).stall(Stall.of(3, 8443, "192.0.2.9")), 4))
        .isEqualTo(
            "tlswhy[network.timeout] Over after 20 s and 4 handshakes: no handshake waits for its"
                + " client like that any more."
                + was);
  }

  @Test
  void whatElseItWasToldAs() {
    assertThat(
            LogText.of(
                event(Kind.RESOLVED, at(Point.LOCAL, Role.CLIENT))
                    .lasted(Duration.ofSeconds(20))
                    .alsoToldAs(List.of("0a1b2c3d4e"))
                    .build()))
        .isEqualTo(
            "tlswhy[network.timeout] Over after 20 s and 1 failure: [2001:db8::7]:8443 works again."
                + " It was: Nothing came. Also told as incident 0a1b2c3d4e. (incident 7f3a12c09e)");
  }

  private static String line(String label, HandshakeFailure.Builder failure) {
    return LogText.of(event(Kind.OPENED, failure).build())
        .lines()
        .filter(line -> line.startsWith("  " + label))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void connections() {
    AlertSeen refused = AlertSeen.of(AlertSeen.Direction.RECEIVED, 40, "handshake_failure");

    assertThat(line("Connection", at(Point.LOCAL, Role.CLIENT).alert(refused)))
        .isEqualTo(
            "  Connection      to [2001:db8::7]:8443 at 2001:db8::7, alert handshake_failure received,"
                + " after 3.2 s");
    assertThat(
            line(
                "Connection",
                at(Point.LOCAL, Role.SERVER).peer(Peer.of("", 40000, "198.51.100.9"))))
        .isEqualTo("  Connection      from 198.51.100.9:40000, after 3.2 s");
    assertThat(
            line(
                "Connection", at(Point.SLOW, Role.SERVER).stall(Stall.of(3, 8443, "198.51.100.9"))))
        .isEqualTo(
            "  Connection      the last of them from 198.51.100.9 at 2001:db8::7, after 3.2 s");
  }

  @Test
  void stagesOfAnEndpoint() {
    assertThat(EndpointText.what(LookupKind.CRL)).isEqualTo("revocation list");
    assertThat(EndpointText.what(LookupKind.OCSP)).isEqualTo("OCSP responder");
    assertThat(EndpointText.what(LookupKind.CA_ISSUERS)).isEqualTo("issuer's certificate");
    assertThat(
            Stream.of(Result.values())
                .map(result -> result + ": " + EndpointText.resultWord(result)))
        .containsExactly(
            "OK: ok",
            "NXDOMAIN: no such name",
            "NODATA: no address",
            "SERVFAIL: DNS failure",
            "REFUSED: refused",
            "SINKHOLE: sinkhole",
            "RESET: reset",
            "TIMEOUT: no answer",
            "UNREACHABLE: unreachable",
            "EOF: closed",
            "STATUS: status",
            "REDIRECT: redirect",
            "PROXY_AUTHENTICATION: wants login",
            "PROXY_DENIED: denied",
            "PROXY_FAILED: proxy failed",
            "PROXY_NO_NAME: no name there",
            "PROXY_TIMEOUT: silence there",
            "PROXY_REFUSED: refused there",
            "PROXY_UNREACHABLE: no route there",
            "NOT_THE_RESPONDER: someone else",
            "STALE: out of date",
            "UNTRUSTED: untrusted",
            "RESPONDER_ERROR: error",
            "UNKNOWN: unknown",
            "REVOKED: revoked",
            "TOO_LARGE: too large",
            "FORBIDDEN: not permitted",
            "TLS_FAILED: failed",
            "SKIPPED: not tried");
  }

  @Test
  void restarts() {
    Fix.Kind kind = Fix.Kind.OTHER;

    assertThat(restart("Do it.", Fix.of(kind, "a", "b", true)))
        .isEqualTo("This JVM must be restarted for it.");
    assertThat(restart("Do it.", Fix.of(kind, "a", "b", false))).isEqualTo("No restart is needed.");
    assertThat(restart("Do it (restart needed).", Fix.of(kind, "a", "b", true))).isEmpty();
    assertThat(restart("Do it.")).isEmpty();
  }

  private static String restart(String fix, Fix... fixes) {
    return FixText.restart(SILENT.toBuilder().fix(fix).fixes(List.of(fixes)).build());
  }
}
