package io.tlswhy.incident;

import io.tlswhy.diagnosis.Diagnosis;
import io.tlswhy.diagnosis.Diagnostician;
import io.tlswhy.diagnosis.Foresight;
import io.tlswhy.evidence.AgentThreads;
import io.tlswhy.evidence.Carrier;
import io.tlswhy.evidence.Ending;
import io.tlswhy.evidence.EndpointHistory;
import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.JvmFacts;
import io.tlswhy.probe.EndpointProber;
import io.tlswhy.probe.handshake.PeerProber;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Takes in failures on the application's threads, answers with the text for their exceptions, and
 * has each incident found out about and told on agent threads.
 *
 * <p>On the application's thread nothing here opens a connection, waits (unless {@code wait} asks
 * for it), or throws; what is remembered is bounded whatever the network sends.
 */
public final class Incidents implements AutoCloseable {
  private final IncidentSettings settings;
  private final JvmFacts jvm;
  private final Function<IncidentEvent, String> exceptionText;
  private final DiagnosingTime diagnosing;
  private final Teller teller;
  private final OpenIncidents incidents = new OpenIncidents();
  private final IncidentCounts counts = new IncidentCounts();
  private final Life life;
  private final Recovery recovery;
  private final Overload overload;
  private final Optional<Watch> watch;
  private final Optional<Thread> atExit;

  private Incidents(Builder builder) {
    this.settings = builder.settings;
    this.jvm = builder.jvm;
    this.exceptionText = builder.exceptionText;
    this.diagnosing = new DiagnosingTime(builder.diagnosing, builder.nanoTime);
    Worker worker = builder.worker.orElseGet(() -> new QueuedThread("incident"));
    Worker telling = builder.worker.orElseGet(() -> new QueuedThread("report"));
    this.teller = new Teller(telling, builder.listeners, counts, builder.nanoTime);
    Investigation investigation =
        new Investigation(
            builder.diagnosing,
            builder.prober,
            builder.peers,
            builder.files,
            worker,
            builder.nanoTime,
            settings.timeout());
    this.life =
        new Life(
            settings,
            jvm,
            builder.clock,
            worker,
            investigation,
            incidents,
            exceptionText,
            teller,
            counts);
    this.recovery =
        new Recovery(settings, builder.clock, worker, builder.successes, incidents, life);
    this.watch =
        builder.foresight.map(
            foresight ->
                new Watch(
                    foresight,
                    builder.prober,
                    builder.endpoints,
                    new WatchPace(builder.jitter),
                    builder.clock,
                    worker,
                    incidents,
                    life,
                    teller));
    this.overload = new Overload(incidents, life, exceptionText);
    this.atExit = builder.worker.isPresent() ? Optional.<Thread>empty() : tellingAtExit(life);
  }

  /** A builder for an engine that tells nobody and adds nothing to exceptions yet. */
  public static Builder builder(
      IncidentSettings settings, Diagnostician diagnostician, EndpointProber prober, JvmFacts jvm) {
    return builder(settings, Diagnosing.by(diagnostician), prober, jvm);
  }

  static Builder builder(
      IncidentSettings settings, Diagnosing diagnosing, EndpointProber prober, JvmFacts jvm) {
    return new Builder(settings, diagnosing, prober, jvm);
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

  /** A chain of a peer was accepted that was not seen before; on an agent's thread. */
  public void accepted(HandshakeFailure handshake) {
    watch.ifPresent(watching -> watching.accepted(handshake));
  }

  /** What was counted so far. */
  public IncidentCounts counts() {
    return counts;
  }

  /** Tells what is still open, and takes back what would keep the engine from being unloaded. */
  @Override
  public void close() {
    life.tellPending();
    if (atExit.isPresent()) {
      try {
        Runtime.getRuntime().removeShutdownHook(atExit.get());
      } catch (IllegalStateException e) {
        // The JVM ends already, and with it the hook.
        return;
      }
    }
  }

  /** A rejection outside a handshake is explained in its exception and never told. */
  private String validationFailed(HandshakeFailure failure) {
    if (!diagnosing.permits()) {
      counts.fromMemory();
      return "";
    }
    Diagnosis diagnosis = diagnosing.atOnce(failure);
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
    if (!diagnosing.permits()) {
      counts.fromMemory();
      return overload.text(failure, key);
    }
    Diagnosis diagnosis = diagnosing.atOnce(failure);
    if (settings.mutes().mutes(diagnosis)) {
      counts.muted();
      return "";
    }
    if (Noise.onServer(failure, diagnosis)) {
      counts.noise();
      return textWithoutIncident(failure, diagnosis);
    }
    Incident incident = incidents.of(failure, diagnosis);
    incidents.remember(key, failure, incident);
    life.count(incident, failure, diagnosis);
    recovery.watch();
    waitWhereAsked(incident, failure);
    return incident
        .textForException()
        .orElseGet(
            () ->
                exceptionText.apply(
                    life.event(IncidentEvent.Kind.OPENED, incident, failure, diagnosis).build()));
  }

  private void lateLookup(HandshakeFailure handshake) {
    if (settings.mutes().mutesPeer(handshake.peer())) {
      counts.muted();
      return;
    }
    long key = FailureKey.of(handshake);
    boolean hangs = Hanging.is(handshake);
    Optional<Incident> hung = hangs ? Optional.<Incident>empty() : hung(handshake, key);
    // A server's own limit, or the client, ended it: either way nobody waits any more.
    boolean givenUp =
        handshake.ending().filter(Ending.GIVEN_UP::equals).isPresent()
            && !handshake.stall().isPresent();
    if (hung.isPresent() && givenUp) {
      life.givenUp(hung.get(), handshake);
      return;
    }
    if (hung.isPresent() && hung.get().isUnresolved()) {
      life.ended(hung.get(), handshake);
      return;
    }
    if (givenUp || (handshake.waiting().isPresent() && !hangs)) {
      // The end of something that is not remembered.
      return;
    }
    if (!diagnosing.permits()) {
      counts.fromMemory();
      return;
    }
    Diagnosis diagnosis = diagnosing.atOnce(handshake);
    if (settings.mutes().mutes(diagnosis)) {
      counts.muted();
      return;
    }
    Optional<Incident> incident = incidents.ofLate(handshake, diagnosis);
    if (!incident.isPresent()) {
      return;
    }
    if (hangs) {
      incidents.remember(key, handshake, incident.get());
    }
    life.count(incident.get(), handshake, diagnosis);
    recovery.watch();
  }

  /**
   * The incident that the handshake was told in as it hung. That it waited is not explained by
   * look-ups that were late and have ended: it goes on as those.
   */
  private Optional<Incident> hung(HandshakeFailure handshake, long key) {
    Optional<Incident> same = incidents.sameHandshake(handshake);
    Optional<Incident> known = same.isPresent() ? same : incidents.recognise(key);
    return known.filter(incident -> handshake.waiting().isPresent() || !incident.isOnlyWaiting());
  }

  private void waitWhereAsked(Incident incident, HandshakeFailure failure) {
    if (settings.waitForProbes().isZero()
        || failure.carrier() != Carrier.SOCKET
        || isVirtual(Thread.currentThread())) {
      return;
    }
    try {
      incident.await(settings.waitForProbes());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code Thread.isVirtual()} is not there on Java 8; the classes' names are on 21 and later. */
  private static boolean isVirtual(Thread thread) {
    return thread.getClass().getName().contains("Virtual");
  }

  private String textWithoutIncident(HandshakeFailure failure, Diagnosis diagnosis) {
    return exceptionText.apply(
        IncidentEvent.builder(IncidentEvent.Kind.OPENED, "", diagnosis, failure, jvm).build());
  }

  private static Optional<Thread> tellingAtExit(Life life) {
    Thread hook = AgentThreads.of("exit").newThread(life::tellPending);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return Optional.of(hook);
    } catch (IllegalStateException | SecurityException e) {
      return Optional.empty();
    }
  }

  /** Builds {@link Incidents}; what is not set has a working default. */
  public static final class Builder {
    private final IncidentSettings settings;
    private final Diagnosing diagnosing;
    private final EndpointProber prober;
    private final JvmFacts jvm;
    private final List<IncidentListener> listeners = new ArrayList<>();
    private Function<IncidentEvent, String> exceptionText = event -> "";
    private SuccessMemory successes = SuccessMemory.none();
    private Function<URI, Optional<EndpointHistory>> endpoints = url -> Optional.empty();
    private Optional<PeerProber> peers = Optional.empty();
    private FileReading files = FileReading.none();
    private Optional<Foreseeing> foresight = Optional.empty();
    private DoubleSupplier jitter = () -> ThreadLocalRandom.current().nextDouble();
    private Clock clock = Clock.systemUTC();
    private LongSupplier nanoTime = System::nanoTime;
    private Optional<Worker> worker = Optional.empty();

    private Builder(
        IncidentSettings settings, Diagnosing diagnosing, EndpointProber prober, JvmFacts jvm) {
      this.settings = settings;
      this.diagnosing = diagnosing;
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

    /** Sets who makes second handshakes with failed peers; without it there are none. */
    public Builder peers(PeerProber peers) {
      this.peers = Optional.of(peers);
      return this;
    }

    /** Sets what reads files of this machine. */
    public Builder files(FileReading files) {
      this.files = files;
      return this;
    }

    /** Sets where is looked up whether a peer works again. */
    public Builder successes(SuccessMemory successes) {
      this.successes = successes;
      return this;
    }

    /** Sets where is looked up what this JVM's own look-ups met at an endpoint. */
    public Builder endpoints(Function<URI, Optional<EndpointHistory>> endpoints) {
      this.endpoints = endpoints;
      return this;
    }

    /** Has the endpoints of accepted peers watched, with what tells what will fail. */
    public Builder foresight(Foresight foresight) {
      return foresight(Foreseeing.by(foresight));
    }

    Builder foresight(Foreseeing foreseeing) {
      this.foresight = Optional.of(foreseeing);
      return this;
    }

    /** Sets the chance that spreads the watch's trials: numbers between 0 and 1. */
    Builder jitter(DoubleSupplier jitter) {
      this.jitter = jitter;
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
    public Builder worker(Worker worker) {
      this.worker = Optional.of(worker);
      return this;
    }

    /** The engine. */
    public Incidents build() {
      return new Incidents(this);
    }
  }
}
