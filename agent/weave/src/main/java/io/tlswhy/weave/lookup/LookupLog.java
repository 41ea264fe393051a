package io.tlswhy.weave.lookup;

import io.tlswhy.evidence.Lookup;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The look-ups of one thread in one validation, at most 64, and which certificate is checked. */
public final class LookupLog {
  private static final int MOST = 64;

  private final List<OpenLookup> lookups = new CopyOnWriteArrayList<OpenLookup>();
  private final List<Check> checks = new ArrayList<Check>();
  private @Nullable OpenLookup open;
  private long lastEventNanos;

  /** Forgets all but the checks that still run. */
  public void clear() {
    if (!lookups.isEmpty()) {
      lookups.clear();
    }
    open = null;
  }

  /** Whether there was any. */
  public boolean isEmpty() {
    return lookups.isEmpty();
  }

  /** The time that all of them took together, in nanoseconds. */
  public long spentNanos() {
    long sum = 0;
    for (OpenLookup lookup : lookups) {
      sum += lookup.spentNanos();
    }
    return sum;
  }

  /** All of them, in order. */
  public List<Lookup> evidence() {
    List<Lookup> all = new ArrayList<Lookup>();
    for (OpenLookup lookup : lookups) {
      all.add(lookup.evidence());
    }
    return all;
  }

  /**
   * Those that belong to a validation of that chain whose beginning was not seen: the newest of
   * each URL whose certificate is in the chain or is not known.
   */
  public List<Lookup> evidence(Collection<X509Certificate> chain) {
    List<OpenLookup> newest = new ArrayList<OpenLookup>();
    for (OpenLookup lookup : lookups) {
      if (lookup.certificate() == null || chain.contains(lookup.certificate())) {
        for (int i = newest.size() - 1; i >= 0; i--) {
          OpenLookup earlier = newest.get(i);
          if (earlier.kind() == lookup.kind() && earlier.url().equals(lookup.url())) {
            newest.remove(i);
          }
        }
        newest.add(lookup);
      }
    }
    List<Lookup> evidence = new ArrayList<Lookup>();
    for (OpenLookup lookup : newest) {
      evidence.add(lookup.evidence());
    }
    return evidence;
  }

  void add(OpenLookup lookup) {
    if (lookups.size() == MOST) {
      lookups.remove(0);
    }
    lookups.add(lookup);
  }

  void forget(OpenLookup lookup) {
    lookups.remove(lookup);
  }

  void opened(OpenLookup lookup) {
    if (!checks.isEmpty()) {
      checks.get(checks.size() - 1).waiting.silence();
    }
    add(lookup);
    open = lookup;
  }

  /** The look-up that runs now. */
  @Nullable OpenLookup open() {
    return open;
  }

  void closed() {
    open = null;
    lastEventNanos = System.nanoTime();
  }

  void checkEntered(X509Certificate certificate, WaitingCheck waiting) {
    checks.add(new Check(certificate, lookups.size(), waiting));
    lastEventNanos = System.nanoTime();
  }

  /** Ends the innermost check; its failed look-ups did no harm if it passed. */
  void checkLeft(boolean passed) {
    if (checks.isEmpty()) {
      return;
    }
    Check check = checks.remove(checks.size() - 1);
    check.waiting.silence();
    if (passed) {
      for (int i = Math.min(check.from, lookups.size()); i < lookups.size(); i++) {
        lookups.get(i).swallowed();
      }
    }
  }

  void problem(Throwable cause) {
    if (!checks.isEmpty() && lookups.size() > checks.get(checks.size() - 1).from) {
      lookups.get(lookups.size() - 1).rejected(cause);
    }
  }

  /** The certificate that is being checked. */
  @Nullable X509Certificate certificate() {
    return checks.isEmpty() ? null : checks.get(checks.size() - 1).certificate;
  }

  /** When the last thing before now happened in this check; 0 outside of one. */
  long lastEventNanos() {
    return checks.isEmpty() ? 0 : lastEventNanos;
  }

  private static final class Check {
    private final @Nullable X509Certificate certificate;
    private final int from;
    private final WaitingCheck waiting;

    Check(X509Certificate certificate, int from, WaitingCheck waiting) {
      this.waiting = waiting;
      // A certificate class of the application's would be kept alive by this thread.
      this.certificate = certificate.getClass().getClassLoader() == null ? certificate : null;
      this.from = from;
    }
  }
}
