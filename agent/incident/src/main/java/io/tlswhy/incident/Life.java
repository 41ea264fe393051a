package io.tlswhy.incident;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.history.History;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What becomes of an incident: each failure is counted to it, the first is found out about and
 * told, and so is one after each {@code repeat}; in the end it is told to be over.
 */
final class Life {
  /** A log that does not take a record in this time does not hold up the JVM's end. */
  private static final Duration LONGEST_AT_EXIT = Duration.ofSeconds(1);

  private final IncidentSettings settings;
  private final JvmFacts jvm;
  private final Clock clock;
  private final Worker worker;
  private final Investigation investigation;
  private final OpenIncidents incidents;
  private final Function<IncidentEvent, String> exceptionText;
  private final Teller teller;
  private final IncidentCounts counts;

  /** What to tell of those that are still being found out about when the JVM ends. */
  private final Map<Incident, IncidentEvent> pending = new ConcurrentHashMap<>();

  private volatile boolean ending;

  Life(
      IncidentSettings settings,
      JvmFacts jvm,
      Clock clock,
      Worker worker,
      Investigation investigation,
      OpenIncidents incidents,
      Function<IncidentEvent, String> exceptionText,
      Teller teller,
      IncidentCounts counts) {
    this.settings = settings;
    this.jvm = jvm;
    this.clock = clock;
    this.worker = worker;
    this.investigation = investigation;
    this.incidents = incidents;
    this.exceptionText = exceptionText;
    this.teller = teller;
    this.counts = counts;
  }

  /** Counts a failure to an incident, and has it found out about where that is due. */
  void count(Incident incident, HandshakeFailure failure, Diagnosis atOnce) {
    if (due(incident, failure)) {
      pending.put(incident, event(incident.next(atOnce, false), incident, failure, atOnce).build());
      int number = incident.investigation();
      run(incident, () -> investigate(incident, number, failure, atOnce));
    }
  }

  /** Counts a failure that nobody has time to find out about, and tells what there is. */
  void countOnly(Incident incident, HandshakeFailure failure, Diagnosis diagnosis) {
    if (due(incident, failure)) {
      int number = incident.investigation();
      run(incident, () -> settleAsCounted(incident, number, failure, diagnosis));
    }
  }

  private boolean due(Incident incident, HandshakeFailure failure) {
    incident.application(contextClassLoader());
    return incident.count(failure, settings.repeat(), History.comesAndGoes(failure))
        == Incident.Next.INVESTIGATE;
  }

  private void run(Incident incident, Runnable task) {
    if (!worker.offer(task)) {
      counts.dropped();
      pending.remove(incident);
      incident.abandoned();
    }
  }

  private void investigate(
      Incident incident, int number, HandshakeFailure failure, Diagnosis atOnce) {
    Investigation.Findings findings =
        new Investigation.Findings() {
          @Override
          public void found(Diagnosis found) {
            settle(incident, number, failure, found);
          }

          @Override
          public void foundLater(Diagnosis found) {
            improve(incident, number, failure, found);
          }

          @Override
          public void failed(Throwable fault) {
            teller.fault("finding out about incident " + incident.id(), fault);
            settle(incident, number, failure, atOnce);
          }
        };
    try {
      investigation.start(failure, findings);
    } catch (Throwable fault) {
      findings.failed(fault);
    }
  }

  private void settle(Incident incident, int number, HandshakeFailure failure, Diagnosis found) {
    if (!incident.awaits(number)) {
      return;
    }
    boolean toldAtEnd = pending.remove(incident) == null && ending;
    Incident same = incidents.alias(Fingerprint.identity(found, failure), incident);
    if (same != incident && same.isUnresolved()) {
      absorb(same, incident, failure, found, !toldAtEnd);
    } else {
      settle(incident, failure, found, !toldAtEnd);
    }
  }

  /** What is only counted is nothing that anything else could turn out to be. */
  private void settleAsCounted(
      Incident incident, int number, HandshakeFailure failure, Diagnosis found) {
    if (incident.awaits(number)) {
      settle(incident, failure, found, true);
    }
  }

  /**
   * Counts an incident to another that was told already. Whoever has its id from an exception is
   * told under which it goes on.
   */
  private void absorb(
      Incident same, Incident absorbed, HandshakeFailure failure, Diagnosis found, boolean tells) {
    String fingerprint = Fingerprint.of(found, failure);
    boolean named = same.absorb(absorbed);
    incidents.replace(absorbed, same);
    if (tells && named && same.isOpenTo(found) && isHeard(failure, found) && teller.permits()) {
      IncidentEvent event =
          event(IncidentEvent.Kind.UPDATED, same, failure, found).fingerprint(fingerprint).build();
      same.settle(found, fingerprint, exceptionText.apply(event), clock.instant(), true);
      teller.tell(event);
    } else {
      counts.untold();
    }
    absorbed.settle(found, fingerprint, same.text(), clock.instant(), false);
    absorbed.absorbed();
  }

  private void settle(Incident incident, HandshakeFailure failure, Diagnosis found, boolean tells) {
    String fingerprint = Fingerprint.of(found, failure);
    boolean comesAndGoes = History.comesAndGoes(failure);
    boolean heard = isHeard(failure, found);
    boolean told =
        heard
            && tells
            && !incident.isKnown(found, clock.instant(), settings.repeat(), comesAndGoes)
            && teller.permits();
    IncidentEvent event =
        event(incident.next(found, comesAndGoes), incident, failure, found)
            .fingerprint(fingerprint)
            .build();
    incident.settle(
        found, fingerprint, heard ? exceptionText.apply(event) : "", clock.instant(), told);
    if (told) {
      if (comesAndGoes) {
        incident.toldToComeAndGo();
      }
      teller.tell(event);
    } else {
      counts.untold();
    }
  }

  /**
   * Takes what is known better since all has ended that was tried, and tells it if that is another
   * verdict than the one that was told in time.
   */
  private void improve(Incident incident, int number, HandshakeFailure failure, Diagnosis found) {
    if (ending || !incident.isAsLeftBy(number)) {
      return;
    }
    Incident same = incidents.alias(Fingerprint.identity(found, failure), incident);
    if (same != incident) {
      absorb(same, incident, failure, found, true);
      return;
    }
    String fingerprint = Fingerprint.of(found, failure);
    boolean heard = isHeard(failure, found);
    boolean told = heard && incident.isNews(found) && teller.permits();
    IncidentEvent.Kind kind =
        incident.isUnresolved() ? IncidentEvent.Kind.UPDATED : IncidentEvent.Kind.OPENED;
    IncidentEvent event = event(kind, incident, failure, found).fingerprint(fingerprint).build();
    incident.settle(
        found, fingerprint, heard ? exceptionText.apply(event) : "", clock.instant(), told);
    if (told) {
      teller.tell(event);
    }
  }

  private boolean isHeard(HandshakeFailure failure, Diagnosis found) {
    return !settings.mutes().mutes(found) && !Noise.onServer(failure, found);
  }

  /** Whether there are incidents that have not been told yet since they are being found out. */
  boolean isFindingOut() {
    return !pending.isEmpty();
  }

  /** Tells that what was warned of is over before anything failed. */
  void foreseenNoMore(Incident incident, HandshakeFailure watched) {
    if (incident.isForeseen()) {
      resolve(incident, watched, clock.instant());
    }
  }

  /**
   * Tells that the application did not wait for what hangs, once; nothing is over by that.
   *
   * <p>Not before the incident itself was told, which may need the probes' answers first.
   */
  void givenUp(Incident incident, HandshakeFailure handshake) {
    incident.endsWith(handshake);
    if (incident.isSettled()) {
      tellGivenUp(incident, handshake);
    } else {
      worker.after(settings.timeout().multipliedBy(2), () -> tellGivenUp(incident, handshake));
    }
  }

  private void tellGivenUp(Incident incident, HandshakeFailure handshake) {
    if (incident.isUnresolved() && incident.tellsGivenUp() && teller.permits()) {
      teller.tell(remembered(IncidentEvent.Kind.UPDATED, incident, handshake).build());
    }
  }

  /** A handshake ended, or a look-up in it, that hung: tells so if no other one hangs with it. */
  void ended(Incident incident, HandshakeFailure handshake) {
    if (incident.endsWith(handshake)) {
      resolve(incident, handshake, clock.instant());
    }
  }

  /** Tells that a peer was accepted again at that time. */
  void recovered(Incident incident, Instant accepted) {
    resolve(
        incident,
        HandshakeFailure.builder(HandshakeFailure.Point.LOCAL, incident.role(), accepted)
            .peer(incident.peer())
            .build(),
        accepted);
  }

  private void resolve(Incident incident, HandshakeFailure shown, Instant end) {
    if (!incident.resolve()) {
      return;
    }
    teller.tell(
        remembered(IncidentEvent.Kind.RESOLVED, incident, shown)
            .lasted(Duration.between(incident.since(), end))
            .build());
  }

  /**
   * Tells what is still being found out about, as far as it is known: the JVM ends, and a service
   * that fails at its start does so before its probes.
   */
  void tellPending() {
    ending = true;
    for (Incident incident : new ArrayList<>(pending.keySet())) {
      IncidentEvent event = pending.remove(incident);
      if (event != null) {
        teller.tell(
            event.toBuilder()
                .fingerprint(Fingerprint.of(event.diagnosis(), event.failure()))
                .build());
      }
    }
    try {
      teller.drain(LONGEST_AT_EXIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** An event with what is remembered of the diagnosis, when nothing was found out anew. */
  private IncidentEvent.Builder remembered(
      IncidentEvent.Kind kind, Incident incident, HandshakeFailure shown) {
    return event(kind, incident, shown, incident.diagnosis())
        .fingerprint(incident.fingerprint())
        .brief(true);
  }

  /** An event with all that is counted. */
  IncidentEvent.Builder event(
      IncidentEvent.Kind kind, Incident incident, HandshakeFailure failure, Diagnosis diagnosis) {
    return IncidentEvent.builder(kind, incident.id(), diagnosis, failure, jvm)
        .count(Math.max(1, incident.count()))
        .first(incident.first())
        .last(incident.last())
        .alsoToldAs(incident.alsoToldAs())
        .application(incident.application());
  }

  private static WeakReference<ClassLoader> contextClassLoader() {
    try {
      return new WeakReference<>(Thread.currentThread().getContextClassLoader());
    } catch (SecurityException e) {
      return new WeakReference<>(null);
    }
  }
}
