package io.tlswhy.weave.memory;

import io.tlswhy.evidence.HandshakeFailure;
import io.tlswhy.evidence.Peer;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The last chains that were accepted from each peer this JVM called: 10,000 peers, the least
 * recently used one goes.
 *
 * <p>It runs in every full handshake: the JDK hands out the same certificate object for the same
 * octets, so that mostly nothing but a reference is compared and a time set.
 */
public final class LastGoodChains implements Function<Peer, Optional<Instant>> {
  private static final int STRIPES = 16;
  private static final int MOST_IN_STRIPE = 10_000 / STRIPES;

  private final Stripe[] stripes = new Stripe[STRIPES];

  /** An empty memory. */
  public LastGoodChains() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  /** That chain of the peer was accepted; whether its certificate was not known before. */
  public boolean accepted(
      String host, int port, @Nullable InetAddress address, X509Certificate[] chain) {
    PeerKey key = new PeerKey(host, port);
    PeerChains chains = stripe(key).orNew(key);
    return chains.accepted(chain, address, System.currentTimeMillis());
  }

  /**
   * A full handshake with the peer failed.
   *
   * @param sent what the peer sent, its own certificate first; empty if that is not known
   * @param accepted whether that was accepted, and something else failed after it
   */
  public void failed(Peer peer, List<X509Certificate> sent, boolean accepted) {
    PeerKey key = new PeerKey(peer.host(), peer.port());
    stripe(key).orNew(key).failed(sent, accepted, peer.address(), System.currentTimeMillis());
  }

  /** Adds what is remembered of the peer to the evidence. */
  public void addTo(HandshakeFailure.Builder evidence, Peer peer) {
    PeerKey key = new PeerKey(peer.host(), peer.port());
    PeerChains chains = stripe(key).find(key);
    if (chains != null) {
      chains.addTo(evidence);
    }
  }

  /** When a chain of the peer was last accepted, if that is remembered. */
  @Override
  public Optional<Instant> apply(Peer peer) {
    PeerKey key = new PeerKey(peer.host(), peer.port());
    PeerChains chains = stripe(key).find(key);
    return chains == null ? Optional.empty() : chains.lastAccepted();
  }

  /** How many peers are remembered. */
  int size() {
    int sum = 0;
    for (Stripe stripe : stripes) {
      sum += stripe.count();
    }
    return sum;
  }

  private Stripe stripe(PeerKey key) {
    int hash = key.hashCode();
    return stripes[(hash ^ hash >>> 16) & (STRIPES - 1)];
  }

  /** Locked for one look into a map. */
  private static final class Stripe extends LinkedHashMap<PeerKey, PeerChains> {
    private static final long serialVersionUID = 1;

    Stripe() {
      super(16, 0.75f, true);
    }

    synchronized PeerChains orNew(PeerKey key) {
      PeerChains chains = get(key);
      if (chains == null) {
        chains = new PeerChains();
        put(key, chains);
      }
      return chains;
    }

    synchronized @Nullable PeerChains find(PeerKey key) {
      return get(key);
    }

    synchronized int count() {
      return super.size();
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<PeerKey, PeerChains> eldest) {
      return super.size() > MOST_IN_STRIPE;
    }
  }
}
