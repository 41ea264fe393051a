package io.tlswhy.weave.lookup;

import io.tlswhy.evidence.Lookup;
import io.tlswhy.weave.memory.RevocationPointers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One check of a certificate's revocation that may be waiting for another thread's look-up.
 *
 * <p>{@code URICertStore} is locked for a whole fetch, and who waits for the lock has not entered
 * any method yet: so that shows only in what others are fetching.
 */
final class WaitingCheck implements Runnable {
  private final Collection<OpenLookup> open;
  private final X509Certificate certificate;
  private final LookupWatch.LateLookup late;
  private final Thread thread = Thread.currentThread();
  private final long startMillis = System.currentTimeMillis();
  private final long startNanos = System.nanoTime();
  private @Nullable Future<?> alarm;
  private volatile boolean busy;

  WaitingCheck(
      Collection<OpenLookup> open, X509Certificate certificate, LookupWatch.LateLookup late) {
    this.open = open;
    this.certificate = certificate;
    this.late = late;
  }

  /** What runs this when the check is late. */
  void alarm(@Nullable Future<?> task) {
    alarm = task;
  }

  /** A look-up of the check's own runs, or it has ended: that is told otherwise, or not at all. */
  void silence() {
    busy = true;
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }

  @Override
  public void run() {
    if (busy) {
      return;
    }
    List<String> pointers = RevocationPointers.of(certificate);
    for (OpenLookup other : open) {
      if (other.isOpen() && pointers.contains(other.url().toString())) {
        late.waiting(
            Lookup.builder(other.kind(), other.url(), Instant.ofEpochMilli(startMillis))
                .certificate(certificate)
                .waited(Duration.ofNanos(System.nanoTime() - startNanos))
                .thread(ThreadText.of(thread))
                .build());
        return;
      }
    }
  }
}
