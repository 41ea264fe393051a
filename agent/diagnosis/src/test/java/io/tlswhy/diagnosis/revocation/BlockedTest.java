package io.tlswhy.diagnosis.revocation;

import static io.tlswhy.diagnosis.revocation.Story.CRL_URL;
import static io.tlswhy.diagnosis.revocation.Story.jvmStage;
import static io.tlswhy.diagnosis.revocation.Story.otherWay;
import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Counterfactual;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Diagnostician;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.LastGoodChain;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;

class BlockedTest {
  private static final String PROXY = "proxy.corp:3128";

  private final Story story = Story.withCrl();
  private final Diagnostician diagnostician = new Diagnostician(Story.jvm());

  private static SocketTimeoutException connectTimeout() {
    SocketTimeoutException error = new SocketTimeoutException();
    error.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("sun.nio.ch.NioSocketImpl", "timedFinishConnect", "", 1),
          new StackTraceElement("java.net.Socket", "connect", "", 1)
        });
    return error;
  }

  private EndpointTrial deadOnBoth() {
    return story
        .trial(
            LookupKind.CRL,
            CRL_URL,
            jvmStage(Stage.Kind.DNS, "", Stage.Result.OK, 2),
            jvmStage(Stage.Kind.CONNECT, "203.0.113.7", Stage.Result.TIMEOUT, 5000),
            otherWay(Stage.Kind.CONNECT, "direct", "203.0.113.8", Stage.Result.REFUSED, 1))
        .build();
  }

  private Diagnosis atOnce(HandshakeFailure failure) {
    return diagnostician.atOnce(failure, () -> true);
  }

  @Test
  void connectTimeOutIsBlocked() {
    story.failed(LookupKind.CRL, CRL_URL, connectTimeout(), Duration.ofSeconds(15));

    Diagnosis diagnosis = atOnce(story.failure());

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_BLOCKED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.interim()).isTrue();
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The CRL http://crl.example.com/ca.crl of CN=partner.test cannot be fetched:"
                + " crl.example.com port 80 did not accept a connection within 15 s, so Java cannot"
                + " tell whether that certificate is revoked.");
    assertThat(diagnosis.fix()).isEqualTo("Allow TCP from this host to crl.example.com port 80.");
    assertThat(diagnosis.subject()).isEqualTo("crl.example.com:80");
    assertThat(diagnosis.command())
        .isEqualTo(
            "curl -sS -m 20 --noproxy '*' -o /dev/null -w '%{http_code} %{content_type}"
                + " %{remote_ip} %{time_total}s\\n' 'http://crl.example.com/ca.crl'");
    assertThat(diagnosis.ruledOut())
        .containsExactly(
            "The chain itself is in order: CN=partner.test <- CN=Issuing CA <- CN=Root is intact, in"
                + " date and trusted here (validated again with revocation left out).");
    assertThat(diagnosis.evidence())
        .containsExactly(
            "Java's own look-up, CRL http://crl.example.com/ca.crl for CN=partner.test: failed after"
                + " 15 s with java.net.SocketTimeoutException, thread worker-1.");
  }

  @Test
  void withoutTimeForThePathTheLookUpStillTells() {
    story.failed(LookupKind.CRL, CRL_URL, connectTimeout(), Duration.ofSeconds(15));

    Diagnosis diagnosis = diagnostician.atOnce(story.failure(), () -> false);

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_BLOCKED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.interim()).isTrue();
    assertThat(diagnosis.summary()).isEqualTo(atOnce(story.failure()).summary());
    assertThat(diagnosis.ruledOut()).isEmpty();
  }

  @Test
  void aRejectionIsNeverTakenForTheConnectionsOwnTimeOut() {
    story.rejection(new CertificateException(connectTimeout()));

    Diagnosis diagnosis = diagnostician.atOnce(story.failure(), () -> false);

    assertThat(diagnosis.cause()).isEqualTo(Cause.UNKNOWN);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "This JVM refused the certificate of partner.test port 443; why is being found out, and"
                + " follows in the log.");
  }

  @Test
  void anAddressThatIsDeadForProbesTooIsProved() {
    story.failed(LookupKind.CRL, CRL_URL, connectTimeout(), Duration.ofSeconds(15));

    Diagnosis diagnosis = diagnostician.withTrials(story.failure(), List.of(deadOnBoth()));

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_BLOCKED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.interim()).isFalse();
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The CRL http://crl.example.com/ca.crl of CN=partner.test cannot be fetched:"
                + " crl.example.com port 80 cannot be reached from this host (203.0.113.7: no answer"
                + " within 5 s; 203.0.113.8: refused), so Java cannot tell whether that certificate"
                + " is revoked.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Allow TCP from this host to crl.example.com port 80 (203.0.113.7, 203.0.113.8).");
    assertThat(diagnosis.fixes())
        .containsExactly(Fix.of(Fix.Kind.EGRESS, "allow", "crl.example.com:80", false));
    assertThat(diagnosis.counterfactuals())
        .containsExactly(Counterfactual.of("revocation checking left out", true));
  }

  @Test
  void onlyTheFirstAddressIsDead() {
    story.failed(LookupKind.CRL, CRL_URL, connectTimeout(), Duration.ofSeconds(15));
    EndpointTrial trial =
        story
            .trial(
                LookupKind.CRL,
                CRL_URL,
                jvmStage(Stage.Kind.CONNECT, "203.0.113.7", Stage.Result.TIMEOUT, 5000),
                otherWay(Stage.Kind.CONNECT, "direct", "203.0.113.8", Stage.Result.OK, 1),
                otherWay(Stage.Kind.HTTP, "direct", "203.0.113.8", Stage.Result.OK, 9))
            .answer(Der.of(story.ca.crl().encode()))
            .workingWay("direct at 203.0.113.8")
            .build();

    Diagnosis diagnosis = diagnostician.withTrials(story.failure(), List.of(trial));

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_BLOCKED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The CRL http://crl.example.com/ca.crl of CN=partner.test cannot be fetched:"
                + " crl.example.com port 80 cannot be reached on the address that Java tries, its"
                + " first (203.0.113.7: no answer within 5 s; 203.0.113.8: connected), so Java"
                + " cannot tell whether that certificate is revoked.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Allow TCP from this host to crl.example.com port 80 (203.0.113.7). (203.0.113.8 can be"
                + " reached.)");
    assertThat(diagnosis.counterfactuals())
        .contains(
            Counterfactual.of(
                "the CRL fetched from http://crl.example.com/ca.crl direct at 203.0.113.8", true));
  }

  @Test
  void wildcardOfAKnownAuthorityIsInTheRule() {
    String url = "http://ye1.c.lencr.org/17.crl";
    Story lencr = Story.withCrl(url);
    lencr.failed(LookupKind.CRL, url, connectTimeout(), Duration.ofSeconds(15));

    Diagnosis diagnosis = atOnce(lencr.failure());

    assertThat(diagnosis.fix())
        .isEqualTo(
            "Allow TCP from this host to ye1.c.lencr.org port 80; Let's Encrypt changes these hosts,"
                + " so better allow *.c.lencr.org port 80.");
    assertThat(diagnosis.fixes())
        .containsExactly(
            Fix.of(Fix.Kind.EGRESS, "allow", "ye1.c.lencr.org:80", false),
            Fix.of(Fix.Kind.EGRESS, "allow", "*.c.lencr.org:80", false));
  }

  @Test
  void wildcardIsForThePortThatTheCertificateNames() {
    String url = "http://ye1.c.lencr.org:8080/17.crl";
    Story lencr = Story.withCrl(url);
    lencr.failed(LookupKind.CRL, url, connectTimeout(), Duration.ofSeconds(15));

    assertThat(atOnce(lencr.failure()).fix()).endsWith("so better allow *.c.lencr.org port 8080.");
  }

  @Test
  void rememberedFailureIsTheSameCause() {
    story.lookup(
        Story.lookupOf(LookupKind.CRL, CRL_URL, story.leaf)
            .outcome(Lookup.Outcome.REMEMBERED_FAILURE)
            .error(connectTimeout())
            .firstFailure(Instant.parse("2026-11-20T11:59:48Z"))
            .build());

    Diagnosis diagnosis = atOnce(story.failure());

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_BLOCKED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The CRL http://crl.example.com/ca.crl of CN=partner.test cannot be fetched:"
                + " crl.example.com port 80 did not accept a connection in time, so Java cannot tell"
                + " whether that certificate is revoked. (Java did not ask again: for 30 s it repeats"
                + " an earlier failure, here that of 2026-11-20T11:59:48Z.)");
    assertThat(diagnostician.withTrials(story.failure(), List.of(deadOnBoth())).confidence())
        .isEqualTo(Confidence.PROVED);
  }

  @Test
  void aProxyThatIsKnownIsAnAlternativeAtOnce() {
    story.failed(LookupKind.CRL, CRL_URL, new ConnectException(), Duration.ofMillis(2));
    Diagnostician behindProxy =
        new Diagnostician(
            Story.jvm(17, Map.of("https.proxyHost", "proxy.corp", "https.proxyPort", "3128")));

    Diagnosis diagnosis = behindProxy.atOnce(story.failure(), () -> true);

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_BLOCKED);
    assertThat(diagnosis.alternatives())
        .containsExactly(
            Alternative.of(
                Cause.REVOCATION_PROXY_REQUIRED,
                Confidence.POSSIBLE,
                "The proxy proxy.corp:3128 is known here, and this JVM does not use it for this.",
                "whether crl.example.com port 80 can be reached through it"));
  }

  private EndpointTrial worksThroughProxy(byte[] crl) {
    return story
        .trial(
            LookupKind.CRL,
            CRL_URL,
            jvmStage(Stage.Kind.CONNECT, "203.0.113.7", Stage.Result.TIMEOUT, 5000),
            otherWay(Stage.Kind.CONNECT, PROXY, "192.0.2.1", Stage.Result.OK, 1),
            otherWay(Stage.Kind.HTTP, PROXY, "192.0.2.1", Stage.Result.OK, 40))
        .answer(Der.of(crl))
        .workingWay(PROXY)
        .build();
  }

  @Test
  void aProxyThatReachesItIsRequired() {
    story.failed(LookupKind.CRL, CRL_URL, connectTimeout(), Duration.ofSeconds(15));

    Diagnosis diagnosis =
        diagnostician.withTrials(
            story.failure(), List.of(worksThroughProxy(story.ca.crl().encode())));

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_PROXY_REQUIRED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The CRL http://crl.example.com/ca.crl of CN=partner.test cannot be fetched:"
                + " crl.example.com port 80 cannot be reached from this host (203.0.113.7: no answer"
                + " within 5 s), but it answers through the proxy proxy.corp:3128, which this JVM does not use"
                + " for it, so Java cannot tell whether that certificate is revoked.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Start this JVM with -Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=3128 (restart needed),"
                + " with the hosts that must stay direct in -Dhttp.nonProxyHosts; or allow TCP from"
                + " this host to crl.example.com port 80.");
    assertThat(diagnosis.fixes())
        .containsExactly(
            Fix.of(Fix.Kind.PROPERTY, "http.proxyHost", "proxy.corp", true),
            Fix.of(Fix.Kind.PROPERTY, "http.proxyPort", "3128", true));
    assertThat(diagnosis.ruledOut())
        .contains(
            "With the CRL fetched from http://crl.example.com/ca.crl through proxy.corp:3128 this"
                + " chain validates, and no certificate in it is revoked.");
    assertThat(diagnosis.counterfactuals())
        .contains(
            Counterfactual.of(
                "the CRL fetched from http://crl.example.com/ca.crl through proxy.corp:3128",
                true));
  }

  @Test
  void aBlockedCrlThatHidesARevokedCertificateIsRevoked() {
    story.failed(LookupKind.CRL, CRL_URL, connectTimeout(), Duration.ofSeconds(15));
    byte[] crl =
        story
            .ca
            .crl()
            .revoke(story.leaf, NOW.minus(Duration.ofDays(1)), CRLReason.keyCompromise)
            .encode();

    Diagnosis diagnosis =
        diagnostician.withTrials(story.failure(), List.of(worksThroughProxy(crl)));

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_REVOKED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The certificate CN=partner.test (serial number "
                + story.leaf.getSerialNumber().toString(16)
                + ") issued by CN=Issuing CA was revoked at 2026-11-19T12:00:00Z (reason"
                + " keyCompromise), as the CRL http://crl.example.com/ca.crl says.");
    assertThat(diagnosis.fix())
        .isEqualTo("The operator of partner.test must install a new certificate with a new key.");
    assertThat(diagnosis.contributing()).containsExactly(Cause.REVOCATION_PROXY_REQUIRED);
    assertThat(diagnosis.counterfactuals())
        .containsExactly(
            Counterfactual.of("revocation checking left out", true),
            Counterfactual.of(
                "the fetched answers, which say that a certificate is revoked", false));
  }

  @Test
  void whatIsNewSinceTheLastGoodHandshakeIsTold() {
    story.failed(LookupKind.CRL, CRL_URL, connectTimeout(), Duration.ofSeconds(15));
    HandshakeFailure failure =
        story
            .failure(HandshakeFailure.Point.LOCAL)
            .lastGood(
                LastGoodChain.of(
                    Instant.parse("2026-11-20T11:00:00Z"),
                    "198.51.100.6",
                    "CN=partner.test",
                    "CN=Old CA",
                    "77",
                    NOW,
                    List.of("http://old-crl.example.com/a.crl"),
                    2))
            .build();

    assertThat(atOnce(failure).evidence())
        .contains(
            "Different from the last good handshake with this peer at 2026-11-20T11:00:00Z: the"
                + " certificate was then issued by CN=Old CA, now by CN=Issuing CA.",
            "New since that handshake at 2026-11-20T11:00:00Z: the revocation host crl.example.com"
                + " (before: old-crl.example.com).");
  }

  @Test
  void everyPointerThatTheSettingsNeedIsAsked() {
    Story full = Story.withEverything();

    List<EndpointQuestion> questions = diagnostician.questions(full.failure());

    assertThat(questions)
        .extracting(q -> q.url().toString())
        .containsExactly(Story.CA_CRL_URL, Story.OCSP_URL, CRL_URL);
    assertThat(questions).allMatch(EndpointQuestion::anchored);
    assertThat(questions.get(1).issuer()).contains(full.ca.certificate());
  }
}
