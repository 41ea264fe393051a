package io.tlswhy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import io.tlswhy.incident.IncidentEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogTextTest {
  @Test
  void saysWhatToDoFirstAndHowItIsKnownAfterThat() {
    assertThat(LogText.of(Samples.opened()))
        .isEqualTo(
            """
            tlswhy[revocation.proxy-required] The revocation list at crl.partner-ca.example port 80 is reached only through the proxy proxy.corp:3128, which this JVM does not use for http: directly, 10.20.0.9 and 203.0.113.9 do not answer. (proved, incident 7f3a12c09e)
              Fix             Start this JVM with -Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=3128, or have
                              crl.partner-ca.example port 80 opened in the firewall.
                              This JVM must be restarted for it.
              Not the matter  The certificate is valid and trusted: with revocation checking left out, the same validation
                              passes.
                              The certificate is not revoked: with the list fetched through proxy.corp:3128 it passes.
              Besides         revocation.slow is possible too: the host may answer later than in 3 s. Look at: the
                              firewall's log.
              Connection      to partner.example:443 at 192.0.2.7, TLSv1.3, alert certificate_unknown sent, after 15.1 s
              Chain           1  O=Partner,CN=partner.example, valid 2026-01-01 to 2027-01-01
                              2  CN=Partner Issuing CA 2, valid 2026-01-01 to 2027-01-01
                                 issued by CN=Partner Root
              Evidence        The JVM itself gave up after 15 s: connect timed out.
              Tried           from this JVM:
                              http://crl.partner-ca.example/ca.crl  (revocation list)
                                as this JVM does it, directly
                                  name     ok             2 ms      10.20.0.9
                                  connect  no answer      3001 ms   10.20.0.9
                                tried instead, directly
                                  connect  no answer      3000 ms   203.0.113.9
                                tried instead, through proxy.corp:3128
                                  request  ok             40 ms     200 application/pkix-crl
              Checked again   with the CRL fetched through proxy.corp:3128: passes
                              with everything as it was: fails
              How often       once, at 2026-11-20T03:07:12Z
              Where           Java 17.0.15, process 4711 on orders-7f9c, thread orders-http-3
              See it with     curl -v -x http://proxy.corp:3128 http://crl.partner-ca.example/ca.crl -o ca.crl\
            """);
  }

  @Test
  void whatComesAndGoesIsNamedSoWithTheBackendThatFails() {
    String text =
        LogText.of(
            IncidentEvent.builder(
                    IncidentEvent.Kind.UPDATED,
                    "7f3a12c09e",
                    Samples.proxyRequired(),
                    Samples.intermittent(),
                    Samples.jvm(Map.of()))
                .count(3)
                .build());

    assertThat(text).startsWith("tlswhy[revocation.proxy-required] Comes and goes: ");
    assertThat(text.substring(text.indexOf("  How often"), text.indexOf("  Where")))
        .isEqualTo(
            """
              How often       3 failures in 0 ms, first at 2026-11-20T03:07:12Z, last at 2026-11-20T03:07:12Z
                              3 of 7 full handshakes with partner.example:443 have failed since 2026-11-20T03:06:12Z: 3 of
                              3 where the peer sent 1 certificate (serial 5a), none of 4 where the peer sent 2
                              certificates (serial 5a).
                              2 of 3 fetches of the CRL http://crl.partner-ca.example/ca.crl have failed since
                              2026-11-20T03:06:12Z.
              Until when      What http://crl.partner-ca.example/ca.crl last brought is valid until 2026-11-20T04:07:12Z;
                              the JDK forgets it as soon as a fetch fails.
                              This JVM does not ask http://crl.partner-ca.example/ca.crl again before
                              2026-11-20T03:07:22Z: the JDK repeats a failed fetch for 30 seconds.
              What changed    Different from the last good handshake, 2026-11-20 03:05:12 UTC:
                              The issuer is CN=Partner Issuing CA 2; it was CN=Partner Issuing CA 1.
                              The serial number is 1; it was 7f.
                              The public key is another one.
                              This machine's clock was set forward by 3 hours, or the machine slept that long.
            """);
  }

  @Test
  void whatIsNotKnownTakesNoLine() {
    Diagnosis unknown =
        Diagnosis.builder(Cause.UNKNOWN, Confidence.POSSIBLE, "The handshake failed.").build();
    HandshakeFailure failure =
        HandshakeFailure.builder(Point.SLOW, Role.SERVER, Samples.AT)
            .thread("tlswhy-slow-1")
            .build();

    assertThat(
            LogText.of(
                IncidentEvent.builder(
                        IncidentEvent.Kind.OPENED,
                        "7f3a12c09e",
                        unknown,
                        failure,
                        Samples.jvm(Map.of()))
                    .build()))
        .isEqualTo(
            """
            tlswhy[unknown] The handshake failed. (possible, incident 7f3a12c09e)
              Connection      from an unknown peer
              How often       once, at 2026-11-20T03:07:12Z
              Where           Java 17.0.15, process 4711 on orders-7f9c\
            """);
  }

  @Test
  void repeatedIncidentSaysHowOftenAndSinceWhen() {
    String text =
        LogText.of(
            Samples.event(IncidentEvent.Kind.REPEATED, Samples.proxyRequired())
                .count(318)
                .first(Samples.AT)
                .last(Samples.AT.plus(Duration.ofMinutes(11)))
                .build());

    assertThat(text)
        .startsWith("tlswhy[revocation.proxy-required] Still so: The revocation list at ")
        .contains(
            "  How often       318 failures in 11 min, first at 2026-11-20T03:07:12Z, last at"
                + " 2026-11-20T03:18:12Z\n");
  }

  @Test
  void namesTheIncidentsThatTurnedOutToBeThisOne() {
    List<String> others = List.of("0a1b2c3d4e", "5f6a7b8c9d");

    assertThat(
            LogText.of(
                Samples.event(IncidentEvent.Kind.UPDATED, Samples.proxyRequired())
                    .alsoToldAs(others)
                    .build()))
        .startsWith("tlswhy[revocation.proxy-required] Now known better: ")
        .contains("\n  Also told as    incidents 0a1b2c3d4e, 5f6a7b8c9d\n  Where           ");
    assertThat(
            LogText.of(
                Samples.event(IncidentEvent.Kind.RESOLVED, Samples.proxyRequired())
                    .alsoToldAs(others)
                    .build()))
        .endsWith(" Also told as incidents 0a1b2c3d4e, 5f6a7b8c9d. (incident 7f3a12c09e)");
  }

  @Test
  void theEndIsOneLine() {
    String text =
        LogText.of(
            Samples.event(IncidentEvent.Kind.RESOLVED, Samples.proxyRequired())
                .count(318)
                .lasted(Duration.ofMinutes(12))
                .build());

    assertThat(text)
        .isEqualTo(
            "tlswhy[revocation.proxy-required] Over after 12 min and 318 failures:"
                + " partner.example:443 works again. It was: The revocation list at"
                + " crl.partner-ca.example port 80 is reached only through the proxy"
                + " proxy.corp:3128, which this JVM does not use for http: directly, 10.20.0.9 and"
                + " 203.0.113.9 do not answer. (incident 7f3a12c09e)");
  }

  @Test
  void theEndOfALookupThatHung() {
    HandshakeFailure late =
        HandshakeFailure.builder(Point.SLOW, Role.CLIENT, Samples.AT)
            .peer(Peer.of("partner.example", 443, ""))
            .build();
    Diagnosis slow =
        Diagnosis.builder(Cause.REVOCATION_SLOW, Confidence.PROVED, "The CRL's host is silent.")
            .build();

    assertThat(
            LogText.of(
                IncidentEvent.builder(
                        IncidentEvent.Kind.RESOLVED,
                        "7f3a12c09e",
                        slow,
                        late,
                        Samples.jvm(Map.of()))
                    .lasted(Duration.ofMillis(20_400))
                    .build()))
        .isEqualTo(
            "tlswhy[revocation.slow] Over after 20.4 s and 1 handshake: the look-up ended. It was: The"
                + " CRL's host is silent. (incident 7f3a12c09e)");
  }

  @Test
  void settingThatTheSentenceLeavesOutAndThatNoRestartIsNeededAreSaid() {
    Diagnosis diagnosis =
        Diagnosis.builder(Cause.REVOCATION_BLOCKED, Confidence.PROVED, "Blocked.")
            .fix("Allow TCP from here to crl.example port 80.")
            .fixes(
                List.of(
                    Fix.of(Fix.Kind.EGRESS, "allow", "crl.example:80", false),
                    Fix.of(Fix.Kind.PROPERTY, "java.net.preferIPv4Stack", "true", false)))
            .build();

    assertThat(LogText.of(Samples.event(IncidentEvent.Kind.OPENED, diagnosis).build()))
        .startsWith(
            """
            tlswhy[revocation.blocked] Blocked. (proved, incident 7f3a12c09e)
              Fix             Allow TCP from here to crl.example port 80.
                                java.net.preferIPv4Stack=true
                              No restart is needed.
            """);
  }

  @Test
  void aRestartIsSaidOnce() {
    Diagnosis diagnosis =
        Diagnosis.builder(Cause.TRUSTSTORE_CHANGED, Confidence.PROVED, "Changed.")
            .fix("Restart this JVM.")
            .fixes(List.of(Fix.of(Fix.Kind.TRUSTSTORE, "restart", "", true)))
            .build();

    assertThat(LogText.of(Samples.event(IncidentEvent.Kind.OPENED, diagnosis).build()))
        .contains("Restart this JVM.\n")
        .doesNotContain("must be restarted");
  }

  @Test
  void hostileNamesMakeNoLineOfTheirOwnAndNoMarker() {
    String text = LogText.of(Samples.event(IncidentEvent.Kind.OPENED, Samples.hostile()).build());

    assertThat(text).hasSizeLessThan(15_000).containsOnlyOnce("tlswhy[").doesNotContain("${");
    assertThat(text.lines()).noneMatch(line -> line.startsWith("ERROR"));
    assertThat(text.chars().filter(c -> c < ' ' && c != '\n' || c == '\u202e')).isEmpty();
    assertThat(text)
        .startsWith(
            "tlswhy[chain.expired] The certificate CN=\\u001b[2J\\u000d\\u000aERROR"
                + " tlswhy\\[unknown] all is well\\u202e$\\{jndi:ldap://evil.example/a}<script>xxx")
        .contains("xxx expired on 2026-01-01. (proved, incident 7f3a12c09e)\n");
  }
}
