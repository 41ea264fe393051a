package io.tlswhy.diagnosis.revocation;

import static io.tlswhy.diagnosis.revocation.Story.CRL_URL;
import static io.tlswhy.diagnosis.revocation.Story.jvmStage;
import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Diagnostician;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import io.tlswhy.evidence.Stage.Kind;
import io.tlswhy.evidence.Stage.Result;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What names, addresses and this JVM's settings for them have to do with it. */
class NetworkSentencesTest {
  private static final String CANNOT =
      "The CRL http://crl.example.com/ca.crl of CN=partner.test cannot be fetched: ";
  private static final String SO = ", so Java cannot tell whether that certificate is revoked.";

  private final Story story = Story.withCrl();

  private static JvmFacts jvm(Map<String, String> system, Map<String, String> security) {
    return JvmFacts.of(17, "17.0.1", "Test", "host", 1, system, security, Map.of());
  }

  private Diagnosis after(Throwable error, Duration took, JvmFacts jvm, EndpointTrial trial) {
    story.failed(LookupKind.CRL, CRL_URL, error, took);
    return new Diagnostician(jvm).withTrials(story.failure(), List.of(trial));
  }

  private static Stage other(Kind kind, String address, Result result, String detail) {
    return Stage.of(kind, false, "direct", address, result, Duration.ofMillis(2), detail);
  }

  private EndpointTrial onlyTheJvmDoesNotKnowIt() {
    return story
        .trial(
            LookupKind.CRL,
            CRL_URL,
            jvmStage(Kind.DNS, "", Result.NXDOMAIN, 4, "crl.example.com: not known"),
            other(Kind.DNS, "192.0.2.53", Result.OK, "A: 203.0.113.7"),
            other(Kind.DNS, "192.0.2.53", Result.NODATA, "AAAA: NOERROR without an address"))
        .build();
  }

  private String unknown(Map<String, String> security) {
    return after(
            new UnknownHostException(),
            Duration.ZERO,
            jvm(Map.of(), security),
            onlyTheJvmDoesNotKnowIt())
        .summary();
  }

  @Test
  void aFailureThatOnlyTheJvmRemembers() {
    String though =
        CANNOT
            + "this JVM does not find the name crl.example.com, though the name server 192.0.2.53"
            + " knows it (A: 203.0.113.7); ";
    String name = "networkaddress.cache.negative.ttl";
    assertThat(unknown(Map.of()))
        .isEqualTo(
            though
                + "Java repeats a failure for 10 s (networkaddress.cache.negative.ttl) before it"
                + " asks again"
                + SO);
    assertThat(unknown(Map.of(name, "-1")))
        .isEqualTo(
            though
                + "Java repeats a failure for ever (networkaddress.cache.negative.ttl) before it"
                + " asks again"
                + SO);
    assertThat(unknown(Map.of(name, "0")))
        .isEqualTo(
            though
                + "Java keeps no failures (networkaddress.cache.negative.ttl=0), so that another"
                + " source than these servers decides here, as the hosts file"
                + SO);
  }

  private String unresolved(Result result, String detail) {
    return new NetworkSentences(Story.jvm())
        .nameFailed(
            Pointer.of(LookupKind.CRL, URI.create(CRL_URL)),
            jvmStage(Kind.DNS, "", result, 4, detail),
            story.trial(LookupKind.CRL, CRL_URL).build());
  }

  @Test
  void whatTheNameServerSays() {
    assertThat(unresolved(Result.NXDOMAIN, "192.0.2.53: NXDOMAIN"))
        .isEqualTo(
            "the name crl.example.com does not resolve on this host (there is no such name:"
                + " 192.0.2.53: NXDOMAIN)");
    assertThat(unresolved(Result.NODATA, ""))
        .isEqualTo(
            "the name crl.example.com does not resolve on this host (the name has no address)");
    assertThat(unresolved(Result.SERVFAIL, ""))
        .isEqualTo(
            "the name crl.example.com does not resolve on this host (the name server failed)");
    assertThat(unresolved(Result.REFUSED, ""))
        .isEqualTo(
            "the name crl.example.com does not resolve on this host (the name server declined)");
    assertThat(unresolved(Result.SINKHOLE, "192.0.2.53: 0.0.0.0"))
        .isEqualTo(
            "the name crl.example.com does not resolve on this host (the name server gave an address"
                + " that stands for a block: 192.0.2.53: 0.0.0.0)");
    assertThat(unresolved(Result.TIMEOUT, ""))
        .isEqualTo(
            "the name crl.example.com does not resolve on this host (no name server answered)");
  }

  @Test
  void severalNameServersThatKnowIt() {
    EndpointTrial trial =
        story
            .trial(
                LookupKind.CRL,
                CRL_URL,
                other(Kind.DNS, "192.0.2.53", Result.OK, "A: 203.0.113.7"),
                other(Kind.DNS, "2001:db8::53", Result.OK, "A: 203.0.113.7"))
            .build();

    assertThat(
            new NetworkSentences(Story.jvm())
                .nameFailed(
                    Pointer.of(LookupKind.CRL, URI.create(CRL_URL)),
                    jvmStage(Kind.DNS, "", Result.NXDOMAIN, 4),
                    trial))
        .isEqualTo(
            "this JVM does not find the name crl.example.com, though the name server 192.0.2.53"
                + " knows it (A: 203.0.113.7) and the name server 2001:db8::53 knows it (A:"
                + " 203.0.113.7); Java repeats a failure for 10 s (networkaddress.cache.negative.ttl)"
                + " before it asks again");
  }

  @Test
  void anAddressThatOnlyTheJvmRemembers() {
    Diagnosis diagnosis =
        after(
            new ConnectException(),
            Duration.ZERO,
            jvm(Map.of(), Map.of("networkaddress.cache.ttl", "-1")),
            story
                .trial(
                    LookupKind.CRL,
                    CRL_URL,
                    jvmStage(Kind.DNS, "", Result.OK, 4, "203.0.113.7, 203.0.113.8"),
                    jvmStage(Kind.CONNECT, "203.0.113.7", Result.REFUSED, 1),
                    other(Kind.CONNECT, "203.0.113.8", Result.REFUSED, ""),
                    other(Kind.CONNECT, "203.0.113.9", Result.OK, ""))
                .workingWay("direct at 203.0.113.9")
                .build());

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_BLOCKED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            CANNOT
                + "crl.example.com port 80 cannot be reached on the address that Java tries, its"
                + " first (203.0.113.7: refused; 203.0.113.8: refused; 203.0.113.9: connected): the"
                + " name servers give 203.0.113.9, which this JVM does not have; it keeps addresses"
                + " for ever (networkaddress.cache.ttl)"
                + SO);
  }

  @Test
  void ipv6ThatIsDead() {
    Diagnosis diagnosis =
        after(
            new ConnectException(),
            Duration.ZERO,
            jvm(Map.of("java.net.preferIPv6Addresses", "true"), Map.of()),
            story
                .trial(
                    LookupKind.CRL,
                    CRL_URL,
                    jvmStage(Kind.DNS, "", Result.OK, 4, "2001:db8:0:0:0:0:0:7, 203.0.113.7"),
                    jvmStage(
                        Kind.CONNECT,
                        "2001:db8:0:0:0:0:0:7",
                        Result.UNREACHABLE,
                        1,
                        "port 80: Network is unreachable"),
                    other(Kind.CONNECT, "203.0.113.7", Result.OK, "port 80"))
                .workingWay("direct at 203.0.113.7")
                .build());

    assertThat(diagnosis.summary())
        .isEqualTo(
            CANNOT
                + "crl.example.com port 80 cannot be reached on the address that Java tries, its"
                + " first (2001:db8:0:0:0:0:0:7: there is no route, or a firewall forbids it, for the"
                + " system says \"Network is unreachable\"; 203.0.113.7: connected): IPv6 does not work from here and IPv4"
                + " does, and Java takes IPv6 first since java.net.preferIPv6Addresses=true"
                + SO);
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Start this JVM with -Djava.net.preferIPv6Addresses=false (restart needed), so that it"
                + " takes IPv4; or mend IPv6: allow TCP from this host to crl.example.com port 80"
                + " (2001:db8:0:0:0:0:0:7). (203.0.113.7 can be reached.)");
    assertThat(diagnosis.fixes())
        .contains(Fix.of(Fix.Kind.PROPERTY, "java.net.preferIPv6Addresses", "false", true));
  }

  @Test
  void aTrialThatWasMadeForAnotherFailureSaysWhen() {
    EndpointTrial.Builder refused =
        story.trial(
            LookupKind.CRL, CRL_URL, jvmStage(Kind.CONNECT, "203.0.113.7", Result.REFUSED, 1));
    String refusedNow =
        CANNOT + "crl.example.com port 80 cannot be reached from this host (203.0.113.7: refused)";
    JvmFacts jvm = Story.jvm();

    assertThat(
            after(
                    new ConnectException(),
                    Duration.ZERO,
                    jvm,
                    refused.at(NOW.minusSeconds(50)).build())
                .summary())
        .isEqualTo(refusedNow + SO);
    assertThat(
            after(
                    new ConnectException(),
                    Duration.ZERO,
                    jvm,
                    refused.at(NOW.minusSeconds(500)).build())
                .summary())
        .isEqualTo(refusedNow + " (tested 8 minutes ago)" + SO);
  }

  @Test
  void aRefusalThatTakesMinutesIsATimeOut() {
    story.failed(LookupKind.CRL, CRL_URL, new ConnectException(), Duration.ofSeconds(127));

    assertThat(new Diagnostician(Story.jvm()).atOnce(story.failure(), () -> true).summary())
        .isEqualTo(
            CANNOT + "crl.example.com port 80 did not accept a connection within 2 minutes" + SO);
  }

  @Test
  void howToSeeWhereTheWayEnds() {
    JvmFacts jvm = Story.jvm();
    EndpointTrial silent =
        story
            .trial(
                LookupKind.CRL,
                CRL_URL,
                jvmStage(Kind.CONNECT, "203.0.113.7", Result.TIMEOUT, 5000))
            .build();

    assertThat(after(new ConnectException(), Duration.ZERO, jvm, silent).evidence())
        .contains(
            "Where the way to 203.0.113.7 ends is not Java's to see: traceroute -T -n -p 80"
                + " 203.0.113.7 (as root) or tracepath -n 203.0.113.7 tells.");
  }
}
