package io.tlswhy.diagnosis.revocation;

import static io.tlswhy.diagnosis.revocation.Story.CRL_URL;
import static io.tlswhy.diagnosis.revocation.Story.jvmStage;
import static io.tlswhy.diagnosis.revocation.Story.otherWay;
import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Diagnostician;
import io.tlswhy.evidence.Der;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Stage;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateHandshakeTest {
  private static final String PROXY = "proxy.corp:3128";

  private final Story story = Story.withCrl().accepted();
  private final Diagnostician diagnostician = new Diagnostician(Story.jvm());

  private HandshakeFailure hanging() {
    story.lookup(
        Story.lookupOf(LookupKind.CRL, CRL_URL, story.leaf)
            .took(Duration.ofMillis(2100))
            .thread("worker-1")
            .build());
    return story.failure(HandshakeFailure.Point.SLOW).build();
  }

  private HandshakeFailure passedLate() {
    story.lookup(
        Story.lookupOf(LookupKind.CRL, CRL_URL, story.leaf)
            .outcome(Lookup.Outcome.FAILED)
            .took(Duration.ofSeconds(15))
            .error(new SocketTimeoutException())
            .swallowed(true)
            .thread("worker-1")
            .build());
    return story.failure(HandshakeFailure.Point.SLOW).build();
  }

  @Test
  void whatHangsIsToldWhileItHangs() {
    Diagnosis diagnosis = diagnostician.atOnce(hanging(), () -> true);

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_SLOW);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(diagnosis.interim()).isTrue();
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The TLS handshake with partner.test port 443 has been waiting 2.1 s for the CRL"
                + " http://crl.example.com/ca.crl of CN=partner.test (thread worker-1):"
                + " crl.example.com port 80 has not answered yet.");
    assertThat(diagnostician.questions(hanging())).hasSize(1);
  }

  @Test
  void serverThatWaitsForItsOwnStapleIsToldSo() {
    story.lookup(
        Story.lookupOf(LookupKind.OCSP, "http://ocsp.example.com:8080/", story.leaf)
            .took(Duration.ofMillis(2100))
            .thread("https-7")
            .build());
    HandshakeFailure client = story.failure(HandshakeFailure.Point.SLOW).build();
    HandshakeFailure server =
        HandshakeFailure.builder(HandshakeFailure.Point.SLOW, Role.SERVER, client.at())
            .handshake(Handshake.builder().localCertificates(List.of(story.leaf)).build())
            .validation(client.validation().orElseThrow())
            .elapsed(Duration.ofMillis(2100))
            .thread("https-7")
            .build();

    Diagnosis diagnosis = diagnostician.atOnce(server, () -> true);

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_SLOW);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "A TLS handshake of this server has been waiting 2.1 s for the staple of its own"
                + " certificate CN=partner.test (thread https-7): the OCSP responder"
                + " http://ocsp.example.com:8080/ has not answered.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Have this host reach ocsp.example.com port 8080; until then"
                + " -Djdk.tls.stapling.responseTimeout (milliseconds, 5000 by default; restart needed)"
                + " limits how long each handshake waits before it goes on without the staple.");
  }

  @Test
  void silenceThatLastsIsBlocked() {
    EndpointTrial trial =
        story
            .trial(
                LookupKind.CRL,
                CRL_URL,
                jvmStage(Stage.Kind.CONNECT, "203.0.113.7", Stage.Result.OK, 2),
                jvmStage(Stage.Kind.HTTP, "203.0.113.7", Stage.Result.TIMEOUT, 5000))
            .build();

    Diagnosis diagnosis = diagnostician.withTrials(hanging(), List.of(trial));

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_BLOCKED);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The TLS handshake with partner.test port 443 has been waiting 2.1 s for the CRL"
                + " http://crl.example.com/ca.crl of CN=partner.test (thread worker-1):"
                + " crl.example.com port 80 (203.0.113.7) accepts the connection and then sends no"
                + " answer within 5 s.");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Allow TCP from this host to crl.example.com port 80, and let what is sent over it pass;"
                + " the connection itself is accepted (203.0.113.7).");
  }

  @Test
  void whatAnswersSlowlyToATrialTooIsSlow() {
    EndpointTrial trial =
        story
            .trial(
                LookupKind.CRL,
                CRL_URL,
                jvmStage(Stage.Kind.CONNECT, "203.0.113.7", Stage.Result.OK, 2),
                jvmStage(Stage.Kind.HTTP, "203.0.113.7", Stage.Result.OK, 2400))
            .workingWay("direct")
            .answer(Der.of(story.ca.crl().encode()))
            .build();

    Diagnosis diagnosis = diagnostician.withTrials(hanging(), List.of(trial));

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_SLOW);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The TLS handshake with partner.test port 443 has been waiting 2.1 s for the CRL"
                + " http://crl.example.com/ca.crl of CN=partner.test (thread worker-1):"
                + " crl.example.com port 80 needs 2.4 s to answer.");
    assertThat(diagnosis.fix()).isEqualTo("Find out what delays crl.example.com port 80.");
  }

  @Test
  void whatAnswersAtOnceToATrialIsNotCalledSlow() {
    EndpointTrial trial = story.works(LookupKind.CRL, CRL_URL, story.ca.crl().encode());

    Diagnosis diagnosis = diagnostician.withTrials(hanging(), List.of(trial));

    assertThat(diagnosis.summary()).endsWith("crl.example.com port 80 has not answered yet.");
    assertThat(diagnosis.fix()).isEmpty();
  }

  @Test
  void whatHangsInAConnectPassesLateWithSoftFailAndFailsWithout() {
    for (boolean soft : new boolean[] {true, false}) {
      Story again = Story.withCrl().accepted();
      again.settings(again.settings().toBuilder().softFail(soft).build());
      again.lookup(
          Story.lookupOf(LookupKind.CRL, CRL_URL, again.leaf)
              .took(Duration.ofMillis(2100))
              .build());
      EndpointTrial trial =
          again
              .trial(
                  LookupKind.CRL,
                  CRL_URL,
                  jvmStage(Stage.Kind.CONNECT, "203.0.113.7", Stage.Result.TIMEOUT, 5000))
              .build();

      assertThat(
              diagnostician
                  .withTrials(again.failure(HandshakeFailure.Point.SLOW).build(), List.of(trial))
                  .cause())
          .isEqualTo(soft ? Cause.REVOCATION_SLOW : Cause.REVOCATION_BLOCKED);
    }
  }

  @Test
  void softFailThatPassesLateNamesTheWayThatWorks() {
    EndpointTrial trial =
        story
            .trial(
                LookupKind.CRL,
                CRL_URL,
                jvmStage(Stage.Kind.CONNECT, "203.0.113.7", Stage.Result.TIMEOUT, 5000),
                otherWay(Stage.Kind.HTTP, PROXY, "192.0.2.1", Stage.Result.OK, 40))
            .workingWay(PROXY)
            .answer(Der.of(story.ca.crl().encode()))
            .build();

    Diagnosis diagnosis = diagnostician.withTrials(passedLate(), List.of(trial));

    assertThat(diagnosis.cause()).isEqualTo(Cause.REVOCATION_SLOW);
    assertThat(diagnosis.confidence()).isEqualTo(Confidence.PROVED);
    assertThat(diagnosis.contributing()).containsExactly(Cause.REVOCATION_PROXY_REQUIRED);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The TLS handshake with partner.test port 443 was late: 15 s went into the CRL"
                + " http://crl.example.com/ca.crl of CN=partner.test (thread worker-1):"
                + " crl.example.com port 80 cannot be reached from this host (203.0.113.7: no answer"
                + " within 5 s).");
    assertThat(diagnosis.fix())
        .isEqualTo(
            "Start this JVM with -Dhttp.proxyHost=proxy.corp -Dhttp.proxyPort=3128 (restart needed),"
                + " with the hosts that must stay direct in -Dhttp.nonProxyHosts; or allow TCP from"
                + " this host to crl.example.com port 80.");
  }

  @Test
  void waitingForAnotherThreadsLookUpIsTold() {
    story.lookup(
        Story.lookupOf(LookupKind.CRL, CRL_URL, story.leaf)
            .outcome(Lookup.Outcome.ANSWERED)
            .took(Duration.ofMillis(10))
            .waited(Duration.ofSeconds(6))
            .thread("worker-2")
            .build());
    HandshakeFailure failure = story.failure(HandshakeFailure.Point.SLOW).build();

    assertThat(diagnostician.atOnce(failure, () -> true).summary())
        .isEqualTo(
            "The TLS handshake with partner.test port 443 was late: 6 s went into the CRL"
                + " http://crl.example.com/ca.crl of CN=partner.test (thread worker-2), 6 s of it for"
                + " another thread's look-up of the same.");
  }

  @Test
  void lateWithoutALookUpIsThePeers() {
    HandshakeFailure failure =
        story.failure(HandshakeFailure.Point.SLOW).elapsed(Duration.ofMillis(2500)).build();

    Diagnosis diagnosis = diagnostician.atOnce(failure, () -> true);

    assertThat(diagnosis.cause()).isEqualTo(Cause.NETWORK_TIMEOUT);
    assertThat(diagnosis.summary())
        .isEqualTo(
            "The server partner.test port 443 accepted the connection and then sent no TLS message for 2.5 s.");
  }
}
