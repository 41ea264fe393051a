package io.tlswhy.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks whether open incidents are over, for as long as there are any: their peer was accepted
 * again, and has not failed for a while.
 *
 * <p>The while is there for failures that come and go with a backend: each good handshake between
 * two bad ones would otherwise be told as the end.
 */
final class Recovery {
  private static final Duration LONGEST_QUIET = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Duration quiet;
  private final Clock clock;
  private final Worker worker;
  private final SuccessMemory successes;
  private final OpenIncidents incidents;
  private final Life life;
  private final AtomicBoolean looking = new AtomicBoolean();

  Recovery(
      IncidentSettings settings,
      Clock clock,
      Worker worker,
      SuccessMemory successes,
      OpenIncidents incidents,
      Life life) {
    this.quiet = settings.repeat().compareTo(LONGEST_QUIET) < 0 ? settings.repeat() : LONGEST_QUIET;
    this.clock = clock;
    this.worker = worker;
    this.successes = successes;
    this.incidents = incidents;
    this.life = life;
  }

  /** Starts to look, unless it looks already. */
  void watch() {
    if (looking.compareAndSet(false, true)) {
      worker.after(LOOK_EVERY, this::look);
    }
  }

  private void look() {
    looking.set(false);
    for (Incident incident : incidents.unresolved()) {
      Optional<Instant> accepted = acceptedAgain(incident);
      if (accepted.isPresent()) {
        life.recovered(incident, accepted.get());
      }
    }
    if (life.isFindingOut() || !incidents.unresolved().isEmpty()) {
      watch();
    }
  }

  private Optional<Instant> acceptedAgain(Incident incident) {
    Instant last = incident.last();
    if (incident.isForeseen() || clock.instant().isBefore(last.plus(quiet))) {
      return Optional.empty();
    }
    return successes.lastSuccess(incident.peer()).filter(accepted -> accepted.isAfter(last));
  }
}
