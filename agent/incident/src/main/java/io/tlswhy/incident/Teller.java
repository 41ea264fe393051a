package io.tlswhy.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells the listeners, one event after the other, on an agent's thread.
 *
 * <p>A listener that throws is contained: it is said once on standard error, counted from then on,
 * and the others are told all the same.
 */
final class Teller {
  /** A log that takes a page a second from us hides the application's own lines. */
  private static final double RECORDS_AT_ONCE = 50;

  private static final double RECORDS_PER_SECOND = 0.2;

  private final Worker worker;
  private final List<IncidentListener> listeners;
  private final IncidentCounts counts;
  private final TokenBucket records;

  Teller(
      Worker worker,
      List<IncidentListener> listeners,
      IncidentCounts counts,
      LongSupplier nanoTime) {
    this.records = new TokenBucket(nanoTime, RECORDS_AT_ONCE, RECORDS_PER_SECOND);
    this.worker = worker;
    this.listeners = Collections.unmodifiableList(new ArrayList<>(listeners));
    this.counts = counts;
  }

  /** Whether the log can bear another record. */
  boolean permits() {
    return records.permits();
  }

  void tell(IncidentEvent event) {
    records.spend(1);
    enqueue(() -> each(listener -> listener.onEvent(event)));
  }

  /** Waits until all is told that waits to be, or for that long. */
  void drain(Duration longest) throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    if (worker.offer(told::countDown)) {
      told.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void enqueue(Runnable telling) {
    if (!worker.offer(telling)) {
      counts.dropped();
    }
  }

  private void each(Consumer<IncidentListener> action) {
    for (IncidentListener listener : listeners) {
      try {
        action.accept(listener);
      } catch (Throwable fault) {
        fault("telling an incident through " + listener.getClass().getSimpleName(), fault);
      }
    }
  }

  /** Counts a fault of our own; the first one is said on standard error. */
  void fault(String doing, Throwable fault) {
    if (counts.firstFault()) {
      System.err.println(
          "tlswhy: "
              + doing
              + " failed: "
              + fault
              + ". The application is not affected; further faults are only counted.");
    }
  }
}
