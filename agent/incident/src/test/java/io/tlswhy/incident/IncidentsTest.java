package io.tlswhy.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Fix;
import io.tlswhy.evidence.Backend;
import io.tlswhy.evidence.Carrier;
import io.tlswhy.evidence.Ending;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.Handshake;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.HelloChange;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.PeerHistory;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.evidence.PeerTrial;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Stall;
import io.tlswhy.evidence.TrustSettings;
import io.tlswhy.evidence.Validation;
import io.tlswhy.evidence.Waiting;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class IncidentsTest {
  private static final Peer PARTNER = Peer.of("partner.example", 443, "192.0.2.7");
  private static final X509Certificate LEAF = Certificates.leaf("CN=partner.example", "CN=Issuer");
  private static final JvmFacts JVM =
      JvmFacts.of(17, "17.0.15", "Debian", "host", 42, Map.of(), Map.of(), Map.of());

  private final ManualClock clock = new ManualClock();
  private final ManualWorker worker = new ManualWorker(clock);
  private final Scripted scripted = new Scripted(clock);
  private final List<IncidentEvent> told = new ArrayList<>();
  private final Map<EndpointQuestion, CompletableFuture<EndpointTrial>> probes = new HashMap<>();
  private final Map<Peer, Instant> successes = new HashMap<>();

  @Test
  void firstFailureIsDiagnosedAtOnceAndToldOnceWithWhatTheProbesFound() {
    Incidents incidents = incidents(Map.of());

    String text = incidents.failed(failure(PARTNER));

    assertThat(text).matches("revocation\\.blocked likely [0-9a-f]{10} x1");
    assertThat(told).isEmpty();
    worker.run();
    assertThat(told).hasSize(1);
    IncidentEvent event = told.get(0);
    assertThat(event.kind()).isEqualTo(IncidentEvent.Kind.OPENED);
    assertThat(event.diagnosis()).isEqualTo(Scripted.PROXY_REQUIRED);
    assertThat(text).contains(event.id());
    assertThat(event.count()).isEqualTo(1);
    assertThat(event.first()).isEqualTo(ManualClock.START);
    assertThat(event.jvm()).isEqualTo(JVM);
  }

  @Test
  void nextFailureCarriesTheProvedCauseAndIsOnlyCounted() {
    Incidents incidents = incidents(Map.of());
    incidents.failed(failure(PARTNER));
    worker.run();

    String text = incidents.failed(failure(PARTNER));
    worker.run();

    assertThat(text).startsWith("revocation.proxy-required proved " + told.get(0).id());
    assertThat(told).hasSize(1);
  }

  @Test
  void failuresDuringTheInvestigationBelongToTheSameIncidentAndAreCounted() {
    Incidents incidents = incidents(Map.of());

    incidents.failed(failure(PARTNER));
    incidents.failed(failure(PARTNER));
    worker.run();

    assertThat(told).hasSize(1);
    assertThat(told.get(0).count()).isEqualTo(2);
  }

  @Test
  void isToldAgainInFullAfterTheRepeatIntervalWithTheCount() {
    Incidents incidents = incidents(Map.of("repeat", "60000"));
    incidents.failed(failure(PARTNER));
    worker.run();
    clock.pass(Duration.ofSeconds(30));
    incidents.failed(failure(PARTNER));
    worker.run();
    clock.pass(Duration.ofSeconds(31));

    incidents.failed(failure(PARTNER));
    worker.run();

    assertThat(told)
        .extracting(IncidentEvent::kind)
        .containsExactly(IncidentEvent.Kind.OPENED, IncidentEvent.Kind.REPEATED);
    assertThat(told.get(1).count()).isEqualTo(3);
    assertThat(told.get(1).id()).isEqualTo(told.get(0).id());
  }

  @Test
  void isToldAsUpdatedWhenALaterInvestigationFindsAnotherCause() {
    Incidents incidents = incidents(Map.of("repeat", "60000"));
    incidents.failed(failure(PARTNER));
    worker.run();
    clock.pass(Duration.ofSeconds(61));
    scripted.withTrials = diagnosis(Cause.REVOCATION_PROXY, "crl.example:80");

    incidents.failed(failure(PARTNER));
    worker.run();

    assertThat(told)
        .extracting(IncidentEvent::kind)
        .containsExactly(IncidentEvent.Kind.OPENED, IncidentEvent.Kind.UPDATED);
  }

  @Test
  void isToldOnceMoreAsSoonAsItIsSeenToComeAndGo() {
    Incidents incidents = incidents(Map.of());
    incidents.failed(failure(PARTNER));
    worker.run();

    for (int passed = 1; passed < 8; passed++) {
      incidents.failed(mixed(passed + 1, passed));
      worker.run();
    }

    assertThat(told)
        .extracting(IncidentEvent::kind)
        .containsExactly(IncidentEvent.Kind.OPENED, IncidentEvent.Kind.UPDATED);
    PeerHistory history = told.get(1).failure().peerHistory().orElseThrow();
    assertThat(history.failed()).isEqualTo(4);
    assertThat(history.passed()).isEqualTo(3);
  }

  private HandshakeFailure mixed(long failed, long passed) {
    return failure(PARTNER).toBuilder()
        .peerHistory(
            PeerHistory.of(
                clock.instant(),
                List.of(Backend.of("192.0.2.7", "5a", 2, failed, passed, Optional.empty()))))
        .build();
  }

  @Test
  void fingerprintIsTheSameOnEveryJvmAndDiffersByPeer() {
    incidents(Map.of()).failed(failure(PARTNER));
    incidents(Map.of()).failed(failure(PARTNER));
    incidents(Map.of()).failed(failure(Peer.of("other.example", 443, "")));
    worker.run();

    assertThat(told).hasSize(3);
    assertThat(told.get(0).fingerprint())
        .matches("[0-9a-f]{16}")
        .isEqualTo(told.get(1).fingerprint())
        .isNotEqualTo(told.get(2).fingerprint());
    assertThat(told.get(0).id()).isNotEqualTo(told.get(1).id());
  }

  @Test
  void validationOutsideAHandshakeIsExplainedAndNeverToldAsAnIncident() {
    Incidents incidents = incidents(Map.of());

    String text =
        incidents.failed(
            HandshakeFailure.builder(Point.VALIDATION, Role.CLIENT, clock.instant()).build());
    worker.run();

    assertThat(text).isEqualTo("revocation.blocked likely  x1");
    assertThat(told).isEmpty();
  }

  @Test
  void serverIsNotToldOfScannersButOfWhatItRejectsItself() {
    Incidents incidents = incidents(Map.of());
    scripted.atOnce = diagnosis(Cause.PROTOCOL_PLAINTEXT, "");
    incidents.failed(failure(Point.LOCAL, Role.SERVER, PARTNER));
    scripted.atOnce = diagnosis(Cause.NETWORK_EOF, "");
    incidents.failed(failure(Point.CLOSED, Role.SERVER, PARTNER));
    worker.run();
    assertThat(told).isEmpty();
    assertThat(incidents.counts().noiseOnServers()).isEqualTo(2);

    scripted.atOnce = Scripted.BLOCKED;
    incidents.failed(failure(Point.LOCAL, Role.SERVER, PARTNER));
    worker.run();

    assertThat(told).hasSize(1);
  }

  @Test
  void serverIsToldOfClientsThatStallTogetherUntilTheLastIsGone() {
    scripted.atOnce = diagnosis(Cause.NETWORK_TIMEOUT, "port 8443");
    scripted.withTrials = scripted.atOnce;
    Incidents incidents = incidents(Map.of());

    for (int number = 1; number <= 3; number++) {
      incidents.slow(stalled(number).build());
      worker.run();
    }
    for (int number = 1; number <= 3; number++) {
      assertThat(told).hasSize(1);
      incidents.slow(stalled(number).ending(Ending.GIVEN_UP).build());
      worker.run();
    }

    assertThat(told)
        .extracting(IncidentEvent::kind)
        .containsExactly(IncidentEvent.Kind.OPENED, IncidentEvent.Kind.RESOLVED);
    assertThat(told.get(1).count()).isEqualTo(3);
  }

  @Test
  void serverIsToldOfAHandshakeThatItKeepsWaitingItself() {
    scripted.atOnce = diagnosis(Cause.UNKNOWN, "");
    scripted.withTrials = scripted.atOnce;
    Incidents incidents = incidents(Map.of());

    incidents.slow(
        failure(Point.SLOW, Role.SERVER, PARTNER).toBuilder().waiting(Waiting.TASK).build());
    incidents.slow(
        failure(Point.SLOW, Role.SERVER, Peer.of("", 50123, "192.0.2.9")).toBuilder()
            .waiting(Waiting.PEER)
            .build());
    worker.run();

    assertThat(told).hasSize(1);
    assertThat(told.get(0).failure().waiting()).contains(Waiting.TASK);
  }

  private HandshakeFailure.Builder stalled(long number) {
    return failure(Point.SLOW, Role.SERVER, Peer.unknown()).toBuilder()
        .number(number)
        .waiting(Waiting.PEER)
        .stall(Stall.of(3, 8443, "192.0.2.9"));
  }

  @Test
  void serverIsToldOfItsOwnRejectionAlsoWhenItsCauseIsNotKnownAtOnce() {
    Incidents incidents = incidents(Map.of());
    scripted.atOnce = diagnosis(Cause.UNKNOWN, "").toBuilder().interim(true).build();
    incidents.failed(
        failure(Point.LOCAL, Role.SERVER, PARTNER).toBuilder()
            .validation(
                Validation.builder(List.of(LEAF), trust())
                    .rejection(new CertificateException("no"))
                    .build())
            .build());
    worker.run();

    assertThat(told).extracting(IncidentEvent::diagnosis).containsExactly(Scripted.PROXY_REQUIRED);
  }

  @Test
  void clientThatRefusesAServerIsToldOnlyWhereTheServerCanChangeSomething() {
    Incidents incidents = incidents(Map.of());
    Diagnosis nothingShows = diagnosis(Cause.SERVER_AUTH_REJECTED, "192.0.2.7:50001");
    scripted.atOnce = nothingShows;
    incidents.failed(failure(Point.ALERT_RECEIVED, Role.SERVER, PARTNER));
    worker.run();
    assertThat(told).isEmpty();

    scripted.atOnce =
        nothingShows.toBuilder()
            .fixes(List.of(Fix.of(Fix.Kind.OTHER, "replace", "CN=orders", true)))
            .build();
    scripted.withTrials = scripted.atOnce;
    incidents.failed(failure(Point.ALERT_RECEIVED, Role.SERVER, PARTNER));
    worker.run();
    assertThat(told).hasSize(1);
  }

  @Test
  void clientThatComesFromAnotherPortEachTimeIsOneIncident() {
    Incidents incidents = incidents(Map.of());
    for (int port = 50_000; port < 50_010; port++) {
      scripted.atOnce = diagnosis(Cause.CLIENT_AUTH_MISSING, "192.0.2.7:" + port);
      scripted.withTrials = scripted.atOnce;
      incidents.failed(failure(Point.LOCAL, Role.SERVER, Peer.of("", port, "192.0.2.7")));
      worker.run();
    }

    assertThat(told).hasSize(1);
  }

  @Test
  void whatTheApplicationCancelledItselfIsNoIncidentButATimeOutIs() {
    Incidents incidents = incidents(Map.of());

    String cancelled =
        incidents.failed(
            failure(PARTNER).toBuilder().exception(new ClosedByInterruptException()).build());
    worker.run();
    assertThat(cancelled).isEmpty();
    assertThat(told).isEmpty();
    assertThat(incidents.counts().applicationClosed()).isEqualTo(1);

    incidents.failed(
        failure(PARTNER).toBuilder()
            .exception(new SocketTimeoutException("Read timed out"))
            .build());
    worker.run();
    assertThat(told).hasSize(1);
  }

  @Test
  void mutedHostAndMutedCodeAreSilentEverywhere() {
    assertThat(incidents(Map.of("mute", "other.example,partner.example")).failed(failure(PARTNER)))
        .isEmpty();
    assertThat(scripted.asked).isZero();
    assertThat(incidents(Map.of("mute", "crl.example")).failed(failure(PARTNER))).isEmpty();
    assertThat(incidents(Map.of("mute", "revocation.blocked")).failed(failure(PARTNER))).isEmpty();

    Incidents muted = incidents(Map.of("mute", "revocation.proxy-required"));
    muted.failed(failure(PARTNER));
    worker.run();

    assertThat(muted.failed(failure(PARTNER))).isEmpty();
    worker.run();
    assertThat(told).isEmpty();
    assertThat(muted.counts().untoldIncidents()).isEqualTo(1);
  }

  @Test
  void isOverWhenThePeerPassedAgainAndWasQuiet() {
    Incidents incidents = incidents(Map.of());
    incidents.failed(failure(PARTNER));
    worker.run();
    successes.put(PARTNER, ManualClock.START.plusSeconds(5));

    worker.pass(Duration.ofSeconds(29));
    assertThat(told).hasSize(1);
    worker.pass(Duration.ofSeconds(2));

    assertThat(told)
        .extracting(IncidentEvent::kind)
        .containsExactly(IncidentEvent.Kind.OPENED, IncidentEvent.Kind.RESOLVED);
    assertThat(told.get(1).id()).isEqualTo(told.get(0).id());
    assertThat(told.get(1).lasted()).contains(Duration.ofSeconds(5));
    worker.pass(Duration.ofMinutes(5));
    assertThat(told).hasSize(2);
  }

  @Test
  void isOverAlsoWhereFindingOutTookAWhile() {
    EndpointQuestion hangs = question("http://crl.example/a");
    scripted.questions = List.of(hangs);
    Incidents incidents = incidents(Map.of());
    incidents.failed(failure(PARTNER));
    worker.run();
    worker.pass(Duration.ofSeconds(6));
    successes.put(PARTNER, clock.instant());

    worker.pass(Duration.ofSeconds(30));

    assertThat(told)
        .extracting(IncidentEvent::kind)
        .containsExactly(IncidentEvent.Kind.OPENED, IncidentEvent.Kind.RESOLVED);
  }

  @Test
  void failuresThatComeAndGoAreOneIncident() {
    Incidents incidents = incidents(Map.of());
    for (int i = 0; i < 20; i++) {
      incidents.failed(failure(PARTNER));
      worker.run();
      worker.pass(Duration.ofSeconds(10));
      successes.put(PARTNER, clock.instant());
      worker.pass(Duration.ofSeconds(10));
    }

    assertThat(told).extracting(IncidentEvent::kind).containsExactly(IncidentEvent.Kind.OPENED);
  }

  @Test
  void hangingLookupIsToldWhileItHangsAndResolvedWhenItEnds() {
    scripted.atOnce = diagnosis(Cause.REVOCATION_SLOW, "crl.example:80");
    scripted.withTrials = scripted.atOnce;
    Incidents incidents = incidents(Map.of());

    incidents.slow(slow(Lookup.Outcome.IN_PROGRESS));
    worker.run();
    incidents.slow(slow(Lookup.Outcome.IN_PROGRESS));
    clock.pass(Duration.ofSeconds(20));
    incidents.slow(slow(Lookup.Outcome.ANSWERED));
    worker.run();

    assertThat(told)
        .extracting(IncidentEvent::kind)
        .containsExactly(IncidentEvent.Kind.OPENED, IncidentEvent.Kind.RESOLVED);
    assertThat(told.get(1).failure().point()).isEqualTo(Point.SLOW);
    assertThat(told.get(1).lasted().orElseThrow())
        .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
  }

  @Test
  void handshakeThatTheApplicationGaveUpOnIsToldSoOnceAndIsNotOver() {
    scripted.atOnce = diagnosis(Cause.NETWORK_TIMEOUT, "partner.example:443");
    scripted.withTrials = scripted.atOnce;
    Incidents incidents = incidents(Map.of());

    for (int i = 0; i < 3; i++) {
      incidents.slow(waiting().build());
      worker.run();
      incidents.slow(waiting().ending(Ending.GIVEN_UP).build());
      worker.run();
    }

    assertThat(told)
        .extracting(IncidentEvent::kind)
        .containsExactly(IncidentEvent.Kind.OPENED, IncidentEvent.Kind.UPDATED);
    assertThat(told.get(1).failure().ending()).contains(Ending.GIVEN_UP);
    assertThat(told).extracting(IncidentEvent::brief).containsExactly(false, true);
    assertThat(told.get(1).diagnosis().summary()).isEqualTo("A sentence.");
  }

  @Test
  void handshakeThatHungAndPassedIsResolved() {
    scripted.atOnce = diagnosis(Cause.NETWORK_TIMEOUT, "partner.example:443");
    scripted.withTrials = scripted.atOnce;
    Incidents incidents = incidents(Map.of());

    incidents.slow(waiting().build());
    worker.run();
    incidents.slow(waiting().ending(Ending.PASSED).build());
    worker.run();

    assertThat(told)
        .extracting(IncidentEvent::kind)
        .containsExactly(IncidentEvent.Kind.OPENED, IncidentEvent.Kind.RESOLVED);
  }

  @Test
  void endOfWhatWasNeverToldIsNotTold() {
    Incidents incidents = incidents(Map.of());

    incidents.slow(waiting().ending(Ending.PASSED).build());
    incidents.slow(waiting().ending(Ending.GIVEN_UP).build());
    worker.run();

    assertThat(told).isEmpty();
  }

  private HandshakeFailure.Builder waiting() {
    return failure(Point.SLOW, Role.CLIENT, PARTNER).toBuilder().waiting(Waiting.PEER);
  }

  @Test
  void lookupThatHungAndThenFailedIsTheSameIncident() {
    scripted.atOnce = diagnosis(Cause.REVOCATION_SLOW, "crl.example:80");
    scripted.withTrials = scripted.atOnce;
    Incidents incidents = incidents(Map.of());
    incidents.slow(slow(Lookup.Outcome.IN_PROGRESS));
    worker.run();
    scripted.atOnce = Scripted.BLOCKED;

    String text = incidents.failed(failure(PARTNER));
    worker.run();

    assertThat(text).startsWith("revocation.slow proved " + told.get(0).id());
    assertThat(told).hasSize(1);
  }

  @Test
  void incidentThatTurnsOutToBeAnotherIsToldUnderThatOneAndNamed() {
    Incidents incidents = incidents(Map.of());
    incidents.failed(failure(PARTNER));
    worker.run();
    scripted.atOnce = diagnosis(Cause.CHAIN_INCOMPLETE, "partner.example:443");

    String text = incidents.failed(failure(PARTNER));
    String second = text.split(" ")[2];
    worker.run();

    assertThat(second).isNotEqualTo(told.get(0).id());
    assertThat(told)
        .extracting(IncidentEvent::kind)
        .containsExactly(IncidentEvent.Kind.OPENED, IncidentEvent.Kind.UPDATED);
    assertThat(told.get(1).id()).isEqualTo(told.get(0).id());
    assertThat(told.get(1).alsoToldAs()).containsExactly(second);
    assertThat(told.get(1).count()).isEqualTo(2);

    assertThat(incidents.failed(failure(PARTNER)))
        .startsWith("revocation.proxy-required proved " + told.get(0).id());
    clock.pass(Duration.ofMinutes(11));
    incidents.failed(failure(PARTNER));
    worker.run();

    assertThat(told).hasSize(3);
    assertThat(told.get(2).kind()).isEqualTo(IncidentEvent.Kind.REPEATED);
    assertThat(told.get(2).count()).isEqualTo(4);
    assertThat(told.get(2).alsoToldAs()).containsExactly(second);
  }

  @Test
  void incidentWhoseIdNobodyHasIsCountedToTheOtherInSilence() {
    Incidents incidents = incidents(Map.of());
    incidents.failed(failure(PARTNER));
    worker.run();
    scripted.atOnce = diagnosis(Cause.REVOCATION_SLOW, "ocsp.example:80");

    incidents.slow(slow(Lookup.Outcome.IN_PROGRESS));
    worker.run();
    clock.pass(Duration.ofMinutes(11));
    scripted.atOnce = Scripted.BLOCKED;
    incidents.failed(failure(PARTNER));
    worker.run();

    assertThat(told)
        .extracting(IncidentEvent::kind)
        .containsExactly(IncidentEvent.Kind.OPENED, IncidentEvent.Kind.REPEATED);
    assertThat(told.get(1).count()).isEqualTo(3);
    assertThat(told.get(1).alsoToldAs()).isEmpty();
  }

  @Test
  void idsThatAreNamedAreBounded() {
    Incidents incidents = incidents(Map.of());
    incidents.failed(failure(PARTNER));
    worker.run();

    for (int i = 0; i < 20; i++) {
      scripted.atOnce = diagnosis(Cause.CHAIN_INCOMPLETE, "subject" + i);
      incidents.failed(failure(PARTNER));
      worker.run();
    }

    assertThat(told).hasSize(1 + 8);
    assertThat(told.get(8).alsoToldAs()).hasSize(8);
  }

  @Test
  void lateLookupThatPassedIsToldOnce() {
    scripted.atOnce = diagnosis(Cause.REVOCATION_SLOW, "crl.example:80");
    scripted.withTrials = scripted.atOnce;
    Incidents incidents = incidents(Map.of());

    incidents.slow(slow(Lookup.Outcome.ANSWERED));
    worker.run();
    incidents.slow(slow(Lookup.Outcome.ANSWERED));
    worker.run();

    assertThat(told).extracting(IncidentEvent::kind).containsExactly(IncidentEvent.Kind.OPENED);
  }

  @Test
  void tellsWhatIsKnownATenthAfterTheTimeOutWhenAProbeDoesNotEnd() {
    EndpointQuestion answers = question("http://crl.example/a");
    EndpointQuestion hangs = question("http://crl.example/b");
    scripted.questions = List.of(answers, hangs);
    Incidents incidents = incidents(Map.of("timeout", "5000"));
    incidents.failed(failure(PARTNER));
    worker.run();
    EndpointTrial trial = EndpointTrial.builder(LookupKind.CRL, answers.url()).build();
    probe(answers).complete(trial);

    worker.pass(Duration.ofMillis(5499));
    assertThat(told).isEmpty();
    worker.pass(Duration.ofMillis(2));

    assertThat(told).hasSize(1);
    assertThat(scripted.trials).containsExactly(trial);
    probe(hangs).complete(EndpointTrial.builder(LookupKind.CRL, hangs.url()).build());
    worker.run();
    assertThat(told).hasSize(1);
  }

  @Test
  void tellsAsSoonAsTheLastProbeHasEnded() {
    EndpointQuestion question = question("http://crl.example/a");
    scripted.questions = List.of(question);
    Incidents incidents = incidents(Map.of());
    incidents.failed(failure(PARTNER));
    worker.run();
    assertThat(told).isEmpty();

    probe(question).complete(EndpointTrial.builder(LookupKind.CRL, question.url()).build());
    worker.run();

    assertThat(told).hasSize(1);
  }

  @Test
  void secondHandshakesDecideWhereThereIsSomebodyToMakeThem() {
    Diagnosis first = Scripted.PROXY_REQUIRED;
    Diagnosis better = first.toBuilder().summary("It speaks TLS 1.0 only.").build();
    PeerQuestion question =
        PeerQuestion.of(
            Peer.of("partner.example", 443, "192.0.2.1"),
            Handshake.builder().build(),
            List.of(HelloChange.NONE));
    List<PeerQuestion> asked = new ArrayList<>();
    scripted.peerQuestion = Optional.of(question);
    scripted.withPeerTrial = better;
    CompletableFuture<PeerTrial> trial = new CompletableFuture<>();
    Incidents incidents =
        builder(Map.of())
            .listeners(List.of(listener()))
            .peers(
                each -> {
                  asked.add(each);
                  return trial;
                })
            .build();

    incidents.failed(failure(PARTNER));
    worker.run();
    assertThat(told).isEmpty();
    trial.complete(PeerTrial.none("a test"));
    worker.run();

    assertThat(asked).containsExactly(question);
    assertThat(told).singleElement().extracting(IncidentEvent::diagnosis).isEqualTo(better);
  }

  @Test
  void faultOfTheDiagnosisStaysOursAndTheFirstDiagnosisIsTold() {
    Incidents incidents =
        Incidents.builder(
                IncidentSettings.builder().build(),
                new Diagnosing() {
                  @Override
                  public Diagnosis atOnce(HandshakeFailure failure, BooleanSupplier timeLeft) {
                    return Scripted.BLOCKED;
                  }

                  @Override
                  public List<EndpointQuestion> questions(HandshakeFailure failure) {
                    throw new StackOverflowError();
                  }

                  @Override
                  public Diagnosis withTrials(
                      HandshakeFailure failure, List<EndpointTrial> trials) {
                    throw new IllegalStateException();
                  }
                },
                this::probe,
                JVM)
            .clock(clock)
            .nanoTime(clock::nanoTime)
            .worker(worker)
            .listeners(List.of(listener()))
            .build();

    incidents.failed(failure(PARTNER));
    worker.run();

    assertThat(told).hasSize(1);
    assertThat(told.get(0).diagnosis()).isEqualTo(Scripted.BLOCKED);
    assertThat(incidents.counts().ownFaults()).isEqualTo(1);
  }

  @Test
  void listenerThatThrowsDoesNotKeepTheNextFromBeingTold() {
    IncidentListener broken =
        event -> {
          throw new IllegalStateException("disk full");
        };
    Incidents incidents = builder(Map.of()).listeners(List.of(broken, listener())).build();

    incidents.failed(failure(PARTNER));
    worker.run();

    assertThat(told).hasSize(1);
    assertThat(incidents.counts().ownFaults()).isEqualTo(1);
  }

  @Test
  void fullQueueIsCountedAndTheNextFailureIsFoundOutAbout() {
    Incidents incidents = incidents(Map.of());
    worker.capacity(0);
    assertThat(incidents.failed(failure(PARTNER))).startsWith("revocation.blocked likely");
    assertThat(incidents.counts().droppedTasks()).isEqualTo(1);
    worker.capacity(10);

    incidents.failed(failure(PARTNER));
    worker.run();

    assertThat(told).hasSize(1);
    assertThat(told.get(0).count()).isEqualTo(2);
  }

  @Test
  void stormOfOneCauseIsAnsweredFromMemoryOnceTheTimeForDiagnosingIsSpent() {
    scripted.takes = Duration.ofMillis(2);
    Incidents incidents = incidents(Map.of());
    incidents.failed(failure(PARTNER));
    worker.run();

    for (int i = 0; i < 10_000; i++) {
      assertThat(incidents.failed(failure(PARTNER))).startsWith("revocation.proxy-required proved");
    }

    assertThat(scripted.asked).isBetween(200, 350);
    assertThat(told).hasSize(1);
    assertThat(incidents.counts().failures()).isEqualTo(10_001);
  }

  @Test
  void stormOfManyPeersIsLikenedToAnotherPeerOfTheSameIssuer() {
    List<String> summaries = new ArrayList<>();
    Incidents incidents =
        builder(Map.of())
            .listeners(List.of(listener()))
            .exceptionText(
                event -> {
                  summaries.add(event.diagnosis().summary());
                  return event.diagnosis().cause().code()
                      + " "
                      + event.diagnosis().confidence().word()
                      + " "
                      + event.id();
                })
            .build();
    spendTheTimeForDiagnosing(incidents, withChain(failure(PARTNER), LEAF));
    worker.run();
    String known = told.get(0).diagnosis().summary();

    String text =
        incidents.failed(
            withChain(
                failure(Peer.of("new.example", 443, "")),
                Certificates.leaf("CN=new.example", "CN=Issuer")));

    assertThat(text).isEqualTo("revocation.proxy-required possible " + told.get(0).id());
    assertThat(summaries)
        .last()
        .isEqualTo(
            "Too many handshakes fail at once to look into this one; with another peer whose"
                + " certificate has the same issuer: "
                + known);
  }

  @Test
  void stormOfUnknownPeersIsCountedUnderOneIncident() {
    Incidents incidents = incidents(Map.of());
    spendTheTimeForDiagnosing(incidents, failure(PARTNER));
    worker.run();
    told.clear();
    long before = incidents.counts().answeredFromMemory();

    String text = incidents.failed(failure(Peer.of("peer0.example", 443, "")));
    for (int i = 1; i < 10_000; i++) {
      assertThat(incidents.failed(failure(Peer.of("peer" + i + ".example", 443, ""))))
          .startsWith(text.substring(0, "unknown possible 0123456789".length()));
      worker.run();
    }

    assertThat(told)
        .extracting(event -> event.diagnosis().cause(), event -> event.diagnosis().summary())
        .containsExactly(
            tuple(Cause.UNKNOWN, "Too many handshakes fail at once to look into each of them."));
    assertThat(incidents.counts().answeredFromMemory()).isEqualTo(before + 10_000);
  }

  @Test
  void noMoreRecordsAreToldThanALogCanBear() {
    scripted.takes = Duration.ZERO;
    Incidents incidents = incidents(Map.of());

    for (int i = 0; i < 10_000; i++) {
      incidents.failed(failure(Peer.of("peer" + i + ".example", 443, "")));
      worker.run();
    }

    assertThat(told).hasSize(50);
    assertThat(incidents.counts().untoldIncidents()).isEqualTo(9_950);
  }

  @Test
  void blockingHandshakeWaitsForTheProbesWhereThatIsAsked() {
    Worker atOnce =
        new Worker() {
          @Override
          public boolean offer(Runnable task) {
            task.run();
            return true;
          }

          @Override
          public void after(Duration delay, Runnable task) {}
        };
    Incidents incidents = builder(Map.of("wait", "60000")).worker(atOnce).build();

    assertThat(incidents.failed(failure(PARTNER).toBuilder().carrier(Carrier.SOCKET).build()))
        .startsWith("revocation.proxy-required proved");
  }

  @Test
  void interruptEndsTheWaitingAndStays() {
    Incidents incidents = incidents(Map.of("wait", "60000"));

    Thread.currentThread().interrupt();
    String text = incidents.failed(failure(PARTNER).toBuilder().carrier(Carrier.SOCKET).build());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(text).startsWith("revocation.blocked likely");
  }

  @Test
  void eventLoopNeverWaits() {
    Incidents incidents = incidents(Map.of("wait", "600000"));

    assertThat(incidents.failed(failure(PARTNER).toBuilder().carrier(Carrier.ENGINE).build()))
        .startsWith("revocation.blocked likely");
  }

  @Test
  void whatIsStillBeingFoundOutAboutIsToldOnceWhenTheAgentIsTakenOut() {
    AtomicReference<Runnable> investigation = new AtomicReference<>();
    Worker first =
        new Worker() {
          @Override
          public boolean offer(Runnable task) {
            if (!investigation.compareAndSet(null, task)) {
              task.run();
            }
            return true;
          }

          @Override
          public void after(Duration delay, Runnable task) {}
        };
    Incidents incidents = builder(Map.of()).listeners(List.of(listener())).worker(first).build();
    incidents.failed(failure(PARTNER));
    assertThat(told).isEmpty();

    incidents.close();
    Optional.ofNullable(investigation.get()).orElseThrow().run();

    assertThat(told).hasSize(1);
    assertThat(told.get(0).diagnosis()).isEqualTo(Scripted.BLOCKED);
    assertThat(told.get(0).fingerprint()).matches("[0-9a-f]{16}");
  }

  private Incidents incidents(Map<String, String> options) {
    return builder(options).listeners(List.of(listener())).build();
  }

  private Incidents.Builder builder(Map<String, String> options) {
    return Incidents.builder(IncidentSettings.from(options), scripted, this::probe, JVM)
        .clock(clock)
        .nanoTime(clock::nanoTime)
        .worker(worker)
        .successes(peer -> Optional.ofNullable(successes.get(peer)))
        .exceptionText(
            event ->
                event.diagnosis().cause().code()
                    + " "
                    + event.diagnosis().confidence().word()
                    + " "
                    + event.id()
                    + " x"
                    + event.count());
  }

  private IncidentListener listener() {
    return told::add;
  }

  private CompletableFuture<EndpointTrial> probe(EndpointQuestion question) {
    return probes.computeIfAbsent(question, asked -> new CompletableFuture<>());
  }

  private void spendTheTimeForDiagnosing(Incidents incidents, HandshakeFailure failure) {
    scripted.takes = Duration.ofMillis(10);
    while (incidents.counts().answeredFromMemory() == 0) {
      incidents.failed(failure);
    }
  }

  private HandshakeFailure failure(Peer peer) {
    return failure(Point.LOCAL, Role.CLIENT, peer);
  }

  private HandshakeFailure failure(Point point, Role role, Peer peer) {
    return HandshakeFailure.builder(point, role, clock.instant()).peer(peer).build();
  }

  private HandshakeFailure slow(Lookup.Outcome outcome) {
    Lookup lookup =
        Lookup.builder(LookupKind.CRL, URI.create("http://crl.example/a"), clock.instant())
            .outcome(outcome)
            .build();
    return failure(Point.SLOW, Role.CLIENT, PARTNER).toBuilder()
        .validation(Validation.builder(List.of(LEAF), trust()).lookups(List.of(lookup)).build())
        .build();
  }

  private static HandshakeFailure withChain(HandshakeFailure failure, X509Certificate leaf) {
    return failure.toBuilder()
        .validation(Validation.builder(List.of(leaf), trust()).build())
        .build();
  }

  private static TrustSettings trust() {
    return TrustSettings.builder(TrustSettings.Algorithm.PKIX, "X509TrustManagerImpl").build();
  }

  private static EndpointQuestion question(String url) {
    return EndpointQuestion.of(
        LookupKind.CRL, URI.create(url), LEAF, Optional.empty(), true, Role.CLIENT);
  }

  private static Diagnosis diagnosis(Cause cause, String subject) {
    return Diagnosis.builder(cause, Confidence.PROVED, "A sentence.").subject(subject).build();
  }
}
