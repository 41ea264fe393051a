package io.tlswhy.weave.lookup;

import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import io.tlswhy.weave.memory.EndpointMemory;
import io.tlswhy.weave.read.Mirror;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows OCSP requests and the fetches of {@code URICertStore}.
 *
 * <p>That store is locked for a whole fetch and its methods are entered with the lock: who waits
 * for another thread's fetch does so between the start of its check and the entry.
 */
public final class LookupWatch {
  private static final int MOST_ENDS = 1_000;

  private final FailureMemory failures = new FailureMemory();
  private final ConcurrentMap<URI, Long> fetchEnds = new ConcurrentHashMap<URI, Long>();
  private final Set<OpenLookup> open =
      Collections.newSetFromMap(new ConcurrentHashMap<OpenLookup, Boolean>());
  private final SlowWatch slow;
  private final EndpointMemory endpoints;

  /** A watch that has hanging look-ups told through the other, and remembers how each ended. */
  public LookupWatch(SlowWatch slow, EndpointMemory endpoints) {
    this.slow = slow;
    this.endpoints = endpoints;
  }

  /** A certificate is about to be checked. */
  public void checkEntered(LookupLog log, X509Certificate certificate, LateLookup late) {
    WaitingCheck waiting = new WaitingCheck(open, certificate, late);
    waiting.alarm(slow.begin(waiting));
    log.checkEntered(certificate, waiting);
  }

  /** The check of the certificate ended. */
  public void checkLeft(LookupLog log, boolean passed) {
    log.checkLeft(passed);
  }

  /** One way of checking the certificate failed; another may follow. */
  public void problem(LookupLog log, Throwable problem) {
    log.problem(ErrorCopy.of(problem));
  }

  /** A responder is about to be asked. */
  public void ocspEntered(LookupLog log, URI url, LateLookup late) {
    begin(log, new OpenLookup(LookupKind.OCSP, url, log.certificate(), 0), late);
  }

  /** The responder answered, or did not. */
  public void ocspLeft(LookupLog log, byte @Nullable [] answer, @Nullable Throwable thrown) {
    OpenLookup lookup = log.open();
    if (lookup != null) {
      log.closed();
      open.remove(lookup);
      if (thrown == null) {
        lookup.answered(answer == null ? -1 : answer.length);
        remember(lookup, false, answer == null ? 0 : ResponseDates.nextUpdate(answer));
      } else {
        lookup.failed(ErrorCopy.of(thrown));
        remember(lookup, true, 0);
      }
      lookup.silence();
    }
  }

  /**
   * A store is about to be made or found. That of a directory connects to it at once, without a
   * time-out, and what goes wrong then is kept to itself by whoever wanted the store.
   */
  public void storeOpening(LookupLog log, Object parameters, LateLookup late) {
    URI url = Mirror.of(parameters).field("uri").as(URI.class).orElse(URI.create(""));
    if (isDirectory(url)) {
      begin(log, new OpenLookup(LookupKind.CRL, url, log.certificate(), 0), late);
    }
  }

  /** The store is there, and asking it will be the look-up; or the directory was not reached. */
  public void storeOpened(LookupLog log, @Nullable Throwable thrown) {
    OpenLookup lookup = log.open();
    if (lookup == null || !isDirectory(lookup.url())) {
      return;
    }
    log.closed();
    lookup.silence();
    if (thrown == null) {
      log.forget(lookup);
    } else {
      lookup.failed(ErrorCopy.of(thrown));
      remember(lookup, true, 0);
    }
  }

  private static boolean isDirectory(URI url) {
    return "ldap".equalsIgnoreCase(url.getScheme());
  }

  /** A store is about to be asked: it fetches, or gives what it has. */
  public StoreCall storeEntered(
      LookupLog log, Object store, boolean crls, LateLookup late, @Nullable StoreCall outer) {
    URI url = Mirror.of(store).field("uri").as(URI.class).orElse(URI.create(""));
    OpenLookup lookup =
        new OpenLookup(
            crls ? LookupKind.CRL : LookupKind.CA_ISSUERS,
            url,
            log.certificate(),
            waited(log, url));
    StoreCall call = new StoreCall(store, lookup, outer);
    if (call.willFetch()) {
      begin(log, lookup, late);
    }
    return call;
  }

  /** The store answered, or threw. */
  public void storeLeft(LookupLog log, StoreCall call, @Nullable Throwable thrown) {
    OpenLookup lookup = call.lookup();
    boolean listed = log.open() == lookup;
    if (listed) {
      log.closed();
      open.remove(lookup);
      lookup.silence();
    }
    Throwable error = thrown != null ? thrown : call.caught();
    boolean fetched = call.fetched();
    if (error != null) {
      Throwable copy = ErrorCopy.ofCause(error);
      lookup.failed(copy);
      failures.failed(lookup.url(), copy);
      remember(lookup, true, 0);
    } else if (fetched) {
      lookup.answered(-1);
      failures.answered(lookup.url());
      remember(lookup, false, call.nextUpdate());
    } else if (call.hasNothing()) {
      lookup.remembered(failures.hidden(lookup.url()));
    } else {
      lookup.answered(-1);
    }
    if (fetched) {
      fetchEnded(lookup.url());
    }
    if (!listed && (error != null || fetched || call.hasNothing() || lookup.waited())) {
      log.add(lookup);
    }
  }

  private void remember(OpenLookup lookup, boolean failed, long nextUpdate) {
    long now = System.currentTimeMillis();
    if (failed) {
      endpoints.failed(lookup.kind(), lookup.url(), lookup.startMillis(), now);
    } else {
      endpoints.answered(lookup.kind(), lookup.url(), now, nextUpdate);
    }
  }

  private void begin(LookupLog log, OpenLookup lookup, LateLookup late) {
    log.opened(lookup);
    open.add(lookup);
    Future<?> alarm = slow.begin(late.of(lookup));
    if (alarm != null) {
      lookup.alarm(alarm);
    }
  }

  private long waited(LookupLog log, URI url) {
    long since = log.lastEventNanos();
    Long end = fetchEnds.get(url);
    return since != 0 && end != null && end - since > TimeUnit.MILLISECONDS.toNanos(1)
        ? end - since
        : 0;
  }

  private void fetchEnded(URI url) {
    if (fetchEnds.size() >= MOST_ENDS) {
      fetchEnds.clear();
    }
    fetchEnds.put(url, System.nanoTime());
  }

  /** Makes what is to run if a look-up is late. */
  public interface LateLookup {
    /** The task for that look-up. */
    Runnable of(OpenLookup lookup);

    /** The check that was begun waits for that look-up of another thread. */
    void waiting(Lookup other);
  }
}
