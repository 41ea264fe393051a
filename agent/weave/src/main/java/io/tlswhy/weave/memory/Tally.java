package io.tlswhy.weave.memory;

import io.tlswhy.evidence.Backend;
import io.tlswhy.evidence.PeerHistory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts the full handshakes with one peer by backend, from a failure on.
 *
 * <p>A peer that has not failed has none, so that a handshake that passes there counts nothing. The
 * first eight backends are told apart; what comes after is counted together.
 */
final class Tally {
  private static final int MOST = 8;
  private static final long QUIET_MILLIS = 3_600_000;

  private final long since;
  private final List<Entry> entries = new ArrayList<Entry>(2);
  private long lastFailure;

  Tally(long now) {
    this.since = now;
    this.lastFailure = now;
  }

  /** Whether the last failure is so long ago that the next one begins another story. */
  synchronized boolean isOver(long now) {
    return now - lastFailure > QUIET_MILLIS;
  }

  synchronized void passed(X509Certificate leaf, int length, String address, long now) {
    Entry entry = entry(leaf, length, address);
    entry.passed++;
    entry.lastPassed = now;
  }

  synchronized void failed(@Nullable X509Certificate leaf, int length, String address, long now) {
    entry(leaf, length, address).failed++;
    lastFailure = now;
  }

  /** What was counted as passed, since its chain was accepted, has failed after that. */
  synchronized void failedAfterAll(X509Certificate leaf, int length, String address, long now) {
    Entry entry = entry(leaf, length, address);
    if (entry.passed > 0) {
      entry.passed--;
    }
    entry.failed++;
    lastFailure = now;
  }

  synchronized PeerHistory evidence() {
    List<Backend> backends = new ArrayList<Backend>();
    for (Entry entry : entries) {
      backends.add(entry.evidence());
    }
    return PeerHistory.of(Instant.ofEpochMilli(since), backends);
  }

  private Entry entry(@Nullable X509Certificate leaf, int length, String address) {
    int hash = leaf == null ? 0 : leaf.hashCode();
    for (Entry entry : entries) {
      if (entry.hash == hash && entry.length == length && entry.address.equals(address)) {
        return entry;
      }
    }
    if (entries.size() == MOST) {
      return entries.get(MOST - 1);
    }
    Entry added =
        entries.size() == MOST - 1
            ? new Entry(0, "", 0, "")
            : new Entry(
                hash, leaf == null ? "" : leaf.getSerialNumber().toString(16), length, address);
    entries.add(added);
    return added;
  }

  private static final class Entry {
    private final int hash;
    private final String serialNumber;
    private final int length;
    private final String address;
    private long failed;
    private long passed;
    private long lastPassed;

    Entry(int hash, String serialNumber, int length, String address) {
      this.hash = hash;
      this.serialNumber = serialNumber;
      this.length = length;
      this.address = address;
    }

    Backend evidence() {
      return Backend.of(
          address,
          serialNumber,
          length,
          failed,
          passed,
          lastPassed == 0
              ? Optional.<Instant>empty()
              : Optional.of(Instant.ofEpochMilli(lastPassed)));
    }
  }
}
