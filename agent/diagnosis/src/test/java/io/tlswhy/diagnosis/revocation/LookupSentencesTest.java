package io.tlswhy.diagnosis.revocation;

import static io.tlswhy.diagnosis.testpki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What this JVM's own look-ups met, word for word. */
class LookupSentencesTest {
  private static final Pointer CRL =
      Pointer.of(LookupKind.CRL, URI.create("http://crl.example.com/ca.crl"));
  private static final Pointer OCSP =
      Pointer.of(LookupKind.OCSP, URI.create("http://[2001:db8::7]:8080/"));
  private static final Pointer LDAP =
      Pointer.of(LookupKind.CRL, URI.create("ldap://directory.example.com/cn=ca"));
  private static final String PROXY = "the proxy proxy.corp:3128, through which this JVM goes, ";

  private static Lookup lookup(Lookup.Outcome outcome) {
    return Lookup.builder(LookupKind.CRL, CRL.url(), NOW)
        .outcome(outcome)
        .took(Duration.ofSeconds(5))
        .build();
  }

  private static String direct(Pointer pointer, Attempt attempt) {
    return LookupSentences.attemptFailed(pointer, attempt, lookup(Lookup.Outcome.FAILED));
  }

  private static String through(Attempt attempt) {
    return LookupSentences.attemptFailedThrough(
        "proxy.corp:3128", CRL, attempt, lookup(Lookup.Outcome.FAILED));
  }

  @Test
  void whereNoConnectionCameAbout() {
    assertThat(direct(CRL, Attempt.NAME))
        .isEqualTo("the name crl.example.com does not resolve on this host");
    assertThat(direct(CRL, Attempt.REFUSED))
        .isEqualTo("crl.example.com port 80 refused the connection");
    assertThat(direct(OCSP, Attempt.REFUSED))
        .isEqualTo("[2001:db8::7] port 8080 refused the connection");
    assertThat(direct(CRL, Attempt.UNREACHABLE))
        .isEqualTo("there is no route to crl.example.com port 80, or a firewall forbids it");
    assertThat(direct(CRL, Attempt.CONNECT_TIMEOUT))
        .isEqualTo("crl.example.com port 80 did not accept a connection within 5 s");
  }

  @Test
  void whereNoAnswerCame() {
    assertThat(direct(CRL, Attempt.READ_TIMEOUT))
        .isEqualTo(
            "crl.example.com port 80 accepted the connection and then sent no answer within 5 s");
    assertThat(direct(CRL, Attempt.TIMEOUT))
        .isEqualTo("crl.example.com port 80 did not answer within 5 s");
    assertThat(direct(CRL, Attempt.TRICKLED))
        .isEqualTo(
            "crl.example.com port 80 sent an answer that had not ended within 5 s, or that is no"
                + " CRL");
    assertThat(direct(CRL, Attempt.RESET))
        .isEqualTo("crl.example.com port 80 broke the connection off without an answer");
    assertThat(direct(CRL, Attempt.TLS))
        .isEqualTo("the TLS connection to crl.example.com port 80 itself fails");
  }

  @Test
  void whereTheAnswerIsOfNoUse() {
    assertThat(direct(CRL, Attempt.NOT_FOUND))
        .isEqualTo(
            "crl.example.com port 80 answered that there is nothing there (HTTP 404 or 410)");
    assertThat(direct(CRL, Attempt.STATUS))
        .isEqualTo("crl.example.com port 80 answered with an HTTP error");
    assertThat(direct(LDAP, Attempt.STATUS))
        .isEqualTo("directory.example.com port 389 answered with an LDAP error");
    assertThat(direct(CRL, Attempt.CONTENT))
        .isEqualTo("what crl.example.com port 80 answered is no CRL");
    assertThat(direct(OCSP, Attempt.CONTENT))
        .isEqualTo("what [2001:db8::7] port 8080 answered is no OCSP response");
  }

  @Test
  void whereAnEarlierFailureIsRepeated() {
    assertThat(
            LookupSentences.attemptFailed(
                CRL, Attempt.TIMEOUT, lookup(Lookup.Outcome.REMEMBERED_FAILURE)))
        .isEqualTo("crl.example.com port 80 did not answer in time");
    assertThat(LookupSentences.failedBefore(CRL))
        .isEqualTo("an earlier look-up at crl.example.com port 80 failed");
  }

  @Test
  void throughAProxy() {
    assertThat(through(Attempt.NAME))
        .isEqualTo(PROXY + "has a name that does not resolve on this host");
    assertThat(through(Attempt.REFUSED)).isEqualTo(PROXY + "refused the connection");
    assertThat(through(Attempt.UNREACHABLE))
        .isEqualTo(PROXY + "cannot be reached (there is no route, or a firewall forbids it)");
    assertThat(through(Attempt.CONNECT_TIMEOUT))
        .isEqualTo(PROXY + "did not accept a connection within 5 s");
    assertThat(through(Attempt.READ_TIMEOUT))
        .isEqualTo(PROXY + "gave no answer for crl.example.com port 80 within 5 s");
    assertThat(through(Attempt.RESET))
        .isEqualTo(
            PROXY + "broke the connection off without an answer for crl.example.com port 80");
    assertThat(through(Attempt.NOT_FOUND))
        .isEqualTo(PROXY + "passed on or made an HTTP error for crl.example.com port 80");
    assertThat(through(Attempt.CONTENT))
        .isEqualTo(PROXY + "delivered for crl.example.com port 80 what is no CRL");
  }

  @Test
  void aLineForEachLookUp() {
    Story story = Story.withEverything();
    Lookup.Builder crl = Story.lookupOf(LookupKind.CRL, Story.CRL_URL, story.leaf);
    story
        .answered(LookupKind.OCSP, Story.OCSP_URL, story.leaf)
        .failed(
            LookupKind.CRL,
            Story.CRL_URL,
            new ConnectException("Connection refused"),
            Duration.ofMillis(3))
        .lookup(
            crl.outcome(Lookup.Outcome.REMEMBERED_FAILURE)
                .error(new SocketTimeoutException())
                .swallowed(true)
                .build())
        .lookup(
            Lookup.builder(LookupKind.CA_ISSUERS, URI.create("http://ca.example.com/ca.cer"), NOW)
                .took(Duration.ofSeconds(2))
                .waited(Duration.ofMillis(1500))
                .build());

    assertThat(LookupSentences.lookups(story.failure().validation().orElseThrow()))
        .containsExactly(
            "Java's own look-up, OCSP http://ocsp.example.com/ for CN=partner.test: answered after"
                + " 40 ms.",
            "Java's own look-up, CRL http://crl.example.com/ca.crl for CN=partner.test: failed after"
                + " 3 ms with java.net.ConnectException: Connection refused, thread worker-1.",
            "Java's own look-up, CRL http://crl.example.com/ca.crl for CN=partner.test: not made"
                + " again, since it failed less than 30 s before with"
                + " java.net.SocketTimeoutException (ignored by this JVM's settings).",
            "Java's own look-up, caIssuers http://ca.example.com/ca.cer: still without an answer"
                + " after 2 s, after waiting 1.5 s for another thread's look-up of the same CRL.");
  }
}
