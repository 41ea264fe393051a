package io.tlswhy.incident;

import io.tlswhy.diagnosis.Cause;
import io.tlswhy.diagnosis.Confidence;
import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Diagnostician;
import io.tlswhy.evidence.Carrier;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.probe.EndpointProber;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The life of incidents: a failure comes in on the application's thread, gets a first diagnosis for
 * its exception at once, is found out about on agent threads, told once, counted, and told to be
 * over.
 *
 * <p>On the application's thread nothing here opens a connection, waits (unless {@code wait} asks
 * for it), or throws; what is remembered is bounded whatever the network sends.
 */
public final class Incidents {
  /** How long a diagnosis on the failing thread may take. */
  private static final long DEADLINE_NANOS = 10_000_000L;

  /** The same for the first one, which loads and initialises its classes. */
  private static final long FIRST_DEADLINE_NANOS = 250_000_000L;

  /** So long a peer must have passed without failing before an incident is called over. */
  private static final Duration LONGEST_QUIET = Duration.ofSeconds(30);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private static final String STORM = "storm";

  private final IncidentSettings settings;
  private final Diagnostician diagnostician;
  private final JvmFacts jvm;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Worker worker;
  private final Function<IncidentEvent, String> exceptionText;
  private final SuccessMemory successes;
  private final Investigation investigation;
  private final DiagnosisBudget budget;
  private final Teller teller;
  private final OpenIncidents incidents = new OpenIncidents();
  private final IncidentCounts counts = new IncidentCounts();
  private final AtomicBoolean warm = new AtomicBoolean();
  private final AtomicBoolean looking = new AtomicBoolean();

  private Incidents(Builder builder) {
    this.settings = builder.settings;
    this.diagnostician = builder.diagnostician;
    this.jvm = builder.jvm;
    this.clock = builder.clock;
    this.nanoTime = builder.nanoTime;
    this.worker = builder.worker.orElseGet(() -> new QueuedThread("incident"));
    this.exceptionText = builder.exceptionText;
    this.successes = builder.successes;
    this.budget = new DiagnosisBudget(nanoTime);
    this.investigation =
        new Investigation(diagnostician, builder.prober, worker, settings.timeout());
    this.teller =
        new Teller(
            builder.tellingWorker.orElseGet(() -> new QueuedThread("report")),
            builder.listeners,
            counts);
  }

  /** A builder for an engine that tells nobody and adds nothing to exceptions yet. */
  public static Builder builder(
      IncidentSettings settings, Diagnostician diagnostician, EndpointProber prober, JvmFacts jvm) {
    return new Builder(settings, diagnostician, prober, jvm);
  }

  /**
   * A handshake failed, or a validation outside of one; on the failing thread.
   *
   * @return what to append to the exception's message, empty if nothing
   */
  public String failed(HandshakeFailure failure) {
    try {
      return failure.point() == HandshakeFailure.Point.VALIDATION
          ? validationFailed(failure)
          : handshakeFailed(failure);
    } catch (Throwable fault) {
      teller.fault("diagnosing a failed handshake", fault);
      return "";
    }
  }

  /** A handshake is spending, or has spent, too long in look-ups. */
  public void slow(HandshakeFailure handshake) {
    try {
      lateLookup(handshake);
    } catch (Throwable fault) {
      teller.fault("diagnosing a slow handshake", fault);
    }
  }

  /** A TLS provider was loaded that the agent cannot see into. */
  public void blindProvider(String name) {
    teller.notice(
        "tlswhy cannot see into the TLS provider "
            + name
            + ": of its handshakes only what the platform's trust manager rejects is diagnosed.");
  }

  /** What was counted so far. */
  public IncidentCounts counts() {
    return counts;
  }

  /** A rejection outside a handshake is explained in its exception and never told. */
  private String validationFailed(HandshakeFailure failure) {
    if (!budget.permits()) {
      counts.fromMemory();
      return "";
    }
    Diagnosis diagnosis = diagnose(failure);
    return settings.mutes().mutes(diagnosis) ? "" : textWithoutIncident(failure, diagnosis);
  }

  private String handshakeFailed(HandshakeFailure failure) {
    counts.failure();
    if (settings.mutes().mutesPeer(failure.peer())) {
      counts.muted();
      return "";
    }
    if (Noise.closedByApplication(failure)) {
      counts.closedByApplication();
      return "";
    }
    long key = FailureKey.of(failure);
    if (!budget.permits()) {
      counts.fromMemory();
      return fromMemory(failure, key);
    }
    Diagnosis diagnosis = diagnose(failure);
    if (settings.mutes().mutes(diagnosis)) {
      counts.muted();
      return "";
    }
    if (Noise.onServer(failure, diagnosis)) {
      counts.noise();
      return textWithoutIncident(failure, diagnosis);
    }
    Incident incident = incidentOf(failure, diagnosis);
    incidents.remember(key, failure, incident);
    if (count(incident, failure)) {
      waitWhereAsked(incident, failure);
    }
    return text(incident, failure, diagnosis);
  }

  private void lateLookup(HandshakeFailure handshake) {
    if (settings.mutes().mutesPeer(handshake.peer())) {
      counts.muted();
      return;
    }
    long key = FailureKey.of(handshake);
    if (!hangs(handshake)) {
      Optional<Incident> hung = incidents.recognise(key);
      if (hung.isPresent() && hung.get().open()) {
        resolve(hung.get(), Optional.of(handshake));
        return;
      }
    }
    if (!budget.permits()) {
      counts.fromMemory();
      return;
    }
    Diagnosis diagnosis = diagnose(handshake);
    if (settings.mutes().mutes(diagnosis)) {
      counts.muted();
      return;
    }
    Incident incident = incidentOf(handshake, diagnosis);
    if (hangs(handshake)) {
      incidents.remember(key, handshake, incident);
    }
    count(incident, handshake);
  }

  private static boolean hangs(HandshakeFailure handshake) {
    return handshake.validation().isPresent()
        && handshake.validation().get().lookups().stream()
            .anyMatch(lookup -> lookup.outcome() == Lookup.Outcome.IN_PROGRESS);
  }

  private Diagnosis diagnose(HandshakeFailure failure) {
    long start = nanoTime.getAsLong();
    long deadline = start + (warm.get() ? DEADLINE_NANOS : FIRST_DEADLINE_NANOS);
    BooleanSupplier timeLeft = () -> nanoTime.getAsLong() - deadline < 0;
    try {
      return diagnostician.atOnce(failure, timeLeft);
    } finally {
      warm.set(true);
      budget.spend(nanoTime.getAsLong() - start);
    }
  }

  /** The incident that a failure belongs to, by its cause, or by what hung before it failed. */
  private Incident incidentOf(HandshakeFailure failure, Diagnosis diagnosis) {
    String identity = Fingerprint.identity(diagnosis, failure.peer());
    Optional<Incident> known = incidents.find(identity);
    if (known.isPresent()) {
      return known.get();
    }
    String endpoint = endpointIdentity(failure, diagnosis);
    Optional<Incident> slow = incidents.find(endpoint);
    if (slow.isPresent() && slow.get().slow()) {
      incidents.alias(identity, slow.get());
      return slow.get();
    }
    Incident opened = incidents.findOrOpen(identity, newId(), failure, diagnosis);
    if (opened.slow()) {
      incidents.alias(endpoint, opened);
    }
    return opened;
  }

  private static String endpointIdentity(HandshakeFailure failure, Diagnosis diagnosis) {
    return Fingerprint.identity(
        diagnosis.toBuilder().cause(Cause.REVOCATION_SLOW).build(), failure.peer());
  }

  /** Counts a failure; true if it is being found out about now. */
  private boolean count(Incident incident, HandshakeFailure failure) {
    incident.application(contextClassLoader());
    if (incident.count(failure.at(), settings.repeat()) == Incident.Next.COUNT) {
      return !incident.proven();
    }
    if (worker.offer(() -> investigate(incident, failure))) {
      return true;
    }
    counts.dropped();
    incident.abandoned();
    return false;
  }

  private void investigate(Incident incident, HandshakeFailure failure) {
    try {
      investigation.start(
          failure,
          found -> settle(incident, failure, found),
          fault -> {
            teller.fault("finding out about incident " + incident.id(), fault);
            settle(incident, failure, incident.diagnosis());
          });
    } catch (Throwable fault) {
      teller.fault("finding out about incident " + incident.id(), fault);
      settle(incident, failure, incident.diagnosis());
    }
  }

  private void settle(Incident incident, HandshakeFailure failure, Diagnosis found) {
    boolean told = !settings.mutes().mutes(found) && !Noise.onServer(failure, found);
    IncidentEvent.Kind kind = incident.next(found);
    IncidentEvent event =
        event(kind, incident, failure, found)
            .fingerprint(Fingerprint.of(found, failure.peer()))
            .build();
    incident.settle(found, told ? exceptionText.apply(event) : "", clock.instant(), told);
    incidents.alias(Fingerprint.identity(found, failure.peer()), incident);
    if (told) {
      teller.tell(event);
      lookForSuccess();
    } else {
      counts.muted();
    }
  }

  private void waitWhereAsked(Incident incident, HandshakeFailure failure) {
    if (settings.waitForProbes().isZero()
        || failure.carrier() != Carrier.SOCKET
        || onVirtualThread()) {
      return;
    }
    try {
      incident.await(settings.waitForProbes());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code Thread.isVirtual()} is not there on Java 8; the classes' names are on 21 and later. */
  private static boolean onVirtualThread() {
    return Thread.currentThread().getClass().getName().contains("Virtual");
  }

  private String text(Incident incident, HandshakeFailure failure, Diagnosis atOnce) {
    if (!incident.proven()) {
      return exceptionText.apply(
          event(IncidentEvent.Kind.OPENED, incident, failure, atOnce).build());
    }
    return incident.text();
  }

  private String textWithoutIncident(HandshakeFailure failure, Diagnosis diagnosis) {
    return exceptionText.apply(
        IncidentEvent.builder(IncidentEvent.Kind.OPENED, "", diagnosis, failure, jvm).build());
  }

  /** What the exception says when there is no time for a diagnosis. */
  private String fromMemory(HandshakeFailure failure, long key) {
    Optional<Incident> same = incidents.recognise(key);
    if (same.isPresent()) {
      count(same.get(), failure);
      return text(same.get(), failure, same.get().diagnosis());
    }
    Optional<Incident> sameIssuer = incidents.sameIssuer(failure);
    if (sameIssuer.isPresent()) {
      Diagnosis other = sameIssuer.get().diagnosis();
      Diagnosis likened =
          other.toBuilder()
              .confidence(Confidence.POSSIBLE)
              .summary(
                  "Not looked into, since too many handshakes fail at once; with another peer whose"
                      + " certificate has the same issuer: "
                      + other.summary())
              .build();
      return exceptionText.apply(
          event(IncidentEvent.Kind.REPEATED, sameIssuer.get(), failure, likened).build());
    }
    Diagnosis storm =
        Diagnosis.builder(
                Cause.UNKNOWN,
                Confidence.POSSIBLE,
                "Not looked into, since too many handshakes fail at once.")
            .build();
    Incident incident = incidents.findOrOpen(STORM, newId(), failure, storm);
    if (incident.count(failure.at(), settings.repeat()) == Incident.Next.INVESTIGATE
        && !worker.offer(() -> settle(incident, failure, storm))) {
      incident.abandoned();
    }
    return exceptionText.apply(event(IncidentEvent.Kind.OPENED, incident, failure, storm).build());
  }

  private IncidentEvent.Builder event(
      IncidentEvent.Kind kind, Incident incident, HandshakeFailure failure, Diagnosis diagnosis) {
    return IncidentEvent.builder(kind, incident.id(), diagnosis, failure, jvm)
        .count(Math.max(1, incident.count()))
        .first(incident.first())
        .last(incident.last())
        .application(incident.application());
  }

  /** Looks whether open incidents are over, for as long as there are any. */
  private void lookForSuccess() {
    if (looking.compareAndSet(false, true)) {
      worker.after(LOOK_EVERY, this::look);
    }
  }

  private void look() {
    looking.set(false);
    List<Incident> open = incidents.open();
    for (Incident incident : open) {
      if (isOver(incident)) {
        resolve(incident, Optional.<HandshakeFailure>empty());
      }
    }
    if (!incidents.open().isEmpty()) {
      lookForSuccess();
    }
  }

  private boolean isOver(Incident incident) {
    Duration quiet =
        settings.repeat().compareTo(LONGEST_QUIET) < 0 ? settings.repeat() : LONGEST_QUIET;
    Instant last = incident.last();
    if (clock.instant().isBefore(last.plus(quiet))) {
      return false;
    }
    Optional<Instant> success = successes.lastSuccess(incident.peer());
    return success.isPresent() && success.get().isAfter(last);
  }

  private void resolve(Incident incident, Optional<HandshakeFailure> ended) {
    if (!incident.resolve()) {
      return;
    }
    Instant now = clock.instant();
    HandshakeFailure shown =
        ended.orElseGet(
            () ->
                HandshakeFailure.builder(HandshakeFailure.Point.LOCAL, incident.role(), now)
                    .peer(incident.peer())
                    .build());
    Diagnosis diagnosis = incident.diagnosis();
    teller.tell(
        event(IncidentEvent.Kind.RESOLVED, incident, shown, diagnosis)
            .fingerprint(Fingerprint.of(diagnosis, incident.peer()))
            .lasted(Duration.between(incident.first(), now))
            .build());
  }

  private static WeakReference<ClassLoader> contextClassLoader() {
    try {
      return new WeakReference<>(Thread.currentThread().getContextClassLoader());
    } catch (SecurityException e) {
      return new WeakReference<>(null);
    }
  }

  private static String newId() {
    String hex = Long.toHexString(ThreadLocalRandom.current().nextLong(1L << 40) | 1L << 40);
    return hex.substring(1);
  }

  /** Builds {@link Incidents}; what is not set has a working default. */
  public static final class Builder {
    private final IncidentSettings settings;
    private final Diagnostician diagnostician;
    private final EndpointProber prober;
    private final JvmFacts jvm;
    private final List<IncidentListener> listeners = new ArrayList<>();
    private Function<IncidentEvent, String> exceptionText = event -> "";
    private SuccessMemory successes = SuccessMemory.none();
    private Clock clock = Clock.systemUTC();
    private LongSupplier nanoTime = System::nanoTime;
    private Optional<Worker> worker = Optional.empty();
    private Optional<Worker> tellingWorker = Optional.empty();

    private Builder(
        IncidentSettings settings,
        Diagnostician diagnostician,
        EndpointProber prober,
        JvmFacts jvm) {
      this.settings = settings;
      this.diagnostician = diagnostician;
      this.prober = prober;
      this.jvm = jvm;
    }

    /** Sets what makes the text that an exception's message gets; called on failing threads. */
    public Builder exceptionText(Function<IncidentEvent, String> exceptionText) {
      this.exceptionText = exceptionText;
      return this;
    }

    /** Adds listeners, which are told in this order. */
    public Builder listeners(List<? extends IncidentListener> added) {
      this.listeners.addAll(added);
      return this;
    }

    /** Sets where is looked up whether a peer works again. */
    public Builder successes(SuccessMemory successes) {
      this.successes = successes;
      return this;
    }

    /** Sets the clock of what is told. */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /** Sets the nanosecond counter by which durations are measured. */
    public Builder nanoTime(LongSupplier nanoTime) {
      this.nanoTime = nanoTime;
      return this;
    }

    /** Sets where incidents are found out about and listeners are told. */
    public Builder worker(Worker both) {
      this.worker = Optional.of(both);
      this.tellingWorker = Optional.of(both);
      return this;
    }

    /** The engine. */
    public Incidents build() {
      return new Incidents(this);
    }
  }
}
