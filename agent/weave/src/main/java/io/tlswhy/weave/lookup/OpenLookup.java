package io.tlswhy.weave.lookup;

import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.Lookup.Outcome;
import io.tlswhy.evidence.LookupKind;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A look-up that the JVM makes, from its start on; written by the thread that makes it, read by any
 * other.
 */
public final class OpenLookup {
  private final LookupKind kind;
  private final URI url;
  private final @Nullable X509Certificate certificate;
  private final String thread;
  private volatile @Nullable Thread running;
  private final long startMillis = System.currentTimeMillis();
  private final long startNanos = System.nanoTime();
  private final long waitedNanos;

  private volatile long endNanos;
  private volatile Outcome outcome = Outcome.IN_PROGRESS;
  private volatile @Nullable Throwable error;
  private volatile long firstFailureMillis;
  private volatile int octets = -1;
  private volatile boolean swallowed;
  private @Nullable Future<?> alarm;

  OpenLookup(LookupKind kind, URI url, @Nullable X509Certificate certificate, long waitedNanos) {
    this.kind = kind;
    this.url = url;
    this.certificate = certificate;
    this.waitedNanos = waitedNanos;
    this.running = Thread.currentThread();
    this.thread = ThreadText.name(Thread.currentThread());
  }

  void answered(int answerOctets) {
    octets = answerOctets;
    end(Outcome.ANSWERED);
  }

  void failed(Throwable cause) {
    error = cause;
    end(Outcome.FAILED);
  }

  void remembered(FailureMemory.@Nullable Failure failure) {
    if (failure != null) {
      error = failure.error();
      firstFailureMillis = failure.atMillis();
    }
    end(Outcome.REMEMBERED_FAILURE);
  }

  /** What the JDK found wrong with the answer. */
  void rejected(Throwable cause) {
    if (outcome == Outcome.ANSWERED && error == null) {
      error = cause;
    }
  }

  /** The check that needed it went on without it. */
  void swallowed() {
    if (outcome == Outcome.FAILED || outcome == Outcome.REMEMBERED_FAILURE || error != null) {
      swallowed = true;
    }
  }

  /** What tells that it is late. */
  void alarm(Future<?> task) {
    alarm = task;
  }

  /** It is over and need not be told as late. */
  void silence() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }

  /** Whether the thread waited for another's fetch before. */
  boolean waited() {
    return waitedNanos > 0;
  }

  LookupKind kind() {
    return kind;
  }

  URI url() {
    return url;
  }

  long startMillis() {
    return startMillis;
  }

  @Nullable X509Certificate certificate() {
    return certificate;
  }

  /** Whether it has not ended yet. */
  public boolean isOpen() {
    return outcome == Outcome.IN_PROGRESS;
  }

  /** How long it has taken, or took, with the wait before. */
  long spentNanos() {
    return waitedNanos + (isOpen() ? System.nanoTime() : endNanos) - startNanos;
  }

  /** As it is now. */
  public Lookup evidence() {
    Outcome now = outcome;
    long took = (now == Outcome.IN_PROGRESS ? System.nanoTime() : endNanos) - startNanos;
    Lookup.Builder lookup =
        Lookup.builder(kind, url, Instant.ofEpochMilli(startMillis))
            .took(Duration.ofNanos(took))
            .waited(Duration.ofNanos(waitedNanos))
            .outcome(now)
            .octets(octets)
            .swallowed(swallowed)
            .thread(now == Outcome.IN_PROGRESS ? blocked() : thread);
    if (certificate != null) {
      lookup.certificate(certificate);
    }
    Throwable cause = error;
    if (cause != null) {
      lookup.error(cause);
    }
    if (firstFailureMillis != 0) {
      lookup.firstFailure(Instant.ofEpochMilli(firstFailureMillis));
    }
    return lookup.build();
  }

  private String blocked() {
    Thread now = running;
    return now == null ? thread : ThreadText.of(now);
  }

  private void end(Outcome result) {
    running = null;
    endNanos = System.nanoTime();
    outcome = result;
  }
}
