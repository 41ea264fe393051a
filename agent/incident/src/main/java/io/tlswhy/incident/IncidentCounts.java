package io.tlswhy.incident;

import java.util.concurrent.atomic.AtomicLong;

/** What was counted and not told. */
public final class IncidentCounts {
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong noise = new AtomicLong();
  private final AtomicLong muted = new AtomicLong();
  private final AtomicLong closedByApplication = new AtomicLong();
  private final AtomicLong fromMemory = new AtomicLong();
  private final AtomicLong untold = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong faults = new AtomicLong();

  IncidentCounts() {}

  void failure() {
    failures.incrementAndGet();
  }

  void noise() {
    noise.incrementAndGet();
  }

  void muted() {
    muted.incrementAndGet();
  }

  void closedByApplication() {
    closedByApplication.incrementAndGet();
  }

  void fromMemory() {
    fromMemory.incrementAndGet();
  }

  void untold() {
    untold.incrementAndGet();
  }

  void dropped() {
    dropped.incrementAndGet();
  }

  /** Counts a fault of the agent itself; true for the first one. */
  boolean firstFault() {
    return faults.getAndIncrement() == 0;
  }

  /** All failed handshakes that were seen. */
  public long failures() {
    return failures.get();
  }

  /** Those of a server's that the internet's noise causes. */
  public long noiseOnServers() {
    return noise.get();
  }

  /** Those that the {@code mute} option names. */
  public long mutedFailures() {
    return muted.get();
  }

  /** Connections that the application itself closed or cancelled. */
  public long applicationClosed() {
    return closedByApplication.get();
  }

  /** Failures that were answered from memory, since the budget for diagnosing was spent. */
  public long answeredFromMemory() {
    return fromMemory.get();
  }

  /** Incidents that were found out about and not told: muted, noise, or too many at once. */
  public long untoldIncidents() {
    return untold.get();
  }

  /** Investigations and records that were dropped, since too many waited. */
  public long droppedTasks() {
    return dropped.get();
  }

  /** Faults of the agent itself. */
  public long ownFaults() {
    return faults.get();
  }
}
