package io.tlswhy.probe.handshake;

import io.tlswhy.evidence.PeerQuestion;
import io.tlswhy.evidence.PeerTrial;
import java.util.concurrent.CompletableFuture;

/** Makes second handshakes with a peer that failed, on the agent's own threads. */
public interface PeerProber {
  /**
   * Tries the ClientHellos of the question.
   *
   * @return completes within the time-out of one endpoint, never exceptionally
   */
  CompletableFuture<PeerTrial> probe(PeerQuestion question);
}
