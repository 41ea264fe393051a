package io.tlswhy.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.HandshakeFailure.Point;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.Peer;
import io.tlswhy.evidence.Role;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trials that end after their incident was told. */
class LateTrialsTest {
  private static final Peer PARTNER = Peer.of("partner.example", 443, "192.0.2.7");
  private static final URI CRL = URI.create("http://crl.example/a");
  private static final Duration IN_TIME = Duration.ofMillis(5500);
  private static final JvmFacts JVM =
      JvmFacts.of(17, "17.0.15", "Debian", "host", 42, Map.of(), Map.of(), Map.of());

  private final ManualClock clock = new ManualClock();
  private final ManualWorker worker = new ManualWorker(clock);
  private final Scripted scripted = new Scripted(clock);
  private final List<IncidentEvent> told = new ArrayList<>();
  private final List<CompletableFuture<EndpointTrial>> probes = new ArrayList<>();
  private Optional<Instant> accepted = Optional.empty();

  @BeforeEach
  void nothingIsKnownWithoutTheTrial() {
    scripted.questions =
        List.of(
            EndpointQuestion.of(
                LookupKind.CRL,
                CRL,
                Certificates.leaf("CN=partner.example", "CN=Issuer"),
                Optional.empty(),
                true,
                Role.CLIENT));
    scripted.withTrials = Scripted.BLOCKED;
  }

  @Test
  void anotherCauseIsToldOnceMoreInFullAndStandsInTheNextException() {
    Incidents incidents = incidents(Map.of());
    String first = failedAndTold(incidents);
    assertThat(first).startsWith("revocation.blocked likely ");
    assertThat(scripted.trials).isEmpty();

    scripted.withTrials = Scripted.PROXY_REQUIRED;
    worker.pass(Duration.ofSeconds(10));
    end(0);

    assertThat(told)
        .extracting(IncidentEvent::kind)
        .containsExactly(IncidentEvent.Kind.OPENED, IncidentEvent.Kind.UPDATED);
    assertThat(told.get(1).id()).isEqualTo(told.get(0).id());
    assertThat(told.get(1).diagnosis()).isEqualTo(Scripted.PROXY_REQUIRED);
    assertThat(told.get(1).fingerprint()).isNotEqualTo(told.get(0).fingerprint());
    assertThat(scripted.trials).hasSize(1);
    assertThat(incidents.failed(failure()))
        .isEqualTo("revocation.proxy-required proved " + told.get(0).id() + " Set http.proxyHost.");
    worker.pass(Duration.ofMinutes(5));
    assertThat(told).hasSize(2);
  }

  @Test
  void theSameCauseForCertainIsToldOnceMore() {
    failedAndTold(incidents(Map.of()));

    scripted.withTrials = Scripted.BLOCKED.toBuilder().confidence(Confidence.PROVED).build();
    end(0);

    assertThat(told)
        .extracting(event -> event.kind() + " " + event.diagnosis().confidence())
        .containsExactly("OPENED LIKELY", "UPDATED PROVED");
  }

  @Test
  void theSameVerdictIsNotToldAgainAndItsTextIsTheBetterOne() {
    Incidents incidents = incidents(Map.of());
    failedAndTold(incidents);
    scripted.withTrials = Scripted.BLOCKED.toBuilder().fix("Open crl.example port 80.").build();

    end(0);

    assertThat(told).hasSize(1);
    assertThat(incidents.failed(failure())).endsWith(" Open crl.example port 80.");
  }

  @Test
  void whatEndsMoreThanThreeTimeOutsLaterIsLeftAlone() {
    Incidents incidents = incidents(Map.of());
    failedAndTold(incidents);
    scripted.withTrials = Scripted.PROXY_REQUIRED;

    worker.pass(Duration.ofMillis(15_001));
    end(0);

    assertThat(told).hasSize(1);
    assertThat(incidents.failed(failure())).startsWith("revocation.blocked likely");
  }

  @Test
  void whatAnInvestigationBringsThatBeganSinceIsNotOverwritten() {
    Incidents incidents = incidents(Map.of("repeat", "1000"));
    failedAndTold(incidents);
    worker.pass(Duration.ofSeconds(1));
    incidents.failed(failure());
    worker.run();
    scripted.withTrials = withCause(Cause.REVOCATION_PROXY);

    end(0);
    assertThat(told).hasSize(1);
    scripted.withTrials = Scripted.PROXY_REQUIRED;
    end(1);

    assertThat(told)
        .extracting(event -> event.diagnosis().cause())
        .containsExactly(Cause.REVOCATION_BLOCKED, Cause.REVOCATION_PROXY_REQUIRED);
  }

  @Test
  void whatIsOverIsNotToldAgain() {
    Incidents incidents = incidents(Map.of("repeat", "2000"));
    failedAndTold(incidents);
    // As long as an incident is found out about, nothing is there yet that could be over.
    accepted = Optional.of(clock.instant());
    worker.pass(Duration.ofSeconds(2));
    scripted.withTrials = Scripted.PROXY_REQUIRED;

    end(0);

    assertThat(told)
        .extracting(IncidentEvent::kind)
        .containsExactly(IncidentEvent.Kind.OPENED, IncidentEvent.Kind.RESOLVED);
  }

  @Test
  void whatWasMutedUnderItsFirstCauseIsToldUnderTheOther() {
    Incidents incidents = incidents(Map.of("mute", "revocation.slow"));
    scripted.withTrials = withCause(Cause.REVOCATION_SLOW);
    incidents.failed(failure());
    worker.run();
    worker.pass(IN_TIME);
    assertThat(told).isEmpty();

    scripted.withTrials = Scripted.PROXY_REQUIRED;
    end(0);

    assertThat(told).extracting(IncidentEvent::kind).containsExactly(IncidentEvent.Kind.OPENED);
  }

  private String failedAndTold(Incidents incidents) {
    String text = incidents.failed(failure());
    worker.run();
    worker.pass(IN_TIME);
    assertThat(told).extracting(IncidentEvent::kind).containsExactly(IncidentEvent.Kind.OPENED);
    return text;
  }

  private void end(int probe) {
    probes.get(probe).complete(EndpointTrial.builder(LookupKind.CRL, CRL).build());
    worker.run();
  }

  private Incidents incidents(Map<String, String> options) {
    return Incidents.builder(IncidentSettings.from(options), scripted, this::probe, JVM)
        .listeners(List.of((IncidentListener) told::add))
        .clock(clock)
        .nanoTime(clock::nanoTime)
        .worker(worker)
        .successes(peer -> accepted)
        .exceptionText(
            event ->
                event.diagnosis().cause().code()
                    + " "
                    + event.diagnosis().confidence().word()
                    + " "
                    + event.id()
                    + (event.diagnosis().fix().isEmpty() ? "" : " " + event.diagnosis().fix()))
        .build();
  }

  private CompletableFuture<EndpointTrial> probe(EndpointQuestion question) {
    CompletableFuture<EndpointTrial> trial = new CompletableFuture<>();
    probes.add(trial);
    return trial;
  }

  private HandshakeFailure failure() {
    return HandshakeFailure.builder(Point.LOCAL, Role.CLIENT, clock.instant())
        .peer(PARTNER)
        .build();
  }

  private static Diagnosis withCause(Cause cause) {
    return Diagnosis.builder(cause, Confidence.PROVED, "A sentence.").build();
  }
}
