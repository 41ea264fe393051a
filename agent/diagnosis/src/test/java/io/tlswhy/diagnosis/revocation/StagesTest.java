package io.tlswhy.diagnosis.revocation;

import static io.tlswhy.diagnosis.revocation.Story.CRL_URL;
import static io.tlswhy.diagnosis.revocation.Story.OCSP_URL;
import static io.tlswhy.diagnosis.revocation.Story.jvmStage;
import static io.tlswhy.diagnosis.revocation.Story.otherWay;
import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Alternative;
import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Diagnostician;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.diagnosis.testpki.Authority;
import io.tlswhy.diagnosis.testpki.CertificateSpec;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import io.tlswhy.evidence.Stage.Kind;
import io.tlswhy.evidence.Stage.Result;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CRLException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which cause each stage of the JVM's own way leads to. */
class StagesTest {
  private static final String PROXY = "proxy.corp:3128";
  private static final String CRL_OF_LEAF =
      "The CRL http://crl.example.com/ca.crl of CN=partner.test cannot be fetched: ";
  private static final String ANSWER_FOR_LEAF =
      "The answer of the CRL http://crl.example.com/ca.crl for CN=partner.test is of no use: ";
  private static final String SO = ", so Java cannot tell whether that certificate is revoked.";

  private final Story story = Story.withCrl();
  private final Diagnostician diagnostician = new Diagnostician(Story.jvm());

  private static SocketTimeoutException readTimeout() {
    SocketTimeoutException error = new SocketTimeoutException();
    error.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("java.net.SocketInputStream", "socketRead0", "", 1),
          new StackTraceElement("java.net.SocketInputStream", "read", "", 1)
        });
    return error;
  }

  private Diagnosis after(Throwable error, Duration took, Stage... stages) {
    return after(error, took, story.trial(LookupKind.CRL, CRL_URL, stages).build());
  }

  private Diagnosis after(Throwable error, Duration took, EndpointTrial trial) {
    story.failed(LookupKind.CRL, CRL_URL, error, took);
    return diagnostician.withTrials(story.failure(), List.of(trial));
  }

  private static void assertDiagnosis(
      Diagnosis diagnosis, Cause cause, Confidence confidence, String summary, String fix) {
    assertThat(diagnosis.summary()).isEqualTo(summary);
    assertThat(diagnosis.fix()).isEqualTo(fix);
    assertThat(diagnosis.cause()).isEqualTo(cause);
    assertThat(diagnosis.confidence()).isEqualTo(confidence);
  }

  private static Stage through(Kind kind, Result result, long millis, String detail) {
    return Stage.of(kind, true, PROXY, "192.0.2.1", result, Duration.ofMillis(millis), detail);
  }

  private static Stage connected() {
    return jvmStage(Kind.CONNECT, "203.0.113.7", Result.OK, 3);
  }

  @Test
  void trialThatRunsOutOfTimeDoesNotMakeAnAnswerOfTheJvmsASilence() {
    for (Stage late :
        List.of(
            jvmStage(Kind.CONNECT, "203.0.113.7", Result.TIMEOUT, 6026),
            jvmStage(Kind.HTTP, "203.0.113.7", Result.TIMEOUT, 1453))) {
      assertDiagnosis(
          after(new FileNotFoundException(CRL_URL), Duration.ofMillis(1086), late),
          Cause.REVOCATION_RESPONDER_ERROR,
          Confidence.LIKELY,
          ANSWER_FOR_LEAF
              + "crl.example.com port 80 answered that there is nothing there (HTTP 404 or 410)"
              + SO,
          "Report it to the operator of CN=Issuing CA, who runs crl.example.com port 80; if the error"
              + " is temporary, the next attempt passes.");
    }
  }

  @Test
  void nameThatDoesNotResolve() {
    assertDiagnosis(
        after(
            new UnknownHostException(),
            Duration.ofMillis(9),
            jvmStage(Kind.DNS, "", Result.NXDOMAIN, 4, "192.0.2.53: NXDOMAIN")),
        Cause.REVOCATION_DNS,
        Confidence.PROVED,
        CRL_OF_LEAF
            + "the name crl.example.com does not resolve on this host (there is no such name:"
            + " 192.0.2.53: NXDOMAIN)"
            + SO,
        "Make the name crl.example.com resolvable for this host, or correct its name server.");
  }

  @Test
  void nameThatOnlyAProxyResolves() {
    Diagnosis diagnosis =
        after(
            new UnknownHostException(),
            Duration.ofMillis(9),
            story
                .trial(
                    LookupKind.CRL,
                    CRL_URL,
                    jvmStage(Kind.DNS, "", Result.SERVFAIL, 4),
                    otherWay(Kind.HTTP, PROXY, "192.0.2.1", Result.OK, 9))
                .workingWay(PROXY)
                .answer(Der.of(story.ca.crl().encode()))
                .build());

    assertDiagnosis(
        diagnosis,
        Cause.REVOCATION_DNS,
        Confidence.PROVED,
        CRL_OF_LEAF
            + "the name crl.example.com does not resolve on this host (the name server failed)"
            + SO,
        "Make the name crl.example.com resolvable for this host, or correct its name server; or go"
            + " through the proxy proxy.corp:3128, which resolves it.");
  }

  @Test
  void proxyThatIsDead() {
    Diagnosis diagnosis =
        after(
            readTimeout(),
            Duration.ofSeconds(15),
            through(Kind.PROXY, Result.REFUSED, 1, "named by http.proxyHost"));

    assertDiagnosis(
        diagnosis,
        Cause.REVOCATION_PROXY,
        Confidence.LIKELY,
        CRL_OF_LEAF
            + "the proxy proxy.corp:3128, through which this JVM goes, cannot be reached (refused)"
            + SO,
        "Make sure that the proxy proxy.corp:3128 is up and takes connections from this host,"
            + " and that it lets crl.example.com port 80 through.");
    assertThat(diagnosis.fixes())
        .containsExactly(Fix.of(Fix.Kind.EGRESS, "allow", "proxy.corp:3128", false));
    assertThat(diagnosis.command()).contains("curl -sS -m 20 -x proxy.corp:3128 -o");
  }

  @Test
  void proxyThatDeniesWhereTheDirectWayWorks() {
    story.failed(LookupKind.CRL, CRL_URL, new IOException(), Duration.ofMillis(8));
    EndpointTrial trial =
        story
            .trial(
                LookupKind.CRL,
                CRL_URL,
                through(Kind.PROXY, Result.PROXY_DENIED, 8, "HTTP/1.1 403 Forbidden"),
                otherWay(Kind.HTTP, "direct", "203.0.113.7", Result.OK, 8))
            .workingWay("direct")
            .answer(Der.of(story.ca.crl().encode()))
            .build();
    Diagnostician behindProxy =
        new Diagnostician(
            Story.jvm(17, Map.of("http.proxyHost", "proxy.corp", "http.proxyPort", "3128")));

    Diagnosis diagnosis = behindProxy.withTrials(story.failure(), List.of(trial));

    assertThat(diagnosis.fixes())
        .containsExactly(
            Fix.of(Fix.Kind.PROXY, "allow", "crl.example.com:80", false),
            Fix.of(
                Fix.Kind.PROPERTY,
                "http.nonProxyHosts",
                "localhost|127.*|[::1]|0.0.0.0|[::0]|crl.example.com",
                true));
    assertDiagnosis(
        diagnosis,
        Cause.REVOCATION_PROXY,
        Confidence.PROVED,
        CRL_OF_LEAF
            + "the proxy proxy.corp:3128, through which this JVM goes, refuses crl.example.com port"
            + " 80 (HTTP/1.1 403 Forbidden)"
            + SO,
        "Have the operator of the proxy proxy.corp:3128 take crl.example.com port 80 out of the rule"
            + " or category that blocks it; or, since crl.example.com port 80 can be reached"
            + " directly, add crl.example.com to -Dhttp.nonProxyHosts (restart needed).");
  }

  @Test
  void proxyThatWantsAuthentication() {
    assertDiagnosis(
        after(
            new IOException(),
            Duration.ofMillis(8),
            through(Kind.PROXY, Result.PROXY_AUTHENTICATION, 8, "407, asks for Negotiate")),
        Cause.REVOCATION_PROXY,
        Confidence.LIKELY,
        CRL_OF_LEAF
            + "the proxy proxy.corp:3128, through which this JVM goes, wants authentication for"
            + " crl.example.com port 80 (407, asks for Negotiate)"
            + SO,
        "Have the operator of the proxy proxy.corp:3128 let crl.example.com port 80 through without"
            + " a log-in, or, if Java has a scheme that it asks for, have the application set a"
            + " java.net.Authenticator that logs in.");
  }

  private Diagnosis afterProxySaid(Result result, String detail) {
    return after(new IOException(), Duration.ofMillis(8), through(Kind.PROXY, result, 8, detail));
  }

  private static String thatProxy(String verb) {
    return CRL_OF_LEAF + "the proxy proxy.corp:3128, through which this JVM goes, " + verb + SO;
  }

  @Test
  void proxyThatDoesNotSayWhyItDoesNotGetThrough() {
    Diagnosis diagnosis = afterProxySaid(Result.PROXY_FAILED, "503 Service Unavailable");

    assertDiagnosis(
        diagnosis,
        Cause.REVOCATION_PROXY,
        Confidence.LIKELY,
        thatProxy(
            "does not get through to crl.example.com port 80 itself (503 Service Unavailable)"),
        "Allow TCP from the proxy proxy.corp:3128, not from this host, to crl.example.com port 80,"
            + " and make sure that the name resolves there.");
    assertThat(diagnosis.fixes())
        .containsExactly(Fix.of(Fix.Kind.PROXY, "reach", "crl.example.com:80", false));
  }

  @Test
  void proxyThatDoesNotResolveTheName() {
    Diagnosis diagnosis =
        afterProxySaid(Result.PROXY_NO_NAME, "503 Service Unavailable (ERR_DNS_FAIL 0)");

    assertDiagnosis(
        diagnosis,
        Cause.REVOCATION_PROXY,
        Confidence.LIKELY,
        thatProxy(
            "cannot resolve the name crl.example.com itself (503 Service Unavailable"
                + " (ERR_DNS_FAIL 0))"),
        "Make the name crl.example.com resolvable for the proxy proxy.corp:3128, by whose name"
            + " servers it is looked up, not by those of this host.");
    assertThat(diagnosis.fixes())
        .containsExactly(Fix.of(Fix.Kind.PROXY, "resolve", "crl.example.com", false));
  }

  @Test
  void proxyThatWaitsInVain() {
    Diagnosis diagnosis = afterProxySaid(Result.PROXY_TIMEOUT, "504 Gateway Timeout");

    assertDiagnosis(
        diagnosis,
        Cause.REVOCATION_PROXY,
        Confidence.LIKELY,
        thatProxy("gets no answer from crl.example.com port 80 itself (504 Gateway Timeout)"),
        "Allow TCP from the proxy proxy.corp:3128, not from this host, to crl.example.com port 80.");
    assertThat(diagnosis.fixes())
        .containsExactly(Fix.of(Fix.Kind.PROXY, "reach", "crl.example.com:80", false));
  }

  @Test
  void proxyThatIsRefusedOrHasNoRoute() {
    String allow =
        "Allow TCP from the proxy proxy.corp:3128, not from this host, to crl.example.com port 80";
    Diagnosis refused =
        afterProxySaid(Result.PROXY_REFUSED, "connection refused, SOCKS reply 5, for 192.0.2.7");
    Diagnosis noRoute =
        afterProxySaid(Result.PROXY_UNREACHABLE, "host unreachable, SOCKS reply 4, for 192.0.2.7");

    assertDiagnosis(
        refused,
        Cause.REVOCATION_PROXY,
        Confidence.LIKELY,
        thatProxy(
            "is itself refused by crl.example.com port 80 (connection refused, SOCKS reply 5, for"
                + " 192.0.2.7)"),
        allow + ", or have its operator find out why it refuses connections.");
    assertDiagnosis(
        noRoute,
        Cause.REVOCATION_PROXY,
        Confidence.LIKELY,
        thatProxy(
            "has itself no route to crl.example.com port 80 (host unreachable, SOCKS reply 4, for"
                + " 192.0.2.7)"),
        allow + ".");
    assertThat(refused.fixes())
        .isEqualTo(noRoute.fixes())
        .containsExactly(Fix.of(Fix.Kind.PROXY, "reach", "crl.example.com:80", false));
  }

  /** What the JDK throws for each reply of a SOCKS server but success. */
  private static SocketException notConnectedBySocks() {
    SocketException error = new SocketException();
    error.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("java.net.SocksSocketImpl", "connect", "", 1),
          new StackTraceElement("java.net.Socket", "connect", "", 1)
        });
    return error;
  }

  @Test
  void socksServerThatDoesNotConnectIsTheJvmsOwnFailureToo() {
    story.failed(LookupKind.CRL, CRL_URL, notConnectedBySocks(), Duration.ofMillis(8));
    Diagnostician behindSocks =
        new Diagnostician(Story.jvm(17, Map.of("socksProxyHost", "socks.corp")));
    String way = "the proxy socks5://socks.corp:1080, through which this JVM goes, ";

    Diagnosis atOnce = behindSocks.atOnce(story.failure(), () -> true);
    Diagnosis tried =
        behindSocks.withTrials(
            story.failure(),
            List.of(
                story
                    .trial(
                        LookupKind.CRL,
                        CRL_URL,
                        Stage.of(
                            Kind.PROXY,
                            true,
                            "socks5://socks.corp:1080",
                            "192.0.2.1",
                            Result.PROXY_REFUSED,
                            Duration.ofMillis(8),
                            "connection refused, SOCKS reply 5, for 203.0.113.7"))
                    .build()));

    assertThat(atOnce.cause()).isEqualTo(Cause.REVOCATION_PROXY);
    assertThat(atOnce.summary())
        .isEqualTo(CRL_OF_LEAF + way + "did not connect it to crl.example.com port 80" + SO);
    assertDiagnosis(
        tried,
        Cause.REVOCATION_PROXY,
        Confidence.PROVED,
        CRL_OF_LEAF
            + way
            + "is itself refused by crl.example.com port 80 (connection refused, SOCKS reply 5, for"
            + " 203.0.113.7)"
            + SO,
        "Allow TCP from the proxy socks5://socks.corp:1080, not from this host, to crl.example.com"
            + " port 80, or have its operator find out why it refuses connections.");
  }

  @Test
  void nameThatDoesNotResolveIsNoSocksServersFault() {
    story.failed(
        LookupKind.CRL, CRL_URL, new UnknownHostException("crl.example.com"), Duration.ofMillis(8));

    assertThat(
            new Diagnostician(Story.jvm(17, Map.of("socksProxyHost", "socks.corp")))
                .atOnce(story.failure(), () -> true)
                .cause())
        .isEqualTo(Cause.REVOCATION_DNS);
  }

  @Test
  void socksServerThatIsNeededIsNamedWithItsOwnProperties() {
    Diagnosis diagnosis =
        after(
            new SocketTimeoutException("connect timed out"),
            Duration.ofSeconds(5),
            story
                .trial(
                    LookupKind.CRL,
                    CRL_URL,
                    Stage.of(
                        Kind.CONNECT,
                        true,
                        "direct",
                        "203.0.113.7",
                        Result.TIMEOUT,
                        Duration.ofSeconds(5),
                        ""),
                    otherWay(Kind.HTTP, "socks5://socks.corp:1080", "192.0.2.1", Result.OK, 9))
                .workingWay("socks5://socks.corp:1080")
                .build());

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_PROXY_REQUIRED);
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Start this JVM with -DsocksProxyHost=socks.corp -DsocksProxyPort=1080 (restart needed),"
                + " which all its connections take then, with the hosts that must stay direct in"
                + " -Dhttp.nonProxyHosts and -DsocksNonProxyHosts; or allow TCP from this host to crl.example.com port 80.");
    assertThat(diagnosis.fixes())
        .containsExactly(
            Fix.of(Fix.Kind.PROPERTY, "socksProxyHost", "socks.corp", true),
            Fix.of(Fix.Kind.PROPERTY, "socksProxyPort", "1080", true));
  }

  @Test
  void errorOfTheOriginThroughAProxyIsTheResponders() {
    assertThat(
            after(
                    new IOException(),
                    Duration.ofMillis(8),
                    through(Kind.HTTP, Result.STATUS, 8, "HTTP/1.1 500 Oops"))
                .cause())
        .isEqualTo(Cause.REVOCATION_RESPONDER_ERROR);
  }

  @Test
  void silenceAfterTheConnect() {
    assertDiagnosis(
        after(
            readTimeout(),
            Duration.ofSeconds(15),
            connected(),
            jvmStage(Kind.HTTP, "203.0.113.7", Result.TIMEOUT, 5000, "no answer")),
        Cause.REVOCATION_BLOCKED,
        Confidence.PROVED,
        CRL_OF_LEAF
            + "crl.example.com port 80 (203.0.113.7) accepts the connection and then sends no answer"
            + " within 5 s"
            + SO,
        "Allow TCP from this host to crl.example.com port 80, and let what is sent over it pass;"
            + " the connection itself is accepted (203.0.113.7).");
  }

  @Test
  void resetAfterTheConnect() {
    assertThat(
            after(
                    new SocketException(),
                    Duration.ofMillis(5),
                    connected(),
                    jvmStage(Kind.HTTP, "203.0.113.7", Result.RESET, 5))
                .summary())
        .isEqualTo(
            CRL_OF_LEAF
                + "crl.example.com port 80 (203.0.113.7) accepts the connection and then resets it"
                + SO);
  }

  @Test
  void answerThatComesAfterTheLimitIsSlow() {
    story.settings(story.settings().toBuilder().crlReadTimeout(Duration.ofSeconds(2)).build());

    assertDiagnosis(
        after(
            readTimeout(),
            Duration.ofSeconds(2),
            story
                .trial(
                    LookupKind.CRL,
                    CRL_URL,
                    connected(),
                    jvmStage(Kind.HTTP, "203.0.113.7", Result.OK, 3400))
                .workingWay("direct")
                .answer(Der.of(story.ca.crl().encode()))
                .build()),
        Cause.REVOCATION_SLOW,
        Confidence.PROVED,
        "The CRL http://crl.example.com/ca.crl of CN=partner.test answers too late: crl.example.com"
            + " port 80 needs 3.4 s to answer, and this JVM waits 2 s"
            + SO,
        "Find out what delays crl.example.com port 80; until then let this JVM wait longer with"
            + " -Dcom.sun.security.crl.readtimeout=8 (restart needed).");
  }

  @Test
  void answerThatTricklesIsSlow() {
    assertDiagnosis(
        after(
            readTimeout(),
            Duration.ofSeconds(2),
            connected(),
            jvmStage(
                Kind.CONTENT,
                "203.0.113.7",
                Result.TIMEOUT,
                5000,
                "200 OK, then 159 octets and no end")),
        Cause.REVOCATION_SLOW,
        Confidence.PROVED,
        "The CRL http://crl.example.com/ca.crl of CN=partner.test answers too late: crl.example.com"
            + " port 80 sends its answer so slowly that it had not ended after 5 s (200 OK, then 159"
            + " octets and no end)"
            + SO,
        "Find out what delays crl.example.com port 80.");
  }

  @Test
  void failureThatDoesNotComeAgainStaysLikely() {
    Diagnosis diagnosis =
        after(
            new UnknownHostException(),
            Duration.ofMillis(5),
            story.works(LookupKind.CRL, CRL_URL, story.ca.crl().encode()));

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_DNS);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.summary())
        .isEqualTo(
            CRL_OF_LEAF
                + "the name crl.example.com does not resolve on this host (the same way worked when"
                + " it was tried again)"
                + SO);
  }

  @Test
  void probesThatAreForbiddenOrOffLeaveWhatTheJvmMet() {
    for (Result result : List.of(Result.FORBIDDEN, Result.SKIPPED)) {
      Story alone = Story.withCrl();
      alone.failed(LookupKind.CRL, CRL_URL, new UnknownHostException(), Duration.ofMillis(5));
      EndpointTrial nothing =
          alone.trial(LookupKind.CRL, CRL_URL, jvmStage(Kind.CONNECT, "", result, 0)).build();

      Diagnosis diagnosis = diagnostician.withTrials(alone.failure(), List.of(nothing));

      assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
      assertThat(diagnosis.summary())
          .isEqualTo(CRL_OF_LEAF + "the name crl.example.com does not resolve on this host" + SO);
    }
  }

  @Test
  void aListThatTheJvmGaveUpReading() {
    story.failed(LookupKind.CRL, CRL_URL, new CRLException(), Duration.ofSeconds(16));

    Diagnosis atOnce = diagnostician.atOnce(story.failure(), () -> true);
    Diagnosis tried =
        diagnostician.withTrials(
            story.failure(),
            List.of(
                story
                    .trial(
                        LookupKind.CRL,
                        CRL_URL,
                        connected(),
                        jvmStage(Kind.CONTENT, "203.0.113.7", Result.TIMEOUT, 5000))
                    .build()));

    assertDiagnosis(
        atOnce,
        Cause.REVOCATION_SLOW,
        Confidence.POSSIBLE,
        "The CRL http://crl.example.com/ca.crl of CN=partner.test answers too late: crl.example.com"
            + " port 80 sent an answer that had not ended within 16 s, or that is no CRL"
            + SO,
        "Find out what delays crl.example.com port 80.");
    assertThat(atOnce.alternatives())
        .containsExactly(
            possibly(
                Cause.REVOCATION_INTERCEPTED,
                "What came did not parse.",
                "whether the answer is a web page"));
    assertDiagnosis(
        tried,
        Cause.REVOCATION_SLOW,
        Confidence.PROVED,
        "The CRL http://crl.example.com/ca.crl of CN=partner.test answers too late: crl.example.com"
            + " port 80 sends its answer so slowly that it had not ended after 5 s"
            + SO,
        "Find out what delays crl.example.com port 80.");
  }

  private static Alternative possibly(Cause cause, String why, String lookAt) {
    return Alternative.of(cause, Confidence.POSSIBLE, why, lookAt);
  }

  private List<Alternative> atOnceAfter(Throwable error) {
    return diagnostician
        .atOnce(
            Story.withCrl().failed(LookupKind.CRL, CRL_URL, error, Duration.ofMillis(8)).failure(),
            () -> true)
        .alternatives();
  }

  @Test
  void whatElseItMayBeUntilItIsTried() {
    assertThat(atOnceAfter(readTimeout()))
        .containsExactly(
            possibly(
                Cause.REVOCATION_SLOW,
                "The connection was accepted.",
                "whether an answer comes when one waits longer"));
    assertThat(atOnceAfter(new IOException()))
        .containsExactly(
            possibly(
                Cause.REVOCATION_INTERCEPTED,
                "Something on the way may have made the HTTP error.",
                "who made the page that came with it"));
    assertThat(atOnceAfter(new CRLException()))
        .containsExactly(
            possibly(
                Cause.REVOCATION_RESPONDER_ERROR,
                "The responder itself may send this.",
                "what the answer is"));
  }

  @Test
  void blockPage() {
    assertDiagnosis(
        after(
            new CRLException(),
            Duration.ofMillis(5),
            connected(),
            jvmStage(
                Kind.HTTP,
                "203.0.113.7",
                Result.NOT_THE_RESPONDER,
                5,
                "HTTP/1.1 200 OK, a page titled \"Blocked\"")),
        Cause.REVOCATION_INTERCEPTED,
        Confidence.PROVED,
        ANSWER_FOR_LEAF
            + "it is not from the CRL's host but from something in between (HTTP/1.1 200 OK, a page"
            + " titled \"Blocked\")"
            + SO,
        "Have whoever runs the filter or portal on the way let crl.example.com port 80 through"
            + " unchanged.");
  }

  @Test
  void errorStatusOfTheResponder() {
    assertDiagnosis(
        after(
            new IOException(),
            Duration.ofMillis(5),
            connected(),
            jvmStage(Kind.HTTP, "203.0.113.7", Result.STATUS, 5, "HTTP/1.1 503 Busy")),
        Cause.REVOCATION_RESPONDER_ERROR,
        Confidence.PROVED,
        ANSWER_FOR_LEAF
            + "crl.example.com port 80 answers with an HTTP error (HTTP/1.1 503 Busy)"
            + SO,
        "Report it to the operator of CN=Issuing CA, who runs crl.example.com port 80; if the error"
            + " is temporary, the next attempt passes.");
  }

  private Diagnosis answered(byte[] answer, Result result) {
    story.answered(LookupKind.CRL, CRL_URL, story.leaf);
    EndpointTrial trial =
        story
            .trial(
                LookupKind.CRL,
                CRL_URL,
                connected(),
                jvmStage(Kind.HTTP, "203.0.113.7", Result.OK, 5),
                jvmStage(Kind.CONTENT, "203.0.113.7", result, 1, "as the trial saw it"))
            .answer(Der.of(answer))
            .build();
    return diagnostician.withTrials(story.failure(), List.of(trial));
  }

  @Test
  void staleCrl() {
    Diagnosis diagnosis =
        answered(
            story
                .ca
                .crl()
                .valid(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(2)))
                .encode(),
            Result.STALE);

    assertDiagnosis(
        diagnosis,
        Cause.REVOCATION_RESPONSE_STALE,
        Confidence.PROVED,
        ANSWER_FOR_LEAF
            + "it ran out at 2026-11-18T12:00:00Z, 2 days ago by this machine's clock"
            + SO,
        "Have the operator of CN=Issuing CA publish a fresh CRL, or clear the cache on the way that"
            + " keeps the old one; if this machine's clock is wrong, set it.");
  }

  @Test
  void crlFromTheFuture() {
    Diagnosis diagnosis =
        answered(
            story
                .ca
                .crl()
                .valid(NOW.plus(Duration.ofDays(2)), NOW.plus(Duration.ofDays(9)))
                .encode(),
            Result.STALE);

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_RESPONSE_STALE);
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Set this machine's clock right (compare it with a time server); if it is right, report"
                + " the date to the operator of CN=Issuing CA.");
  }

  @Test
  void crlOfAnotherIssuer() {
    Diagnosis diagnosis = answered(story.root.crl().encode(), Result.UNTRUSTED);

    assertDiagnosis(
        diagnosis,
        Cause.REVOCATION_RESPONSE_UNTRUSTED,
        Confidence.PROVED,
        ANSWER_FOR_LEAF + "it was issued by CN=Root, the certificate by CN=Issuing CA" + SO,
        "Report to the operator of CN=Issuing CA what its CRL at http://crl.example.com/ca.crl"
            + " lacks.");
  }

  @Test
  void responderThatDoesNotKnowTheCertificate() {
    Story ocsp = Story.of(CertificateSpec.server("partner.test").ocsp(OCSP_URL));
    ocsp.settings(ocsp.settings().toBuilder().ocsp(true).crlDistributionPoints(false).build());
    ocsp.answered(LookupKind.OCSP, OCSP_URL, ocsp.leaf);
    EndpointTrial trial =
        ocsp.works(LookupKind.OCSP, OCSP_URL, ocsp.ca.ocsp(ocsp.leaf).unknown().encode());

    assertDiagnosis(
        diagnostician.withTrials(ocsp.failure(), List.of(trial)),
        Cause.REVOCATION_UNKNOWN,
        Confidence.PROVED,
        "The answer of the OCSP responder http://ocsp.example.com/ for CN=partner.test is of no use:"
            + " the responder does not know the certificate"
            + SO,
        "Ask the operator of CN=Issuing CA whether it issued serial number "
            + ocsp.leaf.getSerialNumber().toString(16)
            + "; a certificate issued minutes ago becomes known by itself.");
  }

  @Test
  void responderThatAnswersPostOnly() {
    Story ocsp = Story.of(CertificateSpec.server("partner.test").ocsp(OCSP_URL));
    ocsp.settings(ocsp.settings().toBuilder().ocsp(true).crlDistributionPoints(false).build());
    ocsp.failed(LookupKind.OCSP, OCSP_URL, new IOException(), Duration.ofMillis(5));
    EndpointTrial trial =
        ocsp.trial(
                LookupKind.OCSP,
                OCSP_URL,
                connected(),
                jvmStage(Kind.HTTP, "203.0.113.7", Result.STATUS, 5, "HTTP/1.1 405 No"),
                otherWay(Kind.HTTP, "direct", "203.0.113.7", Result.OK, 5))
            .workingWay("direct")
            .answer(Der.of(ocsp.ca.ocsp(ocsp.leaf).encode()))
            .build();

    Diagnosis diagnosis = diagnostician.withTrials(ocsp.failure(), List.of(trial));

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_RESPONDER_ERROR);
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Let this JVM ask by POST, which works: start it with"
                + " -Dcom.sun.security.ocsp.useget=false (restart needed); and report to the operator"
                + " of CN=Issuing CA that GET fails.");
  }

  @Test
  void responderThatAnswersGetOnly() {
    Story ocsp = Story.of(CertificateSpec.server("partner.test").ocsp(OCSP_URL));
    ocsp.settings(ocsp.settings().toBuilder().ocsp(true).crlDistributionPoints(false).build());
    ocsp.failed(LookupKind.OCSP, OCSP_URL, new IOException(), Duration.ofMillis(5));
    EndpointTrial trial =
        ocsp.trial(
                LookupKind.OCSP,
                OCSP_URL,
                connected(),
                jvmStage(Kind.HTTP, "203.0.113.7", Result.STATUS, 5, "405 No to a POST"),
                otherWay(Kind.HTTP, "direct", "203.0.113.7", Result.OK, 5))
            .workingWay("direct")
            .answer(Der.of(ocsp.ca.ocsp(ocsp.leaf).encode()))
            .build();
    String report = "; and report to the operator of CN=Issuing CA that POST fails.";

    assertThat(
            new Diagnostician(Story.jvm(11, Map.of()))
                .withTrials(ocsp.failure(), List.of(trial))
                .fix())
        .isEqualTo(
            "Ask by GET, which works, as Java 17 and later do, or let POST through" + report);
    assertThat(
            new Diagnostician(Story.jvm(17, Map.of("com.sun.security.ocsp.useget", "false")))
                .withTrials(ocsp.failure(), List.of(trial))
                .fix())
        .isEqualTo(
            "Let this JVM ask by GET, which works: start it without"
                + " -Dcom.sun.security.ocsp.useget=false (restart needed)"
                + report);
  }

  private EndpointTrial crlOf(long octets) {
    return story
        .trial(
            LookupKind.CRL,
            CRL_URL,
            connected(),
            jvmStage(Kind.HTTP, "203.0.113.7", Result.OK, 900),
            jvmStage(Kind.CONTENT, "203.0.113.7", Result.SKIPPED, 0))
        .octets(octets)
        .workingWay("direct")
        .build();
  }

  private void limitTo(long octets) {
    story.settings(story.settings().toBuilder().crlMostOctets(octets).build());
  }

  @Test
  void crlThatIsLargerThanTheJvmTakes() {
    // The JDK says nothing of it: to the look-up it is an answer.
    story.answered(LookupKind.CRL, CRL_URL, story.leaf);
    limitTo(20_971_520);
    Diagnosis diagnosis = diagnostician.withTrials(story.failure(), List.of(crlOf(60_000_000)));

    assertDiagnosis(
        diagnosis,
        Cause.REVOCATION_RESPONSE_UNTRUSTED,
        Confidence.PROVED,
        ANSWER_FOR_LEAF
            + "it has 60000000 octets, and this JVM takes at most 20971520"
            + " (com.sun.security.crl.maxSize)"
            + SO,
        "Let this JVM take a CRL of that size: start it with"
            + " -Dcom.sun.security.crl.maxSize=120000000 (restart needed; its memory must hold it),"
            + " and ask the operator of CN=Issuing CA for smaller CRLs or a responder.");
    assertThat(diagnosis.fixes())
        .containsExactly(
            Fix.of(Fix.Kind.PROPERTY, "com.sun.security.crl.maxSize", "120000000", true));
  }

  @Test
  void crlWithinWhatTheJvmTakes() {
    story.failed(LookupKind.CRL, CRL_URL, new IOException(), Duration.ofSeconds(1));
    limitTo(100_000_000);

    assertThat(diagnostician.withTrials(story.failure(), List.of(crlOf(60_000_000))).cause())
        .isEqualTo(Cause.REVOCATION_RESPONDER_ERROR);
  }

  @Test
  void answerThatTheJvmDidNotAcceptIsOpenUntilItIsTried() {
    story.answered(LookupKind.CRL, CRL_URL, story.leaf);
    story.rejection(
        new CertPathValidatorException(
            "unread",
            new CertPathValidatorException("unread"),
            Story.path(0),
            0,
            BasicReason.UNSPECIFIED));

    Diagnosis diagnosis = diagnostician.atOnce(story.failure(), () -> true);

    assertDiagnosis(
        diagnosis,
        Cause.REVOCATION_RESPONSE_UNTRUSTED,
        Confidence.POSSIBLE,
        "Java cannot tell whether CN=partner.test is revoked, though its CRL"
            + " http://crl.example.com/ca.crl answered.",
        "");
    assertThat(diagnosis.interim()).isTrue();
    String why = "Java got an answer and did not accept it, and does not say why.";
    assertThat(diagnosis.alternatives())
        .containsExactly(
            possibly(Cause.REVOCATION_RESPONSE_STALE, why, "the dates in the answer"),
            possibly(Cause.REVOCATION_INTERCEPTED, why, "whether the answer is a web page"),
            possibly(Cause.REVOCATION_UNKNOWN, why, "the status in the answer"));
  }

  @Test
  void theCertificateNearestToTheAnchorIsToldFirstAndTheOthersContribute() {
    Story full = Story.withEverything();
    full.lookup(
        Story.lookupOf(LookupKind.CRL, Story.CA_CRL_URL, full.ca.certificate())
            .outcome(Lookup.Outcome.FAILED)
            .error(new UnknownHostException())
            .build());
    full.rejection(Story.undetermined(1));
    EndpointTrial ofAuthority =
        full.trial(LookupKind.CRL, Story.CA_CRL_URL, jvmStage(Kind.DNS, "", Result.NXDOMAIN, 3))
            .build();
    EndpointTrial ofLeaf =
        full.trial(
                LookupKind.OCSP, OCSP_URL, jvmStage(Kind.CONNECT, "203.0.113.9", Result.REFUSED, 3))
            .build();

    Diagnosis diagnosis =
        diagnostician.withTrials(
            full.failure(),
            List.of(
                ofAuthority, ofLeaf, full.works(LookupKind.CRL, CRL_URL, full.ca.crl().encode())));

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_DNS);
    assertThat(diagnosis.subject()).isEqualTo("crl.root.test:80");
    assertThat(diagnosis.contributing()).containsExactly(Cause.REVOCATION_BLOCKED);
  }

  @Test
  void anIndirectCrlWhoseIssuerIsUnknown() {
    Story story = Story.of(CertificateSpec.server("partner.test").crl(CRL_URL).crlIssuer("Lists"));
    story.answered(LookupKind.CRL, CRL_URL, story.leaf);
    byte[] indirect = Authority.root("Lists").crl().indirect().encode();

    Diagnosis diagnosis =
        new Diagnostician(Story.jvm())
            .withTrials(story.failure(), List.of(story.works(LookupKind.CRL, CRL_URL, indirect)));

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_RESPONSE_UNTRUSTED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The answer of the CRL http://crl.example.com/ca.crl for CN=partner.test is of no use:"
                + " it is an indirect CRL of CN=Lists, and no certificate of that name that leads"
                + " to a trust anchor was sent or is in a store here, so Java cannot tell whether"
                + " that certificate is revoked.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Give the application's PKIXParameters a CertStore with the certificate of CN=Lists,"
                + " which the operator of CN=Issuing CA can send, and start this JVM with"
                + " -Dcom.sun.security.enableCRLDP=true, since Java looks up the status of that one"
                + " by its properties alone; or have the operator publish CRLs of its own.");
  }
}
