package io.tlswhy.weave.memory;

import io.tlswhy.evidence.HandshakeFailure;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chains that one peer was accepted with, at most four: backends may differ. */
final class PeerChains {
  private static final int MOST = 4;

  private volatile AcceptedChain[] chains = new AcceptedChain[0];

  void accepted(X509Certificate[] chain, @Nullable InetAddress address, long now) {
    AcceptedChain known = find(chain[0]);
    if (known != null) {
      known.again(now, address);
    } else {
      add(new AcceptedChain(chain, address, now));
    }
  }

  /** Adds the chain that was accepted last. */
  void addTo(HandshakeFailure.Builder evidence) {
    AcceptedChain last = last();
    if (last != null) {
      evidence.lastGood(last.evidence());
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
