package io.tlswhy.weave.memory;

import io.tlswhy.evidence.EndpointHistory;
import io.tlswhy.evidence.Lookup;
import io.tlswhy.evidence.LookupKind;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What this JVM's own look-ups met at each endpoint: a thousand of them, the least recently used
 * one goes.
 *
 * <p>It is told at the end of a fetch, which takes a thousand times as long.
 */
public final class EndpointMemory implements Function<URI, Optional<EndpointHistory>> {
  private static final int MOST = 1_000;
  private static final long QUIET_MILLIS = 3_600_000;

  /** {@code URICertStore.CHECK_INTERVAL}. */
  private static final long HIDDEN_MILLIS = 30_000;

  private final Map<URI, Known> entries =
      new LinkedHashMap<URI, Known>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Known> eldest) {
          return size() > MOST;
        }
      };

  /** A fetch brought an answer, which says that it is valid until then; 0 if it does not say. */
  public synchronized void answered(LookupKind kind, URI url, long now, long nextUpdate) {
    Known entry = entry(kind, url);
    entry.lastWorked = now;
    entry.failingSince = 0;
    entry.lastFailureBegan = 0;
    if (nextUpdate != 0) {
      entry.nextUpdate = nextUpdate;
    }
    if (entry.since != 0) {
      entry.passed++;
    }
  }

  /** A fetch that was begun then failed. */
  public synchronized void failed(LookupKind kind, URI url, long began, long now) {
    Known entry = entry(kind, url);
    if (entry.since == 0 || now - entry.lastFailed > QUIET_MILLIS) {
      entry.since = now;
      entry.failed = 0;
      entry.passed = 0;
    }
    entry.failed++;
    entry.lastFailed = now;
    entry.lastFailureBegan = began;
    if (entry.failingSince == 0) {
      entry.failingSince = now;
    }
  }

  /** What is remembered of the endpoints of these look-ups, each once. */
  public List<EndpointHistory> of(List<Lookup> lookups) {
    Map<URI, EndpointHistory> found = new LinkedHashMap<URI, EndpointHistory>();
    for (Lookup lookup : lookups) {
      EndpointHistory history = find(lookup.url());
      if (history != null) {
        found.put(lookup.url(), history);
      }
    }
    return new ArrayList<EndpointHistory>(found.values());
  }

  @Override
  public Optional<EndpointHistory> apply(URI url) {
    return Optional.ofNullable(find(url));
  }

  /** What is remembered of that endpoint. */
  public synchronized @Nullable EndpointHistory find(URI url) {
    Known entry = entries.get(url);
    return entry == null ? null : entry.evidence(url, System.currentTimeMillis());
  }

  private Known entry(LookupKind kind, URI url) {
    Known entry = entries.get(url);
    if (entry == null) {
      entry = new Known(kind);
      entries.put(url, entry);
    }
    return entry;
  }

  private static final class Known {
    private final LookupKind kind;
    private long since;
    private long failed;
    private long passed;
    private long lastWorked;
    private long lastFailed;
    private long lastFailureBegan;
    private long failingSince;
    private long nextUpdate;

    Known(LookupKind kind) {
      this.kind = kind;
    }

    EndpointHistory evidence(URI url, long now) {
      EndpointHistory.Builder history =
          EndpointHistory.builder(kind, url).failed(failed).passed(passed);
      if (since != 0) {
        history.since(Instant.ofEpochMilli(since));
      }
      if (lastWorked != 0) {
        history.lastWorked(Instant.ofEpochMilli(lastWorked));
      }
      if (failingSince != 0) {
        history.failingSince(Instant.ofEpochMilli(failingSince));
      }
      if (nextUpdate != 0) {
        history.nextUpdate(Instant.ofEpochMilli(nextUpdate));
      }
      boolean hidden = kind != LookupKind.OCSP && lastFailureBegan + HIDDEN_MILLIS > now;
      if (hidden) {
        history.notAskedBefore(Instant.ofEpochMilli(lastFailureBegan + HIDDEN_MILLIS));
      }
      return history.build();
    }
  }
}
