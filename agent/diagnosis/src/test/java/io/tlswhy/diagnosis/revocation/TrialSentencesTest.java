package io.tlswhy.diagnosis.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Stage;
import io.tlswhy.evidence.Stage.Kind;
import io.tlswhy.evidence.Stage.Result;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What trying an endpoint showed, word for word. */
class TrialSentencesTest {
  private static final Pointer CRL =
      Pointer.of(LookupKind.CRL, URI.create("https://crl.example.com/ca.crl"));
  private static final Pointer OCSP =
      Pointer.of(LookupKind.OCSP, URI.create("http://ocsp.example.com/"));
  private static final Pointer LDAP =
      Pointer.of(LookupKind.CRL, URI.create("ldap://[2001:db8::5]/cn=ca"));
  private static final String PROXY = "the proxy proxy.corp:3128, through which this JVM goes, ";

  private static Stage stage(String address, Result result, String detail) {
    return Stage.of(Kind.HTTP, true, "direct", address, result, Duration.ofMillis(1500), detail);
  }

  private static String proxyFailed(Kind kind, Result result, String detail) {
    return TrialSentences.proxyFailed(
        OCSP,
        Stage.of(
            kind, true, "proxy.corp:3128", "192.0.2.1", result, Duration.ofSeconds(5), detail));
  }

  @Test
  void whenItWasTested() {
    assertThat(TrialSentences.testedBefore(Duration.ofMinutes(8)))
        .isEqualTo(" (tested 8 minutes ago)");
    assertThat(TrialSentences.worksNow("ocsp.example.com port 80 refused the connection"))
        .isEqualTo(
            "ocsp.example.com port 80 refused the connection (the same way worked when it was tried"
                + " again)");
  }

  @Test
  void silenceAfterTheConnect() {
    assertThat(TrialSentences.silent(OCSP, stage("203.0.113.7", Result.TIMEOUT, "")))
        .isEqualTo(
            "ocsp.example.com port 80 (203.0.113.7) accepts the connection and then sends no answer"
                + " within 1.5 s");
    assertThat(TrialSentences.silent(OCSP, stage("203.0.113.7", Result.RESET, "")))
        .isEqualTo(
            "ocsp.example.com port 80 (203.0.113.7) accepts the connection and then resets it");
    assertThat(TrialSentences.silent(OCSP, stage("", Result.EOF, "")))
        .isEqualTo(
            "ocsp.example.com port 80 accepts the connection and then closes it without an answer");
  }

  @Test
  void answersThatComeTooLate() {
    assertThat(
            TrialSentences.slowerThanLimit(
                OCSP, Duration.ofMillis(3400), Optional.of(Duration.ofSeconds(2))))
        .isEqualTo("ocsp.example.com port 80 needs 3.4 s to answer, and this JVM waits 2 s");
    assertThat(TrialSentences.slowerThanLimit(OCSP, Duration.ofMillis(3400), Optional.empty()))
        .isEqualTo("ocsp.example.com port 80 needs 3.4 s to answer");
    assertThat(TrialSentences.trickled(CRL, stage("", Result.TIMEOUT, "159 octets and no end")))
        .isEqualTo(
            "crl.example.com port 443 sends its answer so slowly that it had not ended after 1.5 s"
                + " (159 octets and no end)");
  }

  @Test
  void whatTheServerAnswers() {
    assertThat(
            TrialSentences.endpointTlsFailed(CRL, stage("", Result.TLS_FAILED, "it is untrusted")))
        .isEqualTo("the TLS connection to crl.example.com port 443 itself fails (it is untrusted)");
    assertThat(
            TrialSentences.statusAnswered(
                CRL, stage("", Result.STATUS, "HTTP/1.1 503 Service Unavailable")))
        .isEqualTo(
            "crl.example.com port 443 answers with an HTTP error (HTTP/1.1 503 Service"
                + " Unavailable)");
    assertThat(TrialSentences.statusAnswered(LDAP, stage("", Result.STATUS, "result 32")))
        .isEqualTo("[2001:db8::5] port 389 answers with an LDAP error (result 32)");
    assertThat(
            TrialSentences.referredElsewhere(
                LDAP, stage("", Result.REDIRECT, "ldap://other.example.com/")))
        .isEqualTo(
            "[2001:db8::5] port 389 does not have it and names another server, which Java does not"
                + " go to (ldap://other.example.com/)");
  }

  @Test
  void answersThatAreNotTheRespondersOrTooLarge() {
    assertThat(TrialSentences.strangerAnswered(OCSP, stage("", Result.NOT_THE_RESPONDER, "")))
        .isEqualTo("it is not from the responder but from something in between");
    assertThat(
            TrialSentences.strangerAnswered(
                CRL, stage("", Result.NOT_THE_RESPONDER, "a page titled \"Blocked\"")))
        .isEqualTo(
            "it is not from the CRL's host but from something in between (a page titled"
                + " \"Blocked\")");
    assertThat(TrialSentences.tooLarge(CRL, stage("", Result.TOO_LARGE, "33554433 octets")))
        .isEqualTo("the CRL is larger than the limit (33554433 octets)");
    assertThat(TrialSentences.tooLarge(OCSP, stage("", Result.TOO_LARGE, "")))
        .isEqualTo("the OCSP response is larger than the limit");
    assertThat(TrialSentences.largerThanLimit(60_000_000, 20_971_520))
        .isEqualTo(
            "it has 60000000 octets, and this JVM takes at most 20971520"
                + " (com.sun.security.crl.maxSize)");
  }

  @Test
  void aProxyThatCannotBeReached() {
    assertThat(proxyFailed(Kind.DNS, Result.NXDOMAIN, ""))
        .isEqualTo(PROXY + "has a name that does not resolve on this host");
    assertThat(proxyFailed(Kind.PROXY, Result.REFUSED, ""))
        .isEqualTo(PROXY + "cannot be reached (refused)");
    assertThat(proxyFailed(Kind.PROXY, Result.TIMEOUT, ""))
        .isEqualTo(PROXY + "cannot be reached (no answer within 5 s)");
    assertThat(
            proxyFailed(
                Kind.PROXY, Result.UNREACHABLE, "named by http.proxyHost: No route to host"))
        .isEqualTo(
            PROXY
                + "cannot be reached (there is no route, or a firewall forbids it, for the system"
                + " says \"No route to host\")");
  }

  @Test
  void aProxyThatDoesNotLetItThrough() {
    assertThat(proxyFailed(Kind.HTTP, Result.PROXY_AUTHENTICATION, "asks for Negotiate"))
        .isEqualTo(
            PROXY + "wants authentication for ocsp.example.com port 80 (asks for Negotiate)");
    assertThat(proxyFailed(Kind.HTTP, Result.PROXY_AUTHENTICATION, ""))
        .isEqualTo(PROXY + "wants authentication for ocsp.example.com port 80");
    assertThat(proxyFailed(Kind.HTTP, Result.PROXY_DENIED, "HTTP/1.1 403 Forbidden"))
        .isEqualTo(PROXY + "refuses ocsp.example.com port 80 (HTTP/1.1 403 Forbidden)");
    assertThat(proxyFailed(Kind.HTTP, Result.PROXY_FAILED, "HTTP/1.1 504 Gateway Timeout"))
        .isEqualTo(
            PROXY
                + "does not get through to ocsp.example.com port 80 itself (HTTP/1.1 504 Gateway"
                + " Timeout)");
    assertThat(proxyFailed(Kind.HTTP, Result.PROXY_NO_NAME, ""))
        .isEqualTo(PROXY + "cannot resolve the name ocsp.example.com itself");
    assertThat(proxyFailed(Kind.HTTP, Result.PROXY_TIMEOUT, "HTTP/1.1 504 Gateway Timeout"))
        .isEqualTo(
            PROXY
                + "gets no answer from ocsp.example.com port 80 itself (HTTP/1.1 504 Gateway"
                + " Timeout)");
    assertThat(proxyFailed(Kind.HTTP, Result.PROXY_REFUSED, ""))
        .isEqualTo(PROXY + "is itself refused by ocsp.example.com port 80");
    assertThat(proxyFailed(Kind.HTTP, Result.PROXY_UNREACHABLE, ""))
        .isEqualTo(PROXY + "has itself no route to ocsp.example.com port 80");
    assertThat(proxyFailed(Kind.HTTP, Result.TIMEOUT, ""))
        .isEqualTo(PROXY + "gives no answer for ocsp.example.com port 80 within 5 s");
    assertThat(proxyFailed(Kind.HTTP, Result.EOF, ""))
        .isEqualTo(PROXY + "breaks the connection off for ocsp.example.com port 80");
    assertThat(proxyFailed(Kind.HTTP, Result.TOO_LARGE, "a header of 70000 octets"))
        .isEqualTo(
            PROXY
                + "does not pass the answer of ocsp.example.com port 80 on (a header of 70000"
                + " octets)");
  }

  @Test
  void whatAnAnswerIsWorth() {
    assertThat(content(Result.NOT_THE_RESPONDER, "a web page titled \"Blocked\""))
        .isEqualTo("what answers at ocsp.example.com port 80 sends a web page titled \"Blocked\"");
    assertThat(content(Result.RESPONDER_ERROR, "OCSP error tryLater"))
        .isEqualTo("it is the OCSP error tryLater");
    assertThat(content(Result.UNTRUSTED, "its signature is wrong"))
        .isEqualTo("its signature is wrong");
  }

  private static String content(Result result, String detail) {
    return TrialSentences.content(OCSP, ContentVerdict.of(result, detail));
  }
}
