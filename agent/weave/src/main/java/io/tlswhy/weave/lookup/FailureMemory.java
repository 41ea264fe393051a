package io.tlswhy.weave.lookup;

import java.net.URI;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The last failure of each URL, for as long as the JDK hides it.
 *
 * <p>After a failed fetch the JDK does not ask again for thirty seconds, and says nothing of why.
 */
final class FailureMemory {
  /** {@code URICertStore.CHECK_INTERVAL}. */
  private static final long HIDDEN_MILLIS = 30_000;

  private static final int MOST = 1_000;

  private final ConcurrentMap<URI, Failure> failures = new ConcurrentHashMap<URI, Failure>();

  void failed(URI url, Throwable error) {
    if (failures.size() >= MOST && !failures.containsKey(url)) {
      makeRoom();
    }
    failures.put(url, new Failure(error, System.currentTimeMillis()));
  }

  void answered(URI url) {
    failures.remove(url);
  }

  /** What the fetch failed with that the JDK remembers now; absent if it is not known. */
  @Nullable Failure hidden(URI url) {
    Failure failure = failures.get(url);
    return failure != null && System.currentTimeMillis() - failure.atMillis < HIDDEN_MILLIS + 1_000
        ? failure
        : null;
  }

  private void makeRoom() {
    long now = System.currentTimeMillis();
    for (Iterator<Failure> all = failures.values().iterator(); all.hasNext(); ) {
      if (now - all.next().atMillis > HIDDEN_MILLIS) {
        all.remove();
      }
    }
    Iterator<Failure> rest = failures.values().iterator();
    while (failures.size() >= MOST && rest.hasNext()) {
      rest.next();
      rest.remove();
    }
  }

  /** A failure and when it happened. */
  static final class Failure {
    private final Throwable error;
    private final long atMillis;

    Failure(Throwable error, long atMillis) {
      this.error = error;
      this.atMillis = atMillis;
    }

    Throwable error() {
      return error;
    }

    long atMillis() {
      return atMillis;
    }
  }
}
