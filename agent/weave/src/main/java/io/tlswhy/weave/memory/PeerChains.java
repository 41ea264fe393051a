package io.tlswhy.weave.memory;

import io.tlswhy.evidence.HandshakeFailure;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The chains that one peer was accepted with, at most four: backends may differ; and, once it has
 * failed, how often.
 */
final class PeerChains {
  private static final int MOST = 4;

  private static final AcceptedChain[] NONE = new AcceptedChain[0];

  private volatile AcceptedChain[] chains = NONE;
  private volatile @Nullable Tally tally;

  /** Whether the certificate was not known before. */
  boolean accepted(X509Certificate[] chain, @Nullable InetAddress address, long now) {
    Tally counted = tally;
    if (counted != null) {
      counted.passed(chain[0], chain.length, address == null ? "" : address.getHostAddress(), now);
    }
    AcceptedChain known = find(chain[0]);
    if (known != null) {
      known.again(now, address);
      return false;
    }
    add(new AcceptedChain(chain, address, now));
    return true;
  }

  /**
   * A handshake failed.
   *
   * @param sent what the peer sent, its own certificate first; empty if that is not known
   * @param accepted whether that was accepted, and something else failed after it
   */
  void failed(List<X509Certificate> sent, boolean accepted, String address, long now) {
    Tally counted = tally;
    boolean goesOn = counted != null && !counted.isOver(now);
    if (counted == null || !goesOn) {
      counted = new Tally(now);
      tally = counted;
    }
    X509Certificate leaf = sent.isEmpty() ? null : sent.get(0);
    if (leaf != null && accepted && goesOn) {
      counted.failedAfterAll(leaf, sent.size(), address, now);
    } else {
      counted.failed(leaf, sent.size(), address, now);
    }
  }

  /** Adds the chain that was accepted last, and what was counted. */
  void addTo(HandshakeFailure.Builder evidence) {
    AcceptedChain last = last();
    if (last != null) {
      evidence.lastGood(last.evidence());
    }
    Tally counted = tally;
    if (counted != null) {
      evidence.peerHistory(counted.evidence());
    }
  }

  /** When one of them was last accepted. */
  Optional<Instant> lastAccepted() {
    AcceptedChain last = last();
    return last == null ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last.when()));
  }

  private @Nullable AcceptedChain last() {
    AcceptedChain last = null;
    for (AcceptedChain chain : chains) {
      if (last == null || chain.when() > last.when()) {
        last = chain;
      }
    }
    return last;
  }

  int size() {
    return chains.length;
  }

  private @Nullable AcceptedChain find(X509Certificate leaf) {
    AcceptedChain[] known = chains;
    for (AcceptedChain chain : known) {
      if (chain.isSame(leaf)) {
        return chain;
      }
    }
    for (AcceptedChain chain : known) {
      if (chain.isEqual(leaf)) {
        return chain;
      }
    }
    return null;
  }

  private synchronized void add(AcceptedChain chain) {
    AcceptedChain[] known = chains;
    int kept = Math.min(known.length, MOST - 1);
    AcceptedChain[] grown = new AcceptedChain[kept + 1];
    System.arraycopy(known, known.length - kept, grown, 0, kept);
    grown[kept] = chain;
    chains = grown;
  }
}
