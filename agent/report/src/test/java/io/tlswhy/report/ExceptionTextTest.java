package io.tlswhy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.incident.IncidentEvent;
import io.tlswhy.report.ExceptionText.Detail;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExceptionTextTest {
  private final ExceptionText text = new ExceptionText(Detail.ON);

  @Test
  void saysTheCauseTheFixAndHowSureInOneLine() {
    Diagnosis diagnosis =
        Diagnosis.builder(
                Cause.REVOCATION_BLOCKED,
                Confidence.PROVED,
                "The revocation list at crl.example port 80 does not answer on 203.0.113.9.")
            .fix("Allow TCP from this host to crl.example port 80.")
            .build();

    assertThat(text.apply(Samples.event(IncidentEvent.Kind.OPENED, diagnosis).build()))
        .isEqualTo(
            "tlswhy[revocation.blocked] The revocation list at crl.example port 80 does not answer"
                + " on 203.0.113.9. Fix: Allow TCP from this host to crl.example port 80. (proved,"
                + " incident 7f3a12c09e)");
  }

  @Test
  void leavesOutTheFixWhereThereIsNoneAndTheIncidentWhereItIsNone() {
    Diagnosis diagnosis =
        Diagnosis.builder(Cause.UNKNOWN, Confidence.POSSIBLE, "The handshake failed.").build();

    assertThat(
            text.apply(
                IncidentEvent.builder(
                        IncidentEvent.Kind.OPENED,
                        "",
                        diagnosis,
                        Samples.failure(),
                        Samples.jvm(Map.of()))
                    .build()))
        .isEqualTo("tlswhy[unknown] The handshake failed. (possible)");
  }

  @Test
  void internalAddressesAndProxiesAreLeftOutAsTheJdkLeavesThemOut() {
    assertThat(text.apply(Samples.opened()))
        .isEqualTo(
            "tlswhy[revocation.proxy-required] The revocation list at crl.partner-ca.example port 80"
                + " is reached only through the proxy [proxy], which this JVM does not use for"
                + " http: directly, [internal address] and 203.0.113.9 do not answer. Fix: Start"
                + " this JVM with -Dhttp.proxyHost=[proxy] -Dhttp.proxyPort=3128, or have"
                + " crl.partner-ca.example port 80 opened in the firewall. (proved, incident"
                + " 7f3a12c09e)");
  }

  @Test
  void internalAddressesStandThereWhereTheJdkWouldShowThem() {
    assertThat(
            text.apply(
                IncidentEvent.builder(
                        IncidentEvent.Kind.OPENED,
                        "7f3a12c09e",
                        Samples.proxyRequired(),
                        Samples.failure(),
                        Samples.jvm(Map.of("jdk.includeInExceptions", "jar, hostInfo")))
                    .build()))
        .contains("through the proxy proxy.corp:3128, which")
        .contains("-Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=3128")
        .contains("10.20.0.9 and");
  }

  @Test
  void proxyThatIsCalledLikeAWordIsLeftOutOnlyWhereItIsAHost() {
    Diagnosis diagnosis =
        Diagnosis.builder(
                Cause.REVOCATION_PROXY, Confidence.PROVED, "The proxy proxy:3128 answers 403.")
            .fix("Allow it on the proxy, or set -Dhttp.proxyHost=proxy aside.")
            .fixes(List.of(Fix.of(Fix.Kind.PROPERTY, "http.proxyHost", "proxy", true)))
            .build();

    assertThat(text.apply(Samples.event(IncidentEvent.Kind.OPENED, diagnosis).build()))
        .isEqualTo(
            "tlswhy[revocation.proxy] The proxy [proxy] answers 403. Fix: Allow it on the proxy, or"
                + " set -Dhttp.proxyHost=[proxy] aside. (proved, incident 7f3a12c09e)");
  }

  @Test
  void everyKindOfInternalAddressIsLeftOutAndNothingElse() {
    String addresses =
        "10.0.0.1 10.0.0.1:80 172.16.0.1 172.31.255.1 172.32.0.1 192.168.1.1 169.254.169.254"
            + " 100.64.0.1 100.128.0.1 127.0.0.1 110.0.0.1 fd00::1 [fd00::1]:80 fe80::1"
            + " 2001:db8::1 1.10.0.0.1";
    Diagnosis diagnosis =
        Diagnosis.builder(Cause.REVOCATION_BLOCKED, Confidence.LIKELY, addresses).build();

    assertThat(text.apply(Samples.event(IncidentEvent.Kind.OPENED, diagnosis).build()))
        .isEqualTo(
            "tlswhy[revocation.blocked] "
                + "[internal address] ".repeat(4)
                + "172.32.0.1 "
                + "[internal address] ".repeat(3)
                + "100.128.0.1 127.0.0.1 110.0.0.1 "
                + "[internal address] ".repeat(3)
                + "2001:db8::1 1.10.0.0.1 (likely, incident 7f3a12c09e)");
  }

  @Test
  void hostileNameOfTenThousandCharactersStaysWithinBoundsAndOnOneLine() {
    String line = text.apply(Samples.event(IncidentEvent.Kind.OPENED, Samples.hostile()).build());

    assertThat(line)
        .hasSizeLessThanOrEqualTo(700)
        .startsWith(
            "tlswhy[chain.expired] The certificate CN=\\u001b[2J\\u000d\\u000aERROR tlswhy\\[")
        .contains("xxx expired on 2026-01-01. Fix: Ask the operator of CN=\\u001b[2J")
        .endsWith("xxx to renew it. (proved, incident 7f3a12c09e)")
        .containsOnlyOnce("tlswhy[");
    assertThat(line.chars()).allMatch(c -> c >= ' ' && c != '\u202e');
  }

  @Test
  void optionCodeShowsTheCodeAndTheIncidentOnly() {
    assertThat(new ExceptionText(Detail.of("code")).apply(Samples.opened()))
        .isEqualTo("tlswhy[revocation.proxy-required] (incident 7f3a12c09e)");
  }

  @Test
  void optionOffSaysNothing() {
    assertThat(new ExceptionText(Detail.of("off")).apply(Samples.opened())).isEmpty();
  }
}
