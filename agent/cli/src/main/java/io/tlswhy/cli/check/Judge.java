package io.tlswhy.cli.check;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Diagnostician;
import io.tlswhy.diagnosis.path.CertificationPath;
import io.tlswhy.diagnosis.path.PathDiagnosis;
import io.tlswhy.diagnosis.path.Pointers;
import io.tlswhy.evidence.AgentThreads;
import io.tlswhy.evidence.EndpointQuestion;
import io.tlswhy.evidence.EndpointTrial;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.evidence.Role;
import io.tlswhy.evidence.Validation;
import io.tlswhy.incident.IncidentEvent;
import io.tlswhy.probe.EndpointProber;
import io.tlswhy.probe.files.FileAnswers;
import io.tlswhy.probe.files.MachineReader;
import io.tlswhy.probe.handshake.PeerProber;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tries the endpoints of a chain and has a failure diagnosed with what they showed. */
final class Judge {
  /** A check is no incident of a running JVM, and has no id that could be found again. */
  private static final String NO_ID = "0000000000";

  private static final Duration FILES = Duration.ofSeconds(5);

  private final JvmFacts jvm;
  private final Optional<EndpointProber> prober;
  private final Optional<PeerProber> peers;

  /**
   * A judge.
   *
   * @param prober tries endpoints; without one none is asked
   * @param peers makes second handshakes; without it there are none
   */
  Judge(JvmFacts jvm, Optional<EndpointProber> prober, Optional<PeerProber> peers) {
    this.jvm = jvm;
    this.prober = prober;
    this.peers = peers;
  }

  /** What a handshake or validation that failed shows. */
  CheckResult failed(String subject, HandshakeFailure captured) {
    Diagnostician diagnostician = new Diagnostician(jvm);
    HandshakeFailure failure =
        prober.isPresent() && diagnostician.asksFiles(captured) ? withFiles(captured) : captured;
    List<EndpointTrial> trials = tried(diagnostician.questions(failure));
    Diagnosis diagnosis =
        withSecondHandshakes(
            diagnostician,
            failure,
            prober.isPresent()
                ? diagnostician.withTrials(failure, trials)
                : diagnostician.atOnce(failure, () -> true));
    List<X509Certificate> chain =
        failure.validation().map(Validation::chain).orElse(Collections.emptyList());
    List<EndpointTrial> all =
        trials.isEmpty() && failure.validation().isPresent()
            ? tried(questions(failure.validation().get(), failure.at()))
            : trials;
    return CheckResult.of(subject, Optional.of(event(failure, diagnosis)), "", chain, all);
  }

  /** With what the trust stores of this machine hold; a disk that hangs is not waited for. */
  private static HandshakeFailure withFiles(HandshakeFailure failure) {
    if (!failure.validation().isPresent()) {
      return failure;
    }
    FileAnswers answers =
        new MachineReader(AgentThreads.of("files")).read(failure.validation().get().trust());
    try {
      answers.all().get(FILES.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException notAll) {
      return failure.toBuilder().surroundings(answers.soFar()).build();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return failure;
    }
    return failure.toBuilder().surroundings(answers.soFar()).build();
  }

  private Diagnosis withSecondHandshakes(
      Diagnostician diagnostician, HandshakeFailure failure, Diagnosis known) {
    Optional<PeerQuestion> question =
        peers.isPresent() ? diagnostician.peerQuestion(failure) : Optional.empty();
    return question.isPresent()
        ? diagnostician.withPeerTrial(failure, known, peers.get().probe(question.get()).join())
        : known;
  }

  /** What a failure shows whose cause this command itself found out. */
  CheckResult decided(String subject, HandshakeFailure failure, Diagnosis diagnosis) {
    return CheckResult.of(
        subject,
        Optional.of(event(failure, diagnosis)),
        "",
        Collections.emptyList(),
        Collections.emptyList());
  }

  private IncidentEvent event(HandshakeFailure failure, Diagnosis diagnosis) {
    return IncidentEvent.builder(IncidentEvent.Kind.OPENED, NO_ID, diagnosis, failure, jvm).build();
  }

  /** What a validation that passed shows: each endpoint is tried all the same. */
  CheckResult passed(String subject, String accepted, Validation validation, Instant at) {
    return CheckResult.of(
        subject, Optional.empty(), accepted, validation.chain(), tried(questions(validation, at)));
  }

  /** The endpoints for the status of each certificate that an anchor vouches for. */
  private static List<EndpointQuestion> questions(Validation validation, Instant at) {
    Optional<CertificationPath> found =
        PathDiagnosis.decisivePath(validation, at, () -> true).filter(CertificationPath::anchored);
    if (!found.isPresent()) {
      return Collections.emptyList();
    }
    CertificationPath path = found.get();
    List<EndpointQuestion> questions = new ArrayList<>();
    for (int i = 0; i < path.certificates().size(); i++) {
      X509Certificate subject = path.certificates().get(i);
      Optional<X509Certificate> issuer = path.issuerOf(i);
      add(questions, LookupKind.OCSP, Pointers.ocsp(subject), subject, issuer);
      add(questions, LookupKind.CRL, Pointers.crl(subject), subject, issuer);
      add(questions, LookupKind.CA_ISSUERS, Pointers.caIssuers(subject), subject, issuer);
    }
    return questions;
  }

  private static void add(
      List<EndpointQuestion> questions,
      LookupKind kind,
      List<URI> urls,
      X509Certificate subject,
      Optional<X509Certificate> issuer) {
    for (URI url : urls) {
      questions.add(EndpointQuestion.of(kind, url, subject, issuer, true, Role.CLIENT));
    }
  }

  private List<EndpointTrial> tried(List<EndpointQuestion> questions) {
    if (!prober.isPresent()) {
      return Collections.emptyList();
    }
    List<CompletableFuture<EndpointTrial>> running = new ArrayList<>();
    for (EndpointQuestion question : questions) {
      running.add(prober.get().probe(question));
    }
    List<EndpointTrial> trials = new ArrayList<>();
    for (CompletableFuture<EndpointTrial> each : running) {
      trials.add(each.join());
    }
    return trials;
  }
}
